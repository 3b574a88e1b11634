using System.Collections.Concurrent;

namespace Xcs.Tests.Diagnostics;

/// <summary>Keeps the reports of one run.</summary>
internal sealed class ProgressReceiver : IProgress<RunProgress>
{
    public ConcurrentQueue<RunProgress> Reports { get; } = [];

    public void Report(RunProgress value) => Reports.Enqueue(value);

    /// <summary>Each report is further than the one before, and the last one is at its totals.</summary>
    public RunProgress AssertForwardToTheEnd()
    {
        RunProgress? before = null;
        foreach (var report in Reports)
        {
            AssertFurther(before, report);
            before = report;
        }

        Assert.NotNull(before);
        Assert.Equal((before.NodesTotal, before.UnitsTotal), (before.NodesDone, before.UnitsDone));
        Assert.All(before.Operators, static row => Assert.Equal((row.NodesTotal, row.UnitsTotal), (row.NodesDone, row.UnitsDone)));
        Assert.Equal((1.0, TimeSpan.Zero), (before.Fraction, before.Left));
        Reports.Clear();
        return before;
    }

    public void AssertForward(int nodes, int nodesTotal, int units, int unitsTotal)
    {
        var last = AssertForwardToTheEnd();
        Assert.Equal((nodes, nodesTotal, units, unitsTotal), (last.NodesDone, last.NodesTotal, last.UnitsDone, last.UnitsTotal));
    }

    private static void AssertFurther(RunProgress? before, RunProgress report)
    {
        Assert.True(report.NodesDone <= report.NodesTotal && report.UnitsDone <= report.UnitsTotal, report.ToString());
        Assert.InRange(report.Fraction, before?.Fraction ?? 0, 1);
        Assert.True(report.Left is null || report.Left >= TimeSpan.Zero);
        Assert.Equal(report.NodesDone, report.Operators.Sum(static row => row.NodesDone));
        Assert.Equal(report.UnitsTotal, report.Operators.Sum(static row => row.UnitsTotal));
        for (var k = 0; k < report.Operators.Count; k++)
        {
            var (row, last) = (report.Operators[k], before?.Operators[k] ?? default);
            Assert.True(row.NodesDone >= last.NodesDone && row.UnitsDone >= last.UnitsDone && row.UnitsTotal >= last.UnitsTotal, $"{row} after {last}");
            Assert.True(row.NodesDone <= row.NodesTotal && row.UnitsDone <= row.UnitsTotal, row.ToString());
        }
    }
}
