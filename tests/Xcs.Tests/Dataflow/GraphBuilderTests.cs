using Xcs.Tests.Planning;

namespace Xcs.Tests.Dataflow;

public sealed class GraphBuilderTests
{
    private delegate int Custom(string text, int length);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Fact]
    public void EdgesMayBeMadeInAnyOrder()
    {
        var builder = new GraphBuilder("late");
        var sum = builder.Add((long a, long b) => a + b, "sum", file: "", line: 0);
        var two = builder.Constant(2L);
        var x = builder.Argument<long>("x");
        var square = builder.Add((long a) => a * a, "square", file: "", line: 0);
        builder.Connect(square, sum, 1);
        builder.Connect(two, sum, 0);
        builder.Connect(x, square, 0);
        var graph = builder.Build(sum);

        Assert.Equal(
            """
            graph late(%0 x: long) -> long
              %1: long = 2
              %2: long = square(%0)
              %3: long = sum(%1, %2)
              return %3

            """, graph.ToText());
        Assert.Equal([3, 1, 0, 2], ((NodeId[])[sum, two, x, square]).Select(node => builder.IdOf(node).Value));
        Assert.Equal(27, Graphs.Run<long>(graph, 5));
    }

    [Fact]
    public void OrderOfAddingStaysWhereTheEdgesAllowIt()
    {
        var builder = new GraphBuilder();
        var x = builder.Argument<long>("x");
        var nodes = Enumerable.Range(0, 5).Select(_ => builder.Add((long a) => a + 1)).ToArray();
        foreach (var node in nodes)
            builder.Connect(x, node, 0);
        builder.After(nodes[3], nodes[1]);
        var graph = builder.Build(nodes[4]);

        Assert.Equal([1, 4, 2, 3, 5], nodes.Select(node => builder.IdOf(node).Value));
        Assert.Equal([new(3)], graph[builder.IdOf(nodes[1])].After.ToArray());
    }

    [Fact]
    public void DelegatesOfEveryKindBecomeOperators()
    {
        var told = 0L;
        Assert.Equal(6L, Run(static (long x) => x + 1));
        Assert.Equal(6L, Run(static async (long x) => { await Task.Yield(); return x + 1; }));
        Assert.Equal(6L, Run(static (long x) => new ValueTask<long>(x + 1)));
        Assert.Equal(default(Unit), Run((long x) => { told = x; }));
        Assert.Equal(default(Unit), Run(async (long x) => { await Task.Yield(); told += x; }));
        Assert.Equal(default(Unit), Run(ValueTask (long x) => { told += x; return default; }));
        Assert.Equal(15, told);

        static object? Run(Delegate operation)
        {
            var builder = new GraphBuilder();
            var x = builder.Argument<long>("x");
            var node = builder.Add(operation);
            builder.Connect(x, node, 0);
            var graph = builder.Build(node);
            return graph.Operators[1].ResultType == typeof(Unit) ? Graphs.Run<Unit>(graph, 5) : Graphs.Run<long>(graph, 5);
        }
    }

    [Fact]
    public void UsersDelegateTypesAndEightParametersWork()
    {
        var builder = new GraphBuilder();
        var text = builder.Constant("long text");
        var cut = builder.Add(new Custom(static (text, length) => text[..length].Length));
        var sum = builder.Add((int a, int b, int c, int d, int e, int f, int g, int h) => a + b + c + d + e + f + g + h);
        builder.Connect(text, cut, 0);
        builder.Connect(builder.Constant(4), cut, 1);
        for (var k = 0; k < 8; k++)
            builder.Connect(cut, sum, k);

        Assert.Equal(32, Graphs.Run<int>(builder.Build(sum), 0));
    }

    [Fact]
    public void GatherCollectsInOrder()
    {
        var builder = new GraphBuilder();
        var join = builder.Add((int[] items) => string.Join(' ', items));
        builder.Connect(builder.Gather<int>([.. Enumerable.Range(0, 20).Select(builder.Constant)]), join, 0);

        Assert.Equal(string.Join(' ', Enumerable.Range(0, 20)), Graphs.Run<string>(builder.Build(join), 0));
    }

    [Fact]
    public void DeclaredFactsAndGivenNamesReachTheOperator()
    {
        var builder = new GraphBuilder();
        var node = builder.Add(Declared, name: "mine");
        var graph = builder.Build(node);

        Assert.Equal("mine", graph.Operators[0].Name);
        Assert.Equal(50, graph.Operators[0].Cost);
        Assert.True(graph.Operators[0].IsPure);
        Assert.Equal("GraphBuilderTests.cs", graph.Sources[0].ToString().Split(':')[0]);
    }

    [Fact]
    public void ShortestCycleIsNamed()
    {
        var builder = new GraphBuilder("loops");
        var nodes = "abcdef".Select(name => builder.Add((long x, long y) => x + y, name.ToString())).ToArray();
        Connect((0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 4));
        foreach (var (node, parameter) in ((int, int)[])[(0, 1), (1, 1), (2, 1), (3, 1), (5, 1)])
            builder.Connect(builder.Constant(1L), nodes[node], parameter);

        var failure = Assert.Throws<GraphException>(() => builder.Build(nodes[5]));
        Assert.Equal("nodes wait for each other in a cycle: %4 e -> %5 f -> %4 e", failure.Rule);
        Assert.StartsWith("loops (GraphBuilderTests.cs:", failure.Message, StringComparison.Ordinal);

        void Connect(params ReadOnlySpan<(int From, int To)> edges)
        {
            foreach (var (from, to) in edges)
                builder.Connect(nodes[from], nodes[to], to == 4 && from == 5 ? 1 : 0);
        }
    }

    [Fact]
    public void NodeThatWaitsForItselfIsACycle()
    {
        var builder = new GraphBuilder();
        var node = builder.Add(() => 1, "b");
        builder.After(node, node);

        Assert.Contains("%0 b -> %0 b.", Assert.Throws<GraphException>(() => builder.Build(node)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CycleOfAMillionNodesIsFoundAndAbridged()
    {
        var builder = new GraphBuilder();
        var step = (long x) => x;
        var first = builder.Add(step, "s");
        var last = first;
        for (var k = 1; k < 1_000_000; k++)
        {
            var next = builder.Add(step, "s");
            builder.Connect(last, next, 0);
            last = next;
        }

        builder.Connect(last, first, 0);
        Assert.EndsWith("%15 s -> … 999984 more … -> %0 s", Assert.Throws<GraphException>(() => builder.Build(last)).Rule, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void RandomGraphsSortStablyOrNameAShortestCycle(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(2, 12);
        var builder = new GraphBuilder();
        var nodes = Enumerable.Range(0, count).Select(k => builder.Add(() => 1L, $"n{k}")).ToArray();
        var edges = Enumerable.Range(0, random.Next(1, 2 * count)).Select(_ => (From: random.Next(count), To: random.Next(count))).ToArray();
        foreach (var (from, to) in edges)
            builder.After(nodes[from], nodes[to]);

        var shortest = Enumerable.Range(0, count).Min(node => Distance(edges, count, node));
        if (shortest == int.MaxValue)
        {
            builder.Build(nodes[0]);
            Assert.All(edges, edge => Assert.True(builder.IdOf(nodes[edge.From]) < builder.IdOf(nodes[edge.To])));
            return;
        }

        var cycle = Assert.Throws<GraphException>(() => builder.Build(nodes[0])).Rule.Split(": ")[1].Split(" -> ").Select(static name => int.Parse(name.Split(' ')[0][1..], null)).ToArray();
        Assert.Equal(shortest, cycle.Length - 1);
        Assert.Equal(cycle[0], cycle[^1]);
        Assert.All(cycle.Zip(cycle.Skip(1)), pair => Assert.Contains(pair, edges));
    }

    [Fact]
    public void MistakesAreRefusedWithTheNodesAndTheMend()
    {
        var builder = new GraphBuilder("wrong");
        var text = builder.Add(static () => "text", "text");
        var add = builder.Add(static (int a, int b) => a + b, "add");
        var one = builder.Constant(1);
        builder.Connect(one, add, 0);

        Refused("%1 add", "parameter 1 is declared int, but %0 text gives string", () => builder.Connect(text, add, 1));
        Refused("%1 add", "parameter 0 is connected to %2 1 already and cannot be connected to %2 1 as well", () => builder.Connect(one, add, 0));
        Refused("%1 add", "it has no parameter 2, but 2 of them", () => builder.Connect(one, add, 2));
        Refused("wrong", "%9 is none of its 3 nodes", () => builder.Connect(new(9), add, 1));
        Refused("%2 1", "it is there before the run and cannot be ordered", () => builder.After(one, add));
        Refused("%1 add", "parameter 1 of type int has no node", () => builder.Build(add));
        Refused("wrong", "the graph is not built yet", () => builder.IdOf(add));
        Refused("wide", "it has 9 parameters, an operator at most 8", () => builder.Add((int a, int b, int c, int d, int e, int f, int g, int h, int i) => a + b + c + d + e + f + g + h + i, "wide"));
        Refused("span", "it takes or returns a ReadOnlySpan`1, which no node can keep", () => builder.Add((ReadOnlySpan<int> items) => items.Length, "span"));
        Refused("%2 1", "it gives int, but is to be gathered as long", () => builder.Gather<long>(one));
    }

    [Fact]
    public void BuiltGraphIsClosedAndAFailedBuildIsNot()
    {
        var builder = new GraphBuilder();
        var add = builder.Add(static (int a, int b) => a + b);
        Assert.Throws<GraphException>(() => builder.Build(add));
        builder.Connect(builder.Constant(1), add, 0);
        builder.Connect(builder.Constant(2), add, 1);
        Assert.Equal(3, Graphs.Run<int>(builder.Build(add), 0));

        Assert.Throws<GraphException>(() => builder.Build(add));
        Assert.Throws<GraphException>(() => builder.Constant(3));
        Assert.Throws<GraphException>(() => builder.After(add, add));
    }

    private static void Refused(string place, string rule, Action action)
    {
        var failure = Assert.Throws<GraphException>(action);
        Assert.Equal((place, rule), (failure.Place, failure.Rule));
        Assert.NotEmpty(failure.Mend);
    }

    private static int Distance((int From, int To)[] edges, int count, int node)
    {
        var distance = Enumerable.Repeat(int.MaxValue, count).ToArray();
        var back = int.MaxValue;
        var open = new Queue<(int Node, int Steps)>([(node, 0)]);
        while (open.TryDequeue(out var at))
        {
            foreach (var (_, to) in edges.Where(edge => edge.From == at.Node))
            {
                if (to == node)
                    back = Math.Min(back, at.Steps + 1);
                else if (distance[to] > at.Steps + 1)
                    open.Enqueue((to, distance[to] = at.Steps + 1));
            }
        }

        return back;
    }

    [Operator(Cost = 50, Pure = true)]
    private static int Declared() => 1;
}
