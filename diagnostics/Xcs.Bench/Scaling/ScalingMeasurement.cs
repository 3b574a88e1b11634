namespace Xcs.Bench;

/// <summary>N independent operators on some workers. Times in nanoseconds.</summary>
/// <param name="Work">What the operators do.</param>
/// <param name="Operators">How many there are.</param>
/// <param name="Workers">How many workers the pool has.</param>
/// <param name="Makespan">Median of the rounds.</param>
/// <param name="SpeedUp">Over the operators one by one.</param>
/// <param name="Ideal">The speed-up that is possible: all at once where they wait; whole turns of the processors that the workers have where they compute.</param>
internal sealed record ScalingMeasurement(ScalingWork Work, int Operators, int Workers, double Makespan, double SpeedUp, double Ideal)
{
    public double Efficiency => SpeedUp / Ideal;

    public static ScalingMeasurement Of(ScalingWork work, int operators, int workers, Measurement row) =>
        new(work, operators, workers, row.Median, row.PairedSpeed, IdealSpeedUp(work, operators, workers, Environment.ProcessorCount));

    public static double IdealSpeedUp(ScalingWork work, int operators, int workers, int processors)
    {
        var atOnce = work == ScalingWork.Blocking ? operators : Math.Min(workers, processors);
        return operators / Math.Ceiling((double)operators / atOnce);
    }
}
