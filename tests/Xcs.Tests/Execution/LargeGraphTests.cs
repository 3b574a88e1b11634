namespace Xcs.Tests.Execution;

/// <summary>A million nodes, ten thousand rounds, a hundred thousand items: nothing that grows the stack.</summary>
public sealed class LargeGraphTests
{
    private const int Million = 1_000_000;

    [Fact]
    public void AChainOfAMillionNodesRunsInEveryMode() => RunEverywhere(
        static x =>
        {
            for (var k = 0; k < Million; k++)
                x = x.Then(Next);
            return x;
        },
        static x =>
        {
            for (var k = 0; k < Million; k++)
                x = Next(x);
            return x;
        });

    [Fact]
    public void AStencilOfAMillionNodesRunsInEveryMode()
    {
        const int Side = 1000;
        RunEverywhere(
            static x =>
            {
                var row = Enumerable.Repeat(x, Side).ToArray();
                for (var step = 0; step < Side; step++)
                    row = [.. Enumerable.Range(0, Side).Select(k => Graph.Call(Join, row[Math.Max(0, k - 1)], row[k], row[Math.Min(Side - 1, k + 1)]))];
                return row[Side / 2];
            },
            static x =>
            {
                var row = Enumerable.Repeat(x, Side).ToArray();
                for (var step = 0; step < Side; step++)
                    row = [.. Enumerable.Range(0, Side).Select(k => Join(row[Math.Max(0, k - 1)], row[k], row[Math.Min(Side - 1, k + 1)]))];
                return row[Side / 2];
            });
    }

    [Fact]
    public void RandomFanInOfAMillionNodesRunsInEveryMode() => RunEverywhere(
        static x =>
        {
            var random = new Random(5);
            var values = new Traced<long>[Million];
            values[0] = x.Then(Next);
            for (var k = 1; k < Million; k++)
                values[k] = Graph.Call(Join, values[random.Next(k)], values[random.Next(k)], values[k - 1 - random.Next(Math.Min(k, 50))]);
            return values[^1];
        },
        static x =>
        {
            var random = new Random(5);
            var values = new long[Million];
            values[0] = Next(x);
            for (var k = 1; k < Million; k++)
                values[k] = Join(values[random.Next(k)], values[random.Next(k)], values[k - 1 - random.Next(Math.Min(k, 50))]);
            return values[^1];
        });

    [Fact]
    public void AThousandTextsAreOneArray()
    {
        var function = Graph.Jit(
            (Traced<int> x) => Graph.Array(Enumerable.Range(0, 100_000).Select(k => x.Then(v => $"{v + k}"))).Then(texts => texts[^1]),
            new JitOptions { Mode = ExecutionMode.Eager, Pool = SharedPools.Of(3) });
        Assert.Equal("100004", function.Invoke(5));
    }

    [Theory]
    [InlineData(ExecutionMode.Sequential)]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Auto)]
    public async Task TenThousandRoundsWithAParallelBodyDoNotGrowTheStack(ExecutionMode mode)
    {
        // 128 KiB: a frame a round would need more.
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2, StackSize = 128 * 1024 });
        var options = new JitOptions { Mode = mode, Pool = pool };
        var loop = Graph.Jit((Traced<long> x) => Graph.While(x, s => s < 10_000, s => Graph.Call((a, b) => ((a + b) / 2) + 1, s.Then(v => v), s.Then(v => v))), options);
        var waiting = Graph.Jit((Traced<long> x) => Graph.While(x, s => s < 10_000, s => s.Then(CompletedAsync) + 1), options);
        var testOnly = Graph.Jit((Traced<long> x) => Graph.While(x, s => Graph.Call((a, b) => a + b < 20_000, s.Then(v => v), s.Then(v => v)), s => s + 1), options);
        var scan = Graph.Jit((Traced<long> x) => Graph.Scan(x, x.Then(_ => new long[10_000]), (s, _) => Graph.Call((a, b) => a + b + 1, s.Then(v => v), s.Then(_ => 0L))).Then(s => s[^1]), options);
        var items = Graph.Jit((Traced<long> x) => Graph.Map(x.Then(_ => new long[10_000]), i => Graph.Call(InOrderAsync, i)).Then(r => (long)r.Length), options);
        foreach (var function in new[] { loop, waiting, testOnly, scan, items })
        {
            Assert.Equal(10_000, await OnSmallStack(() => function.Invoke(0)));
            Assert.Equal(10_000, await function.InvokeAsync(0));
        }
    }

    [Theory]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Auto)]
    public async Task AMapOverAHundredThousandWaitingItemsRuns(ExecutionMode mode)
    {
        var function = Graph.Jit(
            (Traced<int[]> items) => Graph.Map(items, item => item.Then(YieldAsync)),
            new JitOptions { Mode = mode, Pool = SharedPools.Of(2) });
        var items = Enumerable.Range(0, 100_000).ToArray();

        Assert.Equal(items.Select(item => item + 1), function.Invoke(items));
        Assert.Equal(items.Select(item => item + 1), await function.InvokeAsync(items));
    }

    [Fact]
    public void ControlNodesNestAHundredDeep()
    {
        static Traced<int> Deepen(Traced<int> x, int depth) =>
            depth == 0 ? x.Then(v => v + 1) : Graph.If(x > 0, () => Graph.Map(x.Then(v => new[] { v }), item => Deepen(item + x - x, depth - 1)).Then(r => r[0]), () => x);

        foreach (var mode in Enum.GetValues<ExecutionMode>())
        {
            var function = Graph.Jit((Traced<int> x) => Deepen(x, 50), new JitOptions { Mode = mode, Pool = SharedPools.Of(2) });
            for (var run = 0; run < 5; run++)
                Assert.Equal(2, function.Invoke(1));
        }
    }

    private static void RunEverywhere(Func<Traced<long>, Traced<long>> traced, Func<long, long> plain)
    {
        foreach (var mode in (ExecutionMode[])[ExecutionMode.Sequential, ExecutionMode.Eager, ExecutionMode.Waves])
        {
            var function = Graph.Jit(traced, new JitOptions { Mode = mode, Pool = SharedPools.Of(2) });
            Assert.Equal(plain(3), function.Invoke(3));
            Assert.Equal(plain(4), function.Invoke(4));
        }
    }

    private static async Task<long> OnSmallStack(Func<long> function)
    {
        var result = new TaskCompletionSource<long>();
        var thread = new Thread(() => result.SetResult(function()), 256 * 1024);
        thread.Start();
        return await result.Task;
    }

    private static long Next(long value) => (value * 31) + 7;

    private static long Join(long a, long b, long c) => (a * 3) + (b ^ c) + 1;

    private static Task<long> CompletedAsync(long value) => Task.FromResult(value);

    [Operator(Effect = EffectKind.Ordered, Resource = "in order")]
    private static Task<long> InOrderAsync(long value) => Task.FromResult(value);

    private static async Task<int> YieldAsync(int value)
    {
        await Task.Yield();
        return value + 1;
    }
}
