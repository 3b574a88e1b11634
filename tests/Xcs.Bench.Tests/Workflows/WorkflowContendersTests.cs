namespace Xcs.Bench.Tests;

public sealed class WorkflowContendersTests
{
    private static readonly Peak OneNanosecond = Peaks.OneNanosecondAnIteration(workers: 2);

    [Fact]
    public void RunTimesAreScaledToTheMean()
    {
        var scaled = ScaledWorkflow.Computing(WorkflowJson.Read(WorkflowJson.Diamond), TimeSpan.FromMicroseconds(10), OneNanosecond);
        Assert.Equal([10_000, 25_000, 5_000, 0], scaled.Sites.Select(site => site.Iterations));
        Assert.Equal(10, scaled.Mean.TotalMicroseconds);
    }

    [Fact]
    public void TheBoundIsTheCriticalPathOrTheSharedWork()
    {
        var scaled = ScaledWorkflow.Computing(WorkflowJson.Read(WorkflowJson.Diamond), TimeSpan.FromMicroseconds(10), OneNanosecond);
        Assert.Equal(70_000, scaled.Bound(workers: 2, oneByOne: 80_000), 3);
        Assert.Equal(80_000, scaled.Bound(workers: 1, oneByOne: 80_000), 3);
    }

    [Fact]
    public void TimersWaitForWholeMillisecondsAndShareNothing()
    {
        var scaled = ScaledWorkflow.Waiting(WorkflowJson.Read(WorkflowJson.Diamond), TimeSpan.FromMilliseconds(4));
        Assert.Equal([4, 10, 2, 1], scaled.Sites.Select(site => site.Delay.TotalMilliseconds));
        Assert.Equal(15e6, scaled.Bound(workers: 1, oneByOne: 0));
    }

    [Fact]
    public void EverySystemComputesTheSame() =>
        Check(ScaledWorkflow.Computing(Wide(), TimeSpan.FromMicroseconds(1), OneNanosecond), systems: 8);

    [Fact]
    public void EverySystemWaitsForTheSame() =>
        Check(ScaledWorkflow.Waiting(WorkflowJson.Read(WorkflowJson.Diamond), TimeSpan.FromMilliseconds(1)), systems: 7);

    private static void Check(ScaledWorkflow workflow, int systems)
    {
        var contenders = WorkflowContenders.Create(workflow);
        Assert.Equal(systems, contenders.Count);
        foreach (var contender in contenders)
            Verification.Check(contender, contenders[0]);
        Assert.NotEqual(contenders[0].Run(1), contenders[0].Run(2));
        contenders.ForEach(contender => contender.Dispose());
    }

    // A fork of twenty, half of them joined again, the others ends of their own.
    private static Workflow Wide() => new(
        "wide",
        [
            new WorkflowTask("fork", "fork", TimeSpan.FromSeconds(1), []),
            .. Enumerable.Range(1, 20).Select(k => new WorkflowTask($"branch {k}", "branch", TimeSpan.FromSeconds(k), [0])),
            new WorkflowTask("join", "join", TimeSpan.FromSeconds(1), [.. Enumerable.Range(1, 10)]),
        ]);
}
