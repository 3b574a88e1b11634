namespace Xcs.Bench.Tests;

public sealed class RewritingContendersTests
{
    [Fact]
    public void TheRingHasTheSameCommitWithoutAdmission()
    {
        Assert.Equal(new RingContender(50, Admission.Skipped).Run(1), new RingContender(50, Admission.On).Run(1));
    }

    [Theory]
    [InlineData("All", 2_000)]
    [InlineData("Row", 200)]
    [InlineData("Groups", 200)]
    [InlineData("Single", 200)]
    public void EveryRewriteThatIsAskedForIsAdmittedTickAfterTick(string places, int rewrites)
    {
        using var contender = new TickContender("", 2_000, rewrites, Enum.Parse<Places>(places), workers: 1, Admission.On);
        for (ulong k = 0; k < 3; k++)
            Assert.Equal((ulong)rewrites, contender.Run(k));
    }

    [Fact]
    public void ARowOfTheTableSaysTimesAgainstTheFirst()
    {
        var row = new Measurement("case", 2_000, 1, "variant", ContenderKind.Xcs, 1e6, 1e6, 1e6, Speed: 0.5, PairedSpeed: 0.5, OverBaseline: 0, BytesPerRun: 100);
        Assert.Equal(new RewritingMeasurement("case", "variant", 2_000, 1e6, 1e6, 1e6, RewritesPerSecond: 2e6, TimeRatio: 2, BytesPerThousand: 50), RewritingMeasurement.Of(row));
    }
}
