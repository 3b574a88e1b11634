using Xcs.Dataflow;
using Xcs.Dataflow.Operators;
using Xcs.Optimization;
using Xcs.Tests.Planning;
using Xcs.Tracing;

namespace Xcs.Tests.Optimization;

public sealed class OptimizerTests
{
    private static readonly SourceLocation Here = new("/src/Program.cs", 12);
    private static int s_calls;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void EverySetOfPassesKeepsTheResultAndTheImpureCalls(int seed)
    {
        var program = new RandomProgram(seed, nodes: 5 + seed);
        for (var passes = OptimizationPasses.None; passes <= OptimizationPasses.All; passes++)
        {
            var optimized = Optimizer.Run(program.Graph, passes);
            foreach (var argument in (long[])[0, 5, -3])
                Assert.True(program.Observe(program.Graph, argument) == program.Observe(optimized, argument), $"{passes}, argument {argument}:\n{optimized.ToText()}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void OneRoundReachesTheFixedPoint(int seed)
    {
        var once = Optimizer.Run(new RandomProgram(seed, nodes: 5 + seed).Graph, OptimizationPasses.All);

        Assert.Same(once, Optimizer.Run(once, OptimizationPasses.All));
    }

    [Fact]
    public void ArithmeticOnConstantsIsDoneOnce()
    {
        var graph = Trace<long>(static x => x + (Graph.Constant(2L) * Graph.Constant(3L)));
        var optimized = Optimizer.Run(graph, OptimizationPasses.All);

        Assert.Equal("graph f(%0 x: long) -> long\n  %1: long = 6\n  %2: long = add(%0, %1)\n  return %2\n", optimized.ToText());
        Assert.Equal(10, Graphs.Run<long>(optimized, 4));
        Assert.Contains("constant folding: replaced %3 multiply by 6", optimized.Notes);
    }

    [Fact]
    public void EqualCallsAreMergedAndDeadOnesLeftOut()
    {
        var graph = Trace<long>(static x =>
        {
            _ = x * (x + x);
            return (x + x) - (x + x);
        });
        var optimized = Optimizer.Run(graph, OptimizationPasses.All);

        Assert.Equal("graph f(%0 x: long) -> long\n  %1: long = add(%0, %0)\n  %2: long = subtract(%1, %1)\n  return %2\n", optimized.ToText());
        Assert.Equal(["dead code: removed %1 add", "dead code: removed %2 multiply", "common subexpressions: merged %4 add into %3"], optimized.Notes);
    }

    [Fact]
    public void GraphWithoutPureOperatorsComesBackAsItIs()
    {
        var graph = Graphs.Random(seed: 3, nodes: 50);

        Assert.Same(graph, Optimizer.Run(graph, OptimizationPasses.All));
        Assert.Same(graph, graph.Plan().Graph);
    }

    [Fact]
    public void UnusedCallThatIsNotPureStays()
    {
        var graph = Trace<long>(static x =>
        {
            Graph.Call(Count, x);
            return x + x;
        });
        var optimized = Optimizer.Run(graph, OptimizationPasses.All);
        s_calls = 0;
        Graphs.Run<long>(optimized, 1);

        Assert.Same(graph, optimized);
        Assert.Equal(1, s_calls);
    }

    [Fact]
    public void CallThatThrowsOnConstantsStaysAndThrowsInTheRun()
    {
        var graph = Trace<long>(static x => x + Graph.Call(Refuse, Graph.Constant(0L)));
        var optimized = Optimizer.Run(graph, OptimizationPasses.All);

        Assert.Matches(@"^constant folding: left %2 Refuse \(OptimizerTests\.cs:\d+\): it throws FormatException$", Assert.Single(optimized.Notes));
        Assert.Throws<FormatException>(() => Graphs.Run<long>(optimized, 1));
    }

    [Fact]
    public void ConstantsMergeOnlyIfEveryBitIsTheSame()
    {
        var graph = Trace<double>(static _ => Graph.Constant(1.0) / ((Graph.Constant(0.0) - Graph.Constant(-0.0)) * Graph.Constant(0.0)));
        var optimized = Optimizer.Run(graph, OptimizationPasses.CommonSubexpressions);

        Assert.Equal(["1", "0", "-0"], optimized.Operators.Where(static node => node.Kind == OperatorKind.Constant).Select(static node => node.Name));
    }

    [Fact]
    public void BodiesAreOptimizedInPlace()
    {
        var graph = Trace<long>(static x => Graph.If(Graph.Call(IsEven, x), () => (x + x) * (x + x), () => x + (Graph.Constant(1L) + Graph.Constant(2L))));
        var optimized = Optimizer.Run(graph, OptimizationPasses.All);
        var node = Assert.Single(optimized.Operators, static node => node.Kind == OperatorKind.Control);

        Assert.Equal([3, 3], node.Bodies.Select(static body => body.NodeCount));
        Assert.Equal([16, 6], ((long[])[2, 3]).Select(x => Graphs.Run<long>(optimized, x)));
        Assert.Contains("in %2 if", Assert.Single(optimized.Notes, static note => note.Contains("merged", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Same(optimized, Optimizer.Run(optimized, OptimizationPasses.All));
    }

    [Fact]
    public void LoopsAndMapsRunTheirOptimizedBodies()
    {
        var graph = Trace<long>(static x =>
        {
            var doubled = Graph.While(x, static state => state < Graph.Constant(50L) + Graph.Constant(50L), static state => state + state);
            var states = Graph.Scan(doubled, Graph.Array([x, x, x]), static (state, item) => state + (item * (Graph.Constant(1L) + Graph.Constant(1L))));
            return Graph.Reduce(Graph.Map(states, static item => (item + item) - (item + item) + item), static (a, b) => a + b);
        });
        var optimized = Optimizer.Run(graph, OptimizationPasses.All);

        Assert.NotSame(graph, optimized);
        foreach (var x in (long[])[1, 3, 200])
            Assert.Equal(Graphs.Run<long>(graph, x), Graphs.Run<long>(optimized, x));
    }

    [Fact]
    public void DeclaredOrderKeepsItsNodes()
    {
        var pure = new CallOperator<long>("pure", new Invoker<long, long>(static x => x)) { IsPure = true };
        var buffer = new GraphBuffer();
        var x = buffer.Add(new ArgumentOperator<long>("x"), [], default);
        var first = buffer.Add(pure, [x], default);
        var unused = buffer.Add(pure, [x], default);
        var last = buffer.Add(new CallOperator<long>("last", new Invoker<long, long>(static x => x)), [x], default);
        buffer.Add(pure, [x], default);
        buffer.AddAfter(unused, first);
        buffer.AddAfter(last, unused);
        var optimized = Optimizer.Run(Graphs.Close(buffer, last, "order"), OptimizationPasses.All);

        Assert.Equal("graph order(%0 x: long) -> long\n  %1: long = pure(%0)\n  %2: long = pure(%0) after %1\n  %3: long = last(%0) after %2\n  return %3\n", optimized.ToText());
    }

    [Fact]
    public void NotesListTheFirstFewAndCountTheRest()
    {
        var pure = new CallOperator<long>("pure", new Invoker<long, long>(static x => x)) { IsPure = true };
        var buffer = new GraphBuffer();
        buffer.Add(new ArgumentOperator<long>("x"), [], default);
        for (var k = 0; k < 1_000_000; k++)
            buffer.Add(pure, [k], Here);
        var optimized = Optimizer.Run(Graphs.Close(buffer, 0, "unused"), OptimizationPasses.All);

        Assert.Equal(1, optimized.NodeCount);
        Assert.Equal(17, optimized.Notes.Count);
        Assert.Equal("dead code: removed %1 pure (Program.cs:12)", optimized.Notes[0]);
        Assert.Equal("dead code: removed 999984 more, 1000000 in all", optimized.Notes[^1]);
    }

    private static DataflowGraph Trace<T>(Func<Traced<T>, Traced<T>> function) =>
        new Tracer("f").Trace(tracer => function(tracer.Argument<T>("x")));

    private static long Count(long x)
    {
        s_calls++;
        return x;
    }

    [Operator(Pure = true)]
    private static bool IsEven(long x) => x % 2 == 0;

    [Operator(Pure = true)]
    private static long Refuse(long x) => throw new FormatException($"{x}");
}
