using Xcs.Tests.Execution;

namespace Xcs.Tests.Seeds;

/// <summary>What the parallel compiler did wrong and the core must not.</summary>
public sealed class ParallelCompilerFailureTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<ExecutionMode> Parallel => [ExecutionMode.Eager, ExecutionMode.Waves];

    // Results in completion order.
    [Theory]
    [MemberData(nameof(Parallel))]
    public async Task ResultsComeInProgramOrderHoweverTheyComplete(ExecutionMode mode)
    {
        const int Width = 8;
        var done = Enumerable.Range(0, Width + 1).Select(_ => new TaskCompletionSource()).ToArray();
        done[Width].SetResult();
        // Each waits for the one after it: they complete in reverse.
        async Task<int> InReverse(int k)
        {
            await done[k + 1].Task.WaitAsync(Patience);
            done[k].TrySetResult();
            return k;
        }

        var options = new JitOptions { Mode = mode, Pool = SharedPools.Of(2) };
        var nodes = Graph.Jit((Traced<int> x) => Graph.Array(Enumerable.Range(0, Width).Select(k => x.Then(v => InReverse(v + k)))), options);
        Assert.Equal(Enumerable.Range(0, Width), await nodes.InvokeAsync(0));
        for (var k = 0; k < Width; k++)
            done[k] = new TaskCompletionSource();
        var items = Graph.Jit((Traced<int[]> x) => Graph.Map(x, item => item.Then(InReverse)), options);
        Assert.Equal(Enumerable.Range(0, Width), await items.InvokeAsync([.. Enumerable.Range(0, Width)]));
    }

    // Ids handed out by racing counters.
    [Fact]
    public async Task GraphsAreTheSameWhoeverTracesThem()
    {
        static string Text() => Graph.Trace((Traced<int> x) =>
        {
            var left = x.Then(Square);
            var right = Graph.Map(x.Then(Items), item => Graph.If(item > x, () => item.Then(Square), () => item));
            return Graph.Call(Join, left, right);
        }).Plan().ToText();

        var texts = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(Text)));
        Assert.Single(texts.Distinct());
    }

    // A dependency cycle silently drops the rest.
    [Fact]
    public void ACycleIsNamedAndDropsNothing()
    {
        var builder = new GraphBuilder("ring");
        var x = builder.Argument<int>("x");
        var a = builder.Add((int u, int v) => u + v, "a");
        var b = builder.Add((int u) => u, "b");
        var rest = builder.Add((int u) => u, "rest");
        builder.Connect(x, a, 0);
        builder.Connect(b, a, 1);
        builder.Connect(a, b, 0);
        builder.Connect(x, rest, 0);

        var failure = Assert.Throws<GraphException>(() => builder.Build(rest));
        Assert.Contains("a", failure.Message, StringComparison.Ordinal);
        Assert.Contains("b", failure.Message, StringComparison.Ordinal);
        Assert.Contains("cycle", failure.Message, StringComparison.Ordinal);
    }

    // Quits while another worker may still add work.
    [Theory]
    [MemberData(nameof(Parallel))]
    public void NobodyQuitsWhileAnotherMayStillAddWork(ExecutionMode mode)
    {
        // Again and again all workers but one run dry before the last one brings as much work as there are workers, which only overlaps if all are back.
        const int Workers = 4;
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = Workers });
        var meeting = new Rendezvous(Workers);
        var function = Graph.Jit(
            (Traced<int> x) =>
            {
                var value = x;
                for (var phase = 0; phase < 20; phase++)
                {
                    var alone = value.Then(RunDry);
                    value = Graph.Array(Enumerable.Range(0, Workers).Select(_ => alone.Then(meeting.Meet))).Then(values => values[0]);
                }

                return value;
            },
            new JitOptions { Mode = mode, Pool = pool });
        using var guard = Watchdog.Guard(function.Explain);
        for (var run = 0; run < 10; run++)
            Assert.Equal(run, function.Invoke(run));
        Assert.Equal(200, meeting.Rounds.Count);
    }

    // Longer than workers search before they leave.
    private static int RunDry(int value)
    {
        Thread.SpinWait(20_000);
        return value;
    }

    private static int Square(int value) => value * value;

    private static int[] Items(int value) => [value, value + 1];

    private static int Join(int left, int[] right) => left + right.Length;
}
