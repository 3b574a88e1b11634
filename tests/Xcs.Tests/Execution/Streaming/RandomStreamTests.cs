namespace Xcs.Tests.Execution.Streaming;

public sealed class RandomStreamTests
{
    private const int Items = 40;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 150)];

    /// <summary>
    /// Results, exception and commits are those of the items one after the other. Effects on a resource are too, up to the failing item;
    /// later items may have added theirs where the failure came in a later stage.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task AStreamIsItsItemsOneAfterTheOther(int seed)
    {
        var workers = 1 + (seed % 4);
        using var pool = new WorkerPool(new() { Workers = workers });
        var (expected, expectedFailure, expectedLog) = await Run(seed, pool, ExecutionMode.Sequential, inOneGo: false);

        foreach (var mode in (ExecutionMode[])[ExecutionMode.Auto, ExecutionMode.Sequential])
        {
            var (results, failure, log) = await Run(seed, pool, mode, inOneGo: true);

            Assert.True(expected.SequenceEqual(results), $"seed {seed}, {mode}: results {string.Join(' ', results)} for {string.Join(' ', expected)}");
            Assert.True(expectedFailure?.Message == failure?.Message, $"seed {seed}, {mode}: {failure}");
            Assert.True(expectedLog.Commits.SequenceEqual(log.Commits), $"seed {seed}, {mode}: commits");
            Assert.True(IsStartOf(expectedLog.First, log.First) && IsStartOf(expectedLog.Second, log.Second), $"seed {seed}, {mode}: effects");
            if (mode == ExecutionMode.Sequential || failure is null)
                Assert.True(expectedLog.First.Count == log.First.Count && expectedLog.Second.Count == log.Second.Count, $"seed {seed}, {mode}: effects too many");
        }
    }

    private static bool IsStartOf(List<(int Item, int Node)> start, List<(int Item, int Node)> all) => start.SequenceEqual(all.Take(start.Count));

    private static async Task<(List<int> Results, Exception? Failure, Effects Log)> Run(int seed, WorkerPool pool, ExecutionMode mode, bool inOneGo)
    {
        var log = new Effects();
        var function = Graph.Jit<int, int>(x => Build(x, new Random(seed), log), new() { Pool = pool, Mode = mode });
        if (inOneGo)
        {
            var (all, end) = await Streams.DrainInTime(function.StreamAsync(Streams.Of(Enumerable.Range(0, Items))));
            return (all, end, log);
        }

        var results = new List<int>();
        try
        {
            for (var item = 0; item < Items; item++)
                results.Add(function.Invoke(item));
            return (results, null, log);
        }
        catch (InvalidDataException failure)
        {
            return (results, failure, log);
        }
    }

    private static Traced<int> Build(Traced<int> x, Random random, Effects log)
    {
        var nodes = new List<Traced<int>> { x };
        var count = random.Next(1, 25);
        var failures = random.Next(4);
        var failing = Enumerable.Range(0, failures).Select(_ => (Item: random.Next(Items), Node: random.Next(count))).ToHashSet();
        for (var k = 0; k < count; k++)
        {
            var node = new Step(k, failing, log);
            var a = nodes[random.Next(nodes.Count)];
            var b = nodes[random.Next(nodes.Count)];
            nodes.Add(random.Next(10) switch
            {
                0 or 1 => Graph.Call(node.Wait, x, a, b),
                2 => Graph.Call(node.Block, x, a, b),
                3 => Graph.Call(node.First, x, a, b),
                4 => Graph.Call(node.Second, x, a, b),
                5 => Graph.Call(node.SecondLater, x, a, b),
                6 when random.Next(3) == 0 => Graph.Call(node.Commit, x, a, b),
                _ => Graph.Call(node.Compute, x, a, b),
            });
        }

        return nodes[^1] + nodes[random.Next(nodes.Count)];
    }

    private sealed class Effects
    {
        public List<(int Item, int Node)> First { get; } = [];

        public List<(int Item, int Node)> Second { get; } = [];

        public List<(int Item, int Node)> Commits { get; } = [];
    }

    private sealed class Step(int node, HashSet<(int Item, int Node)> failing, Effects log)
    {
        public int Compute(int item, int a, int b) =>
            failing.Contains((item, node)) ? throw new InvalidDataException($"item {item}, node {node}") : (a * 31) + b + node;

        public async Task<int> Wait(int item, int a, int b)
        {
            await Task.Yield();
            return Compute(item, a, b);
        }

        [Operator(Blocking = true)]
        public int Block(int item, int a, int b) => Compute(item, a, b);

        [Operator(Effect = EffectKind.Ordered, Resource = "first")]
        public int First(int item, int a, int b)
        {
            log.First.Add((item, node));
            return Compute(item, a, b);
        }

        [Operator(Effect = EffectKind.Ordered, Resource = "second")]
        public int Second(int item, int a, int b)
        {
            log.Second.Add((item, node));
            return Compute(item, a, b);
        }

        [Operator(Effect = EffectKind.Ordered, Resource = "second")]
        public async Task<int> SecondLater(int item, int a, int b)
        {
            await Task.Yield();
            return Second(item, a, b);
        }

        [Operator(Effect = EffectKind.Committing)]
        public int Commit(int item, int a, int b)
        {
            log.Commits.Add((item, node));
            return Compute(item, a, b);
        }
    }
}
