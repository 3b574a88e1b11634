using Xcs.Tests.Execution;

namespace Xcs.Tests.Seeds;

/// <summary>What the first XCS did wrong, each as a test.</summary>
public sealed class XcsFailureTests
{
    public static TheoryData<ExecutionMode, CompilationMode> All =>
    [
        .. from mode in Enum.GetValues<ExecutionMode>()
           from compilation in Enum.GetValues<CompilationMode>()
           select (mode, compilation),
    ];

    // Argument values in the cache key: 50 ints, 50 traces.
    [Theory]
    [MemberData(nameof(All))]
    public void FiftyArgumentsAreOneTrace(ExecutionMode mode, CompilationMode compilation)
    {
        var traces = 0;
        var function = Graph.Jit(
            (Traced<int> x) =>
            {
                traces++;
                return x.Then(v => v + 1) * 2;
            },
            Options(mode, compilation));
        for (var x = 0; x < 50; x++)
            Assert.Equal((x + 1) * 2, function.Invoke(x));

        Assert.Equal(1, traces);
    }

    // Scalars baked in as literals: the second call computed with the first call's arguments.
    [Theory]
    [MemberData(nameof(All))]
    public async Task ArgumentsAreNeverBakedIn(ExecutionMode mode, CompilationMode compilation)
    {
        var function = Graph.Jit(
            (Traced<int> a, Traced<double> b, Traced<bool> c, Traced<string> d) =>
                Graph.Call((x, y, z) => $"{x} {y} {z}", a + a, Graph.If(c, () => b * 2, () => b), d),
            Options(mode, compilation));
        for (var k = 0; k < 20; k++)
        {
            var expected = $"{2 * k} {(k % 2 == 0 ? k * 1.0 : k * 0.5)} {k}";
            Assert.Equal(expected, function.Invoke(k, k * 0.5, k % 2 == 0, $"{k}"));
            Assert.Equal(expected, await function.InvokeAsync(k, k * 0.5, k % 2 == 0, $"{k}"));
        }

        Assert.DoesNotContain("0.5", function.Graph.ToText(), StringComparison.Ordinal);
    }

    // Operators run twice on a hit.
    [Theory]
    [MemberData(nameof(All))]
    public async Task OperatorsRunOncePerCall(ExecutionMode mode, CompilationMode compilation)
    {
        var (first, second) = (0, 0);
        var function = Graph.Jit(
            (Traced<int> x) => x.Then(v => v + Interlocked.Increment(ref first)).Then(async Task<int> (v) =>
            {
                await Task.Yield();
                Interlocked.Increment(ref second);
                return v;
            }),
            Options(mode, compilation));
        Assert.Equal((0, 0), (first, second));
        for (var run = 1; run <= 10; run++)
        {
            _ = run % 2 == 0 ? function.Invoke(1) : await function.InvokeAsync(1);
            Assert.Equal((run, run), (first, second));
        }
    }

    // Which exception surfaces depends on the hash seed.
    [Theory]
    [MemberData(nameof(All))]
    public void OfManyFailuresTheFirstInProgramOrderSurfaces(ExecutionMode mode, CompilationMode compilation)
    {
        var function = Graph.Jit(
            (Traced<int> x) => Graph.Array(Enumerable.Range(0, 20).Select(k => x.Then(v => v == 0 || k < 10 - v ? k : throw new InvalidOperationException($"node {k}")))),
            Options(mode, compilation));
        for (var run = 0; run < 60; run++)
        {
            var fails = 1 + (run % 9);
            Assert.Equal($"node {10 - fails}", Assert.Throws<InvalidOperationException>(() => function.Invoke(fails)).Message);
        }
    }

    // Dependency search gives up after 200 steps.
    [Theory]
    [InlineData(201)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    public void DependenciesAreSeenHoweverFarAway(int distance)
    {
        var function = Graph.Jit(
            (Traced<int> x) =>
            {
                var (chain, start) = (x.Then(v => v + 1), x.Then(v => v));
                var first = chain;
                for (var k = 0; k < distance; k++)
                    chain = chain.Then(v => v);
                // The last node needs the first one, the end of the chain, and nothing else.
                return Graph.Call((a, b, c) => a + b + c, first, chain, start);
            },
            Options(ExecutionMode.Eager, CompilationMode.Tiered));
        var (from, to) = (new NodeId(1), new NodeId(function.Graph.NodeCount - 1));

        Assert.False(function.Plan.Independent(from, to));
        Assert.True(function.Plan.Independent(new NodeId(1), new NodeId(2)));
        Assert.Equal((2 * 4) + 3, function.Invoke(3));
    }

    // Any error re-runs the whole function.
    [Theory]
    [MemberData(nameof(All))]
    public async Task AFailureNeverRunsAnythingAgain(ExecutionMode mode, CompilationMode compilation)
    {
        var calls = new int[3];
        var function = Graph.Jit(
            (Traced<int> x) =>
            {
                var before = x.Then(v => v + Interlocked.Increment(ref calls[0]));
                var failing = before.Then<int>(v =>
                {
                    Interlocked.Increment(ref calls[1]);
                    return v > int.MinValue ? throw new InvalidOperationException("planned") : v;
                });
                return failing.Then(v => v + Interlocked.Increment(ref calls[2]));
            },
            Options(mode, compilation));
        for (var run = 1; run <= 10; run++)
        {
            if (run % 2 == 0)
                Assert.Throws<InvalidOperationException>(() => function.Invoke(1));
            else
                await Assert.ThrowsAsync<InvalidOperationException>(() => function.InvokeAsync(1));
            Assert.Equal([run, run, 0], calls);
        }
    }

    // A trace replayed recorded outputs.
    [Theory]
    [MemberData(nameof(All))]
    public void OutputsAreComputedNotReplayed(ExecutionMode mode, CompilationMode compilation)
    {
        var clock = 0;
        var function = Graph.Jit((Traced<int> x) => Graph.Call(() => Interlocked.Increment(ref clock)) + x.Then(_ => Interlocked.Increment(ref clock)), Options(mode, compilation));
        Assert.Equal(0, clock);
        for (var run = 0; run < 10; run++)
            Assert.Equal((4 * run) + 3, function.Invoke(7));
    }

    // A new thread pool per wave.
    [Theory]
    [MemberData(nameof(All))]
    public void WavesAndRunsShareTheThreadsOfOnePool(ExecutionMode mode, CompilationMode compilation)
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2, Name = "few" });
        var threads = new System.Collections.Concurrent.ConcurrentDictionary<int, string?>();
        int Note(int value)
        {
            threads[Environment.CurrentManagedThreadId] = Thread.CurrentThread.Name;
            return value + 1;
        }

        var function = Graph.Jit(
            (Traced<int> x) =>
            {
                var row = Enumerable.Repeat(x, 6).ToArray();
                for (var wave = 0; wave < 10; wave++)
                    row = [.. row.Select((value, k) => Graph.Call((a, b) => Note(a + b) - b, value, row[(k + 1) % 6]))];
                return Graph.Array(row).Then(values => values.Sum());
            },
            new JitOptions { Mode = mode, Compilation = compilation, Pool = pool });
        for (var run = 0; run < 20; run++)
            Assert.Equal(60, function.Invoke(0));

        // The two workers and the caller.
        Assert.True(threads.Count <= 3, $"{threads.Count} threads: {string.Join(", ", threads.Values)}");
        Assert.All(threads.Where(static thread => thread.Key != Environment.CurrentManagedThreadId), static thread => Assert.StartsWith("few-", thread.Value, StringComparison.Ordinal));
    }

    private static JitOptions Options(ExecutionMode mode, CompilationMode compilation) =>
        new() { Mode = mode, Compilation = compilation, Pool = SharedPools.Of(3) };
}
