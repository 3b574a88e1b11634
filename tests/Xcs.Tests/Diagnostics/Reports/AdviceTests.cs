using static Xcs.Tests.Diagnostics.Reports.PlantedGraphs;

namespace Xcs.Tests.Diagnostics.Reports;

public sealed class AdviceTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(16)]
    public void StragglerIsNamedFirst(int workers)
    {
        var report = Report(Straggler(), ExecutionMode.Eager, workers, ("Slow", 10e6), ("Quick", 1e6), ("Tiny", 1e4));
        var first = report.Advice[0];
        Assert.Equal(AdviceKind.Straggler, first.Kind);
        Assert.Equal("Slow", report.Graph[Assert.Single(first.Nodes)].Operator.Name);
        Assert.StartsWith($"{first.Nodes[0]} Slow is 100 % of the critical path: 10 ms of 10.03 ms", first.Finding, StringComparison.Ordinal);
        Assert.InRange(first.Gain, 3e6, 5e6);
    }

    [Theory]
    [InlineData(2, ExecutionMode.Eager)]
    [InlineData(4, ExecutionMode.Eager)]
    [InlineData(16, ExecutionMode.Eager)]
    [InlineData(2, ExecutionMode.Waves)]
    [InlineData(4, ExecutionMode.Waves)]
    public void FalseDependencyIsNamedFirst(int workers, ExecutionMode mode)
    {
        var report = Report(FalseDependency(), mode, workers, ("Log", 1e6), ("Tiny", 1e4));
        var first = report.Advice[0];
        Assert.Equal(AdviceKind.FalseDependency, first.Kind);
        Assert.Contains("\"log\" keeps 8 nodes in order", first.Finding, StringComparison.Ordinal);
        Assert.Equal(8, first.Nodes.Count);
        Assert.Equal(8e6 - (8e6 / Math.Min(8, workers)), first.Gain, 1e5);
        Assert.Equal(first.Gain, report.WhatIfs.Single(answer => answer.Question == "without the resource \"log\"").Gain);
    }

    [Theory]
    [InlineData(2, ExecutionMode.Eager)]
    [InlineData(2, ExecutionMode.Waves)]
    [InlineData(4, ExecutionMode.Eager)]
    [InlineData(4, ExecutionMode.Waves)]
    public void TooFineAGrainIsNamedFirst(int workers, ExecutionMode mode)
    {
        var report = Report(Fine(), mode, workers, 400, ("Tiny", 50));
        var first = report.Advice[0];
        Assert.Equal(AdviceKind.Fuse, first.Kind);
        Assert.Contains("the grain is too fine", first.Finding, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("of 50 ns on average, most of them Tiny", first.Finding, StringComparison.Ordinal);
        Assert.InRange(first.Gain, 0.5 * report.Makespan, report.Makespan);
    }

    [Fact]
    public void WaveThatWaitsForOneNodeIsNamedFirst()
    {
        var report = Report(Waves(), ExecutionMode.Waves, 2, ("Slow", 5e6), ("Quick", 1e6), ("Tiny", 1e4));
        var first = report.Advice[0];
        Assert.Equal(AdviceKind.WaveWait, first.Kind);
        Assert.Contains("wave 0, which waits 4 ms for %1 Slow alone", first.Finding, StringComparison.Ordinal);
        // 5 + 5 ms with barriers; without them the second slow node starts at 1 ms, and the last quick one ends at 7 ms.
        Assert.Equal(3e6, first.Gain, 1e5);
    }

    [Fact]
    public void WorkForMoreWorkersIsNamedFirst()
    {
        var report = Report(Straggler(), ExecutionMode.Eager, 2, ("Slow", 1e6), ("Quick", 1e6), ("Tiny", 1e4));
        Assert.Equal(AdviceKind.MoreWorkers, report.Advice[0].Kind);
        Assert.Equal(2e6, report.Advice[0].Gain, 1e5);
    }

    [Fact]
    public void RunAtItsBoundGetsNoAdvice()
    {
        var alone = Graph.Trace((Traced<int> x) => Graph.Call(Tiny, x.Then(Quick), x.Then(Quick)));
        var report = Report(alone, ExecutionMode.Eager, 2, ("Quick", 1e6), ("Tiny", 0));
        Assert.All(report.Advice, advice => Assert.Equal(AdviceKind.Straggler, advice.Kind));
        Assert.DoesNotContain(report.Advice, advice => advice.Gain > 0.5 * report.Makespan);
    }

    [Fact]
    public void GainsFall()
    {
        var report = Report(Straggler(), ExecutionMode.Waves, 2, 5e4, ("Slow", 2e6), ("Quick", 1e6), ("Tiny", 1e6));
        Assert.True(report.Advice.Count > 1);
        Assert.Equal(report.Advice.OrderByDescending(advice => advice.Gain), report.Advice);
        Assert.All(report.Advice, advice => Assert.InRange(advice.Gain, 0.01 * report.Makespan, report.Makespan));
    }

    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    public void SimulationIsCalibratedByTheRun(ExecutionMode mode)
    {
        var report = Report(Straggler(), mode, 3, 25_000, ("Slow", 4e5), ("Quick", 1e5), ("Tiny", 5e4));
        Assert.InRange(report.SchedulingCost, 10_000, 40_000);
        var same = report.WhatIfs.Single(answer => answer.Question == "without the cost of scheduling");
        Assert.Equal(report.Makespan, same.Makespan + same.Gain, 0.02 * report.Makespan);
    }

    internal static RunReport Report(DataflowGraph graph, ExecutionMode mode, int workers, params (string Name, double Cost)[] costs) => Report(graph, mode, workers, 0, costs);

    internal static RunReport Report(DataflowGraph graph, ExecutionMode mode, int workers, double overhead, params (string Name, double Cost)[] costs) =>
        new(SyntheticRun.Of(graph, mode, node => costs.Single(cost => cost.Name == node.Operator.Name).Cost, workers, overhead));
}
