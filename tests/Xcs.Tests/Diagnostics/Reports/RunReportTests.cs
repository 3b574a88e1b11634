using System.Text.Json;
using static Xcs.Tests.Diagnostics.Reports.AdviceTests;
using static Xcs.Tests.Diagnostics.Reports.PlantedGraphs;

namespace Xcs.Tests.Diagnostics.Reports;

public sealed class RunReportTests
{
    // Three workers: the caller has Slow and the join, two workers one Quick each at a time.
    private static readonly RunReport Known = Report(Straggler(), ExecutionMode.Eager, 3, ("Slow", 4e6), ("Quick", 1e6), ("Tiny", 0.5e6));

    [Fact]
    public void LanesAddUpToTheWork()
    {
        Assert.Equal(["caller", "xcs-0", "xcs-1"], Known.Lanes.Select(lane => lane.Name));
        Assert.Equal(Known.Summary.Work, Known.Lanes.Sum(lane => lane.Busy), 1);
        Assert.Equal(15, Known.Lanes.Sum(lane => lane.Nodes));
        Assert.Equal(Known.Summary.Work / (3 * Known.Makespan), Known.Utilisation, 1e-6);
        Assert.Equal(Known.Utilisation * 3, Known.Parallelism.Average(), 1e-6);
    }

    [Fact]
    public void PathAddsUpToTheMakespan()
    {
        Assert.Equal(Known.Makespan, Known.Path.Sum(step => step.Duration + step.Waited), 1);
        Assert.Equal(1, Known.Path.Sum(step => step.Share), 1e-6);
        Assert.Equal(["Slow", "Tiny", "Tiny", "Tiny"], Known.Path.Select(step => step.Operator));
    }

    [Fact]
    public void NodesThatWaitSayWhy()
    {
        // One worker too few: the last of three equal nodes waits for a worker.
        var three = Graph.Trace((Traced<int> x) => Graph.Call(Tiny, x.Then(Quick), Graph.Call(Tiny, x.Then(Quick), x.Then(Quick))));
        var busy = Report(three, ExecutionMode.Eager, 2, ("Quick", 1e6), ("Tiny", 1e5));
        Assert.Contains(busy.Path, step => step is { Reason: WaitReason.WorkersBusy, Waited: 1e6 });

        var waves = Report(Waves(), ExecutionMode.Waves, 2, ("Slow", 5e6), ("Quick", 1e6), ("Tiny", 1e4));
        Assert.Contains(waves.Path, step => step is { Operator: "Slow", Reason: WaitReason.Wave, Waited: 4e6 });

        var slow = Report(Straggler(), ExecutionMode.Eager, 16, 3e6, ("Slow", 4e6), ("Quick", 1e6), ("Tiny", 1e5));
        Assert.All(slow.Path, step => Assert.Equal(WaitReason.Queue, step.Reason));
        Assert.All(slow.Path, step => Assert.Equal(3e6, step.Waited, 1));

        Assert.All(Known.Path, step => Assert.Equal(step.Waited < 1e5 ? WaitReason.Dependency : WaitReason.WorkersBusy, step.Reason));
    }

    [Fact]
    public void WavesNameTheirStragglers()
    {
        var report = Report(Waves(), ExecutionMode.Waves, 2, ("Slow", 5e6), ("Quick", 1e6), ("Tiny", 1e4));
        Assert.Equal([0, 1, 2, 3], report.Waves.Select(wave => wave.Wave));
        Assert.Equal([4e6, 2e6, 0, 0], report.Waves.Select(wave => wave.Wait));
        Assert.Equal(["Slow", "Slow"], report.Waves.Take(2).Select(wave => report.Graph[wave.Straggler].Operator.Name));
        Assert.Equal([2, 4, 2, 1], report.Waves.Select(wave => wave.Nodes));
    }

    [Fact]
    public void OperatorsSayWhereTheyRan()
    {
        var quick = Known.Operators.Single(operation => operation.Name == "Quick");
        Assert.Equal((7, 7e6, 1e6, 1e6, 1e6), (quick.Count, quick.Total, quick.Median, quick.P95, quick.Longest));
        Assert.Equal(7, quick.Lanes.Sum(lane => lane.Count));
        Assert.Equal(7e6, quick.Lanes.Sum(lane => lane.Time), 1);
        Assert.Equal(7, Assert.Single(quick.Histogram, count => count > 0));
        Assert.Equal(["Quick", "Slow", "Tiny"], Known.Operators.Select(operation => operation.Name));
    }

    [Fact]
    public void QueuedTimeIsThatBetweenReadyAndStarted()
    {
        var expected = Known.Recording.Events.Where(e => e.Queued is not null).Sum(e => (double)(e.Started - e.Queued!.Value));
        Assert.Equal(expected * 1e9 / System.Diagnostics.Stopwatch.Frequency, Known.QueuedTime, 1);
        Assert.Equal(Known.Summary.Work, Known.RunTime, 1);
    }

    [Fact]
    public void TextTellsTheSameEachTime()
    {
        var text = Known.ToText();
        Assert.Equal(text, Known.ToText());
        Assert.Contains("makespan 6.5 ms, bound 5.5 ms, efficiency 85 %", text, StringComparison.Ordinal);
        Assert.StartsWith("1. saves 1.5 ms (23 %). %6 Slow is 73 % of the critical path", text.Split("advice\n  ")[1], StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void JsonHasWhatTheReportHas()
    {
        using var document = JsonDocument.Parse(Known.ToJson());
        var root = document.RootElement;
        Assert.Equal(6.5e6, root.GetProperty("makespan").GetDouble());
        Assert.Equal("Straggler", root.GetProperty("advice")[0].GetProperty("kind").GetString());
        Assert.Equal(Known.Path.Count, root.GetProperty("path").GetArrayLength());
        Assert.Equal(Known.Waves.Count, root.GetProperty("waves").GetArrayLength());
        Assert.Equal(3, root.GetProperty("operators").GetArrayLength());
        Assert.Equal(256, root.GetProperty("parallelism").GetArrayLength());
    }
}
