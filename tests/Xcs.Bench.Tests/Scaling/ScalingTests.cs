namespace Xcs.Bench.Tests;

public sealed class ScalingTests
{
    [Theory]
    [InlineData("Cpu", 1, 4, 4, 1)]
    [InlineData("Cpu", 3, 2, 4, 1.5)]
    [InlineData("Cpu", 64, 8, 4, 4)]
    [InlineData("Cpu", 5, 1, 4, 1)]
    [InlineData("Blocking", 64, 1, 2, 64)]
    public void TheIdealIsWholeTurnsOfWhatCanRunAtOnce(string work, int operators, int workers, int processors, double ideal) =>
        Assert.Equal(ideal, ScalingMeasurement.IdealSpeedUp(Enum.Parse<ScalingWork>(work), operators, workers, processors));

    [Theory]
    [InlineData("Cpu")]
    [InlineData("Blocking")]
    public void ThePooledGraphComputesWhatTheLoopDoes(string name)
    {
        var work = Enum.Parse<ScalingWork>(name);
        using var contender = new PooledContender(ScalingOperators.Program(work, 5), workers: 3);
        Assert.Equal(new OneByOne(work, 5).Run(7), contender.Run(7));
    }
}
