namespace Xcs.Bench.Tests;

public sealed class MetgTests
{
    [Fact]
    public void LiesBetweenTheGrainsAroundTheEfficiency()
    {
        GrainPoint[] curve = [new(100, 0.2), new(200, 0.4), new(800, 0.6), new(1000, 0.9)];
        // Half way between 0.4 and 0.6, on the logarithm: the geometric mean of 200 and 800.
        Assert.Equal(400, Metg.Of(curve, 0.5)!.Value, 6);
        Assert.Equal(double.Sqrt(800 * 1000), Metg.Of(curve, 0.75)!.Value, 6);
    }

    [Fact]
    public void IsTheSmallestGrainThatReachesIt() =>
        Assert.Equal(100, Metg.Of([new(100, 0.5), new(200, 0.4), new(400, 0.9)], 0.5));

    [Fact]
    public void IsMissingWhereTheSweepNeverGetsThere()
    {
        Assert.Null(Metg.Of([new(100, 0.1), new(200, 0.49)], 0.5));
        Assert.Null(Metg.Of([], 0.5));
    }

    [Fact]
    public void TheMedianCountsSweepsThatNeverGetThereAsLarge()
    {
        GrainPoint[] low = [new(100, 0.6)], high = [new(300, 0.6)], never = [new(300, 0.1)];
        Assert.Equal(300, Metg.Median([low, high, never], 0.5));
        Assert.Null(Metg.Median([low, never, never], 0.5));
        Assert.Null(Metg.Median([], 0.5));
    }

    [Fact]
    public void AnEfficiencyIsAPartOfThePeak()
    {
        var peak = new Peak(workers: 2);
        peak.Observe(1000, TimeSpan.FromMicroseconds(1));
        peak.Observe(500, TimeSpan.FromMicroseconds(1));
        // 2000 iterations a microsecond at best; 10 tasks of 400 in 4 µs are 1000.
        var point = new GrainSample(10, 400, TimeSpan.FromMicroseconds(4)).Against(peak);
        Assert.Equal(0.5, point.Efficiency, 9);
        Assert.Equal(800, point.Granularity, 9);
    }
}
