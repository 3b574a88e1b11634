namespace Xcs.Tests.Diagnostics.Reports;

/// <summary>
/// Reports of runs that took place. What else runs on the machine may stand out more in one run than the planted fault: each fault has some
/// tries.
/// </summary>
[Collection(nameof(Recording))]
public sealed class RecordedReportTests
{
    private const int Tries = 20;

    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Sequential)]
    public void StragglerIsNamedFirst(ExecutionMode mode)
    {
        var graph = Graph.Trace((Traced<int> x) => PlantedGraphs.Sum([.. Enumerable.Range(0, 4).Select(k => k == 2 ? x.Then(Slow) : x.Then(Quick))]));
        AssertSome(graph, mode, report => report.Advice[0] is { Kind: AdviceKind.Straggler, Nodes: [var node] } && report.Graph[node].Operator.Name == nameof(Slow));
    }

    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    public void FalseDependencyIsNamedFirst(ExecutionMode mode)
    {
        var graph = Graph.Trace((Traced<int> x) => PlantedGraphs.Sum([.. Enumerable.Range(0, 6).Select(_ => x.Then(Log))]));
        AssertSome(graph, mode, report => report.Advice[0] is { Kind: AdviceKind.FalseDependency, Nodes.Count: 6 } first && first.Finding.Contains("\"ledger\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    public void TooFineAGrainIsNamedFirst(ExecutionMode mode) =>
        AssertSome(PlantedGraphs.Fine(), mode, report => report.Advice[0].Kind == AdviceKind.Fuse);

    [Fact]
    public void LongItemIsNamedFirst()
    {
        // The first of 8 items takes 16 times as long as the others.
        var graph = Graph.Trace((Traced<int> x) => Graph.Map(x.Then(Range), item => item.Then(SlowFirst)).Then(Enumerable.Sum));
        AssertSome(graph, ExecutionMode.Eager, 8, report => report.Advice[0] is { Kind: AdviceKind.Straggler } first && first.Finding.StartsWith("The longest item of ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryKindOfNodeHasItsPlace()
    {
        var graph = Graph.Trace((Traced<int> x) =>
        {
            var map = Graph.Map(x.Then(Range), item => Graph.Call(Later, item).Then(Quick));
            return Graph.Call(Count, map, Graph.While(x, n => n > 0, n => n - 1), x.Then(Block));
        });
        using var trace = RunTrace.Start();
        var compiled = graph.Plan().Compile(new JitOptions { Mode = ExecutionMode.Eager });
        Assert.Equal(5, await compiled.InvokeAsync([5], TestContext.Current.CancellationToken));
        var report = Assert.Single(trace.Reports);
        Assert.Equal(trace.Runs[0], report.Summary);
        Assert.Equal(5, report.Operators.Single(operation => operation.Name == nameof(Later)).Count);
        Assert.All(report.Operators, operation => Assert.Equal(operation.Count, operation.Lanes.Sum(lane => lane.Count)));
        Assert.Equal(report.Path.Sum(step => step.Duration + step.Waited), report.Path[^1].Started + report.Path[^1].Duration, 1);
        Assert.NotEmpty(report.ToText());
        Assert.Contains("map ", report.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void FailedRunIsReportedAsFarAsItCame()
    {
        var graph = Graph.Trace((Traced<int> x) => x.Then(Fail).Then(Quick));
        using var trace = RunTrace.Start();
        Assert.Throws<InvalidOperationException>(() => graph.Plan().Compile().Invoke(1));
        var report = RunReport.Of(trace, 1);
        Assert.Equal("Fail", Assert.Single(report.Operators).Name);
        Assert.Contains("The run failed", report.ToText(), StringComparison.Ordinal);
        Assert.Contains("The run failed", report.ToHtml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    public async Task NodeThatWaitedWhenTheRunWasCancelledIsReported(ExecutionMode mode)
    {
        var (reached, gate) = (new TaskCompletionSource(), new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
        Task<int> Wait(int x)
        {
            reached.SetResult();
            return gate.Task;
        }

        using var cancellation = new CancellationTokenSource();
        using var trace = RunTrace.Start();
        var graph = Graph.Trace((Traced<int> x) => Graph.Call(Wait, x).Then(Quick));
        var running = graph.Plan().Compile(new JitOptions { Mode = mode }).InvokeAsync([1], cancellation.Token);
        await reached.Task;
        while (trace.Events.Count == 0)
            await Task.Yield();
        await cancellation.CancelAsync();
        gate.SetResult(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        var report = Assert.Single(trace.Reports);
        Assert.Equal(nameof(Wait), Assert.Single(report.Operators).Name);
        Assert.Equal(nameof(Wait), Assert.Single(report.Path).Operator);
        Assert.Equal(1, Assert.Single(report.Waves).Nodes);
        Assert.Equal(report.Summary.Span, report.RunTime, 1);
        Assert.Contains("The run was cancelled", report.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void LostEventsAreSaid()
    {
        using var trace = RunTrace.ForOptions(new RunTraceOptions { EventsPerThread = 20 });
        var compiled = PlantedGraphs.Fine().Plan().Compile(new JitOptions { Mode = ExecutionMode.Sequential, Trace = trace });
        compiled.Invoke(1);
        var report = Assert.Single(trace.Reports);
        Assert.Equal(155, report.Summary.LostEvents);
        Assert.Contains("155 events found the buffer of their thread full", report.ToText(), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => RunReport.Of(trace, 2));
    }

    [Fact]
    public void GraphWithoutNodesHasAReport()
    {
        using var trace = RunTrace.Start();
        Graph.Trace((Traced<int> x) => x).Plan().Compile().Invoke(1);
        var report = Assert.Single(trace.Reports);
        Assert.Empty(report.Path);
        Assert.Empty(report.Advice);
        Assert.NotEmpty(report.ToText());
        Assert.NotEmpty(report.ToJson());
        Assert.NotEmpty(report.ToHtml());
    }

    private static void AssertSome(DataflowGraph graph, ExecutionMode mode, Func<RunReport, bool> holds) => AssertSome(graph, mode, 1, holds);

    private static void AssertSome(DataflowGraph graph, ExecutionMode mode, int argument, Func<RunReport, bool> holds)
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        var compiled = graph.Plan(new PlanOptions { Passes = OptimizationPasses.None }).Compile(new JitOptions { Mode = mode, Compilation = CompilationMode.Interpreted, Pool = pool });
        RunReport? last = null;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            using var trace = RunTrace.Start();
            compiled.Invoke(argument);
            last = trace.Reports[0];
            if (last.Advice.Count > 0 && holds(last))
                return;
        }

        Assert.Fail($"in {Tries} runs the planted fault was never the first advice; the last report:\n{last!.ToText()}");
    }

    private static int Slow(int x) => Spin(x, 8000);

    private static int Quick(int x) => Spin(x, 500);

    private static int SlowFirst(int x) => Spin(x, x == 0 ? 8000 : 500);

    private static int[] Range(int x) => [.. Enumerable.Range(0, x)];

    private static int Count(int[] items, int zero, int block) => items.Length + zero + block - block;

    private static int Fail(int x) => throw new InvalidOperationException($"{x}");

    [Operator(Blocking = true)]
    private static int Block(int x) => x;

    private static async Task<int> Later(int x)
    {
        await Task.Yield();
        return x;
    }

    [Operator(Effect = EffectKind.Ordered, Resource = "ledger")]
    private static int Log(int x) => Spin(x, 2000);

    private static int Spin(int x, int microseconds)
    {
        TracedPrograms.Spin(microseconds);
        return x;
    }
}
