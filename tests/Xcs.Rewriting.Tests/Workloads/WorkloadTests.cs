using RewritingExamples;

namespace Xcs.Rewriting.Tests;

/// <summary>The workloads of <c>examples/Rewriting</c>, small.</summary>
public class WorkloadTests
{
    public static TheoryData<string, int> Small => new()
    {
        { "life", 20 },
        { "fire", 40 },
        { "sandpile", 600 },
        { "mutex", 100 },
        { "independent-set", 600 },
        { "spanning-forest", 500 },
        { "social", 300 },
    };

    [Fact]
    public void EveryWorkloadIsTested() => Assert.Equal(AllWorkloads.List.Select(static workload => workload.Name), Small.Select(static row => row.Data.Item1));

    [Theory]
    [MemberData(nameof(Small))]
    public void AWorkloadAgreesWithPlainCodeAndWorkersMakeNoDifference(string name, int size)
    {
        var workload = AllWorkloads.List.Single(workload => workload.Name == name);
        var one = workload.Run(new WorldOptions { Workers = 1 }, size);
        var four = workload.Run(new WorldOptions { Workers = 4, ParallelFrom = 0 }, size);

        Assert.True(one.IsEqual, one.Story);
        Assert.True(four.IsEqual, four.Story);
        Assert.True(one.Rewrites > size / 10, $"{one.Rewrites} rewrites");
        Assert.Equal(one.CommitHash, four.CommitHash);
        Assert.Equal((one.Rewrites, one.Rounds, one.Story), (four.Rewrites, four.Rounds, four.Story));
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void ARuleOfAWorkloadStaysInItsFootprint(string name, int size)
    {
        var workload = AllWorkloads.List.Single(workload => workload.Name == name);
        var guarded = workload.Run(new WorldOptions { Workers = 1, Guard = GuardMode.On }, size);

        Assert.True(guarded.IsEqual, guarded.Story);
        Assert.Equal(workload.Run(new WorldOptions { Workers = 1 }, size).CommitHash, guarded.CommitHash);
    }

    [Fact]
    public void TheRingTakesFiveRewritesAProcessLessOne() =>
        Assert.Equal((5 * 37) - 1, new MutexRing().Run(new WorldOptions { Workers = 1 }, 37).Rewrites);
}
