using System.Diagnostics;
using static Xcs.Tests.Diagnostics.TracedPrograms;

namespace Xcs.Tests.Diagnostics;

[Collection(nameof(Recording))]
public sealed class RunSummaryTests
{
    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public void WorkAndSpanAreThoseOfTheMeasuredNodes(ExecutionMode mode, CompilationMode compilation)
    {
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = mode, Compilation = compilation });
        using var trace = RunTrace.Start();
        fast.Invoke(3);
        var nodes = NodesOnce(trace, fast.Graph);
        var finish = new Dictionary<NodeId, double>();
        foreach (var (id, e) in nodes.OrderBy(pair => pair.Key))
        {
            var inputs = fast.Graph[id].Inputs.ToArray();
            finish[id] = Nanoseconds(e.Ended - e.Started) + inputs.Where(finish.ContainsKey).Select(input => finish[input]).DefaultIfEmpty().Max();
        }

        var run = Assert.Single(trace.Runs);
        Assert.Equal(nodes.Values.Sum(e => Nanoseconds(e.Ended - e.Started)), run.Work, 1e-3);
        Assert.Equal(run.Work, run.WorkerTime, 1e-3);
        Assert.Equal(finish.Values.Max(), run.Span, 1e-3);
        Assert.True(run.Makespan >= run.Span);
        Assert.Equal(Math.Max(run.Span, run.Work / 4), run.Bound(4));
        Assert.Equal(run.Bound(4) / run.Makespan, run.Efficiency(4));
    }

    [Theory]
    [InlineData(ExecutionMode.Sequential)]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Eager)]
    public void SpanOfAMapIsItsLongestUnit(ExecutionMode mode)
    {
        // One item takes 100 times as long as each of the others, which together take 10 times as long as it does.
        var fast = Graph.Jit(
            (Traced<int[]> values) => Graph.Map(values, value => value.Then(Wait)),
            new JitOptions { Mode = mode });
        int[] input = [20_000, .. Enumerable.Repeat(200, 1000)];
        using var trace = RunTrace.Start();
        fast.Invoke(input);
        var run = Assert.Single(trace.Runs);
        Assert.InRange(run.Span, 20e6, run.Work - 199e6);
    }

    [Fact]
    public async Task WaitingCountsInTheSpanAndHoldsNoWorker()
    {
        const int Milliseconds = 50;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task<int> Wait(int x)
        {
            await gate.Task;
            return x;
        }

        var fast = Graph.Jit((Traced<int[]> values) => Graph.Map(values, value => Graph.Call(Wait, value)));
        using var trace = RunTrace.Start();
        var running = fast.InvokeAsync([1, 2, 3, 4, 5, 6, 7, 8]);
        while (trace.Events.Count(e => e is { Kind: TraceEventKind.Part, Activation: > 0 }) < 8)
            await Task.Delay(1);
        await Task.Delay(Milliseconds);
        gate.SetResult();
        await running;
        var run = Assert.Single(trace.Runs);
        Assert.InRange(run.WorkerTime, 0, run.Work - (8 * 0.9e6 * Milliseconds));
        Assert.InRange(run.Span, 0.9e6 * Milliseconds, run.Work - (7 * 0.9e6 * Milliseconds));
    }

    [Fact]
    public void RoundsOfALoopAddUp()
    {
        // The two branches of a round overlap, so the rounds run as activations of the body.
        var fast = Graph.Jit(
            (Traced<int> x) => Graph.While(x, n => n > 0, n => Graph.Call(Later, n.Then(Wait2000), Graph.Call(Wait2000, n + 0))),
            new JitOptions { Mode = ExecutionMode.Eager });
        using var trace = RunTrace.Start();
        Assert.Equal(0, fast.Invoke(5));
        var run = Assert.Single(trace.Runs);
        Assert.InRange(run.Span, 5 * 2e6, run.Work - (5 * 2e6));
    }

    private static double Nanoseconds(long ticks) => ticks * 1e9 / Stopwatch.Frequency;

    private static int Wait(int microseconds)
    {
        Spin(microseconds);
        return microseconds;
    }

    private static int Wait2000(int n)
    {
        Spin(2000);
        return n;
    }

    private static int Later(int n, int other) => Math.Min(n, other) - 1;
}
