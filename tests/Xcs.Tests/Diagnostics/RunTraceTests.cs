using System.Diagnostics;
using static Xcs.Tests.Diagnostics.TracedPrograms;

namespace Xcs.Tests.Diagnostics;

[Collection(nameof(Recording))]
public sealed class RunTraceTests
{
    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public void EachNodeAppearsOnceInEveryRun(ExecutionMode mode, CompilationMode compilation)
    {
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = mode, Compilation = compilation });
        for (var run = 0; run < 12; run++)
        {
            using var trace = RunTrace.Start();
            Assert.Equal(22, fast.Invoke(3));
            var nodes = NodesOnce(trace, fast.Graph);
            Assert.All(nodes.Values, e => Assert.Equal((TraceOutcome.Done, false), (e.Outcome, e.IsSuspended)));
            Assert.Equal(0, trace.LostEvents);
        }
    }

    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public async Task EachNodeAppearsOnceInARunThatNobodyWaitsFor(ExecutionMode mode, CompilationMode compilation)
    {
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = mode, Compilation = compilation });
        using var trace = RunTrace.Start();
        Assert.Equal(22, await fast.InvokeAsync(3));
        NodesOnce(trace, fast.Graph);
        var run = Assert.Single(trace.Events, e => e.Kind == TraceEventKind.Run);
        Assert.True(run.IsSuspended);
        Assert.Equal(TraceOutcome.Done, run.Outcome);
    }

    [Fact]
    public void GraphCompiledIntoOneMethodIsTracedNodeByNodeWhileATraceIsOpen()
    {
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = ExecutionMode.Sequential, Compilation = CompilationMode.Immediate });
        Assert.Contains("compiled into one method", fast.Explain(), StringComparison.Ordinal);
        using var trace = RunTrace.Start();
        for (var run = 0; run < 100; run++)
            fast.Invoke(run);
        trace.Dispose();
        fast.Invoke(1);
        Assert.Equal(100, trace.Runs.Count);
        Assert.Equal(600, trace.Events.Count(e => e.Kind == TraceEventKind.Node));
    }

    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public void UnitsOfAMapAreRecordedOnceEach(ExecutionMode mode, CompilationMode compilation)
    {
        var fast = Graph.Jit<int[], int[]>(Squares, new JitOptions { Mode = mode, Compilation = compilation });
        var input = Enumerable.Range(0, 1000).ToArray();
        using var trace = RunTrace.Start();
        Assert.Equal(input.Select(x => x * x), fast.Invoke(input));

        var node = Assert.Single(NodesOnce(trace, fast.Graph).Values);
        var next = 0;
        foreach (var slice in trace.Events.Where(e => e.Kind == TraceEventKind.Units).OrderBy(e => e.FirstUnit))
        {
            Assert.Equal(next, slice.FirstUnit);
            Assert.Equal(node.Node, slice.Node);
            Assert.Equal(node.Started, slice.Queued);
            Assert.InRange(slice.Started, node.Started, slice.Ended);
            Assert.InRange(slice.Ended, slice.Started, node.Ended);
            next += slice.UnitCount;
        }

        Assert.Equal(1000, next);
    }

    [Fact]
    public void NodeIsQueuedFromTheEndOfTheLastNodeThatItWaitsFor()
    {
        var fast = Graph.Jit<int, int>(Branches);
        using var trace = RunTrace.Start();
        fast.Invoke(1);
        var nodes = NodesOnce(trace, fast.Graph);
        foreach (var (id, e) in nodes)
        {
            var inputs = fast.Graph[id].Inputs.ToArray().Where(nodes.ContainsKey).Select(input => nodes[input].Ended).ToArray();
            if (inputs.Length > 0)
                Assert.Equal(inputs.Max(), e.Queued);
            Assert.True(e.Queued <= e.Started);
            Assert.True(e.Started <= e.Ended);
        }

        Assert.Equal([0, 1, 2, 1, 2, 3], nodes.Values.OrderBy(e => e.Node).Select(e => e.Wave));
    }

    [Fact]
    public void WorkersAreNamedAndTheCallerIsNoWorker()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2, Name = "traced" });
        using var meeting = new Barrier(2);
        int Meet(int x)
        {
            Assert.True(meeting.SignalAndWait(TimeSpan.FromSeconds(30)));
            return x;
        }

        var fast = Graph.Jit((Traced<int> x) => Graph.Call(Add, x.Then(Meet), Graph.Call(Meet, x + 1)), new JitOptions { Mode = ExecutionMode.Eager, Pool = pool });
        using var trace = RunTrace.Start();
        fast.Invoke(1);
        var meetings = trace.Events.Where(e => e.Operator == "Meet").OrderBy(e => e.Thread).ToArray();
        Assert.Equal([TraceThread.Worker, TraceThread.Caller], meetings.Select(e => e.Thread));
        Assert.Equal($"traced-{meetings[0].Worker}", meetings[0].ThreadName);
        Assert.Equal(-1, meetings[1].Worker);
        Assert.Equal(Environment.CurrentManagedThreadId, meetings[1].ThreadId);
    }

    [Fact]
    public async Task AsynchronousNodeIsSuspendedFromWhereItWaitsToWhereItGoesOn()
    {
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> Wait(int x) => gate.Task;
        var fast = Graph.Jit((Traced<int> x) => Graph.Call(Wait, x).Then(Step));
        using var trace = RunTrace.Start();
        var running = fast.InvokeAsync(1);
        while (!trace.Events.Any(e => e.Kind == TraceEventKind.Part))
            await Task.Yield();
        var opened = Stopwatch.GetTimestamp();
        gate.SetResult(41);
        Assert.Equal(42, await running);

        var node = NodesOnce(trace, fast.Graph).Values.Single(e => e.Operator == "Wait");
        var parts = trace.Events.Where(e => e.Kind == TraceEventKind.Part).ToArray();
        Assert.True(node.IsSuspended);
        Assert.Equal(2, parts.Length);
        Assert.Equal(node.Started, parts[0].Started);
        Assert.True(parts[0].Ended < opened);
        Assert.True(parts[1].Started > opened);
        Assert.InRange(node.Ended, parts[1].Started, parts[1].Ended);
        Assert.Equal(parts[0].Ended, node.Suspended);
        Assert.Equal(parts[1].Started, node.Resumed);
        Assert.Equal(parts[1].ThreadId, node.ThreadId);
        Assert.All(trace.Events.Where(e => e.Node != node.Node), e => Assert.Null(e.Suspended));
    }

    [Fact]
    public void BlockingNodeShowsItsBlockingThread()
    {
        var fast = Graph.Jit((Traced<int> x) => x.Then(Block).Then(Step));
        using var trace = RunTrace.Start();
        fast.Invoke(1);
        var node = NodesOnce(trace, fast.Graph).Values.Single(e => e.Operator == "Block");
        Assert.True(node.IsSuspended);
        Assert.Contains(trace.Events, e => e is { Kind: TraceEventKind.Part, Operator: "Block", Thread: TraceThread.Blocking });
    }

    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public void NodesOfAFailedRunAreDoneFailedOrDropped(ExecutionMode mode, CompilationMode compilation)
    {
        var fast = Graph.Jit(
            (Traced<int> x) => x.Then(Step).Then(FailOnNegative).Then(Twice),
            new JitOptions { Mode = mode, Compilation = compilation });
        using var trace = RunTrace.Start();
        Assert.Throws<ArgumentOutOfRangeException>(() => fast.Invoke(-5));
        var outcomes = NodesOnce(trace, fast.Graph).Values.OrderBy(e => e.Node).Select(e => e.Outcome);
        Assert.Equal([TraceOutcome.Done, TraceOutcome.Failed, TraceOutcome.Dropped], outcomes);
        Assert.Equal(TraceOutcome.Failed, Assert.Single(trace.Runs).Outcome);
    }

    [Theory]
    [InlineData(ExecutionMode.Sequential)]
    [InlineData(ExecutionMode.Eager)]
    public void UnitsAfterAFailedOneAreDropped(ExecutionMode mode)
    {
        var fast = Graph.Jit((Traced<int[]> values) => Graph.Map(values, value => value.Then(FailOnNegative)), new JitOptions { Mode = mode });
        var input = Enumerable.Range(0, 500).ToArray();
        input[100] = -1;
        using var trace = RunTrace.Start();
        Assert.Throws<ArgumentOutOfRangeException>(() => fast.Invoke(input));
        var units = trace.Events.Where(e => e.Kind == TraceEventKind.Units).ToArray();
        Assert.Equal(500, units.Sum(e => e.UnitCount));
        var failed = Assert.Single(units, e => e.Outcome == TraceOutcome.Failed);
        Assert.InRange(100, failed.FirstUnit, failed.FirstUnit + failed.UnitCount - 1);
    }

    [Fact]
    public async Task ItemsOfAnAsynchronousMapHaveAnActivationEach()
    {
        static async Task<int> Later(int x)
        {
            await Task.Yield();
            return x;
        }

        var fast = Graph.Jit((Traced<int[]> values) => Graph.Map(values, value => Graph.Call(Later, value).Then(Step)));
        using var trace = RunTrace.Start();
        await fast.InvokeAsync([.. Enumerable.Range(0, 20)]);
        var inside = trace.Events.Where(e => e.Kind == TraceEventKind.Node && e.Activation > 0).ToArray();
        Assert.Equal(40, inside.Length);
        Assert.Equal(Enumerable.Range(0, 20), inside.Where(e => e.Operator == "Step").Select(e => e.Item).Order());
        Assert.Equal(20, inside.Select(e => e.Activation).Distinct().Count());
        Assert.Equal(20, trace.Events.Where(e => e.Kind == TraceEventKind.Units).Sum(e => e.UnitCount));
    }

    [Fact]
    public void LostEventsAreCounted()
    {
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = ExecutionMode.Sequential });
        using var trace = RunTrace.Start(new RunTraceOptions { EventsPerThread = 10 });
        fast.Invoke(1);
        fast.Invoke(1);
        Assert.Equal(11, trace.Events.Count);
        Assert.Equal(3, trace.LostEvents);
        Assert.Equal([0, 3], trace.Runs.Select(run => run.LostEvents));
    }

    [Fact]
    public void TracesThatOverlapRecordTheirOwnTimeEach()
    {
        var fast = Graph.Jit<int, int>(Branches);
        fast.Invoke(0);
        var first = RunTrace.Start();
        fast.Invoke(1);
        var second = RunTrace.Start();
        fast.Invoke(2);
        first.Dispose();
        fast.Invoke(3);
        second.Dispose();
        fast.Invoke(4);
        Assert.Equal(2, first.Runs.Count);
        Assert.Equal(2, second.Runs.Count);
        Assert.Null(RunTrace.Current);
    }

    [Fact]
    public void TraceThatIsReadWhileRunsGoOnShowsWholeEvents()
    {
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = ExecutionMode.Eager });
        using var trace = RunTrace.Start();
        var running = Task.Run(() =>
        {
            for (var run = 0; run < 2000; run++)
                fast.Invoke(run);
        });
        while (!running.IsCompleted)
            Assert.All(trace.Events, e => Assert.True(e.Started <= e.Ended && e.Run > 0));
        Assert.Equal(2000, trace.Runs.Count);
    }

    [Fact]
    public void TooFewEventsAreRefused() =>
        Assert.Throws<OptionsException>(() => RunTrace.Start(new RunTraceOptions { EventsPerThread = 0 }));

    [Operator(Blocking = true)]
    private static int Block(int x) => x;
}
