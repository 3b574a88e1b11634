namespace Xcs.Bench;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">Samples per contender; the contenders take turns.</param>
/// <param name="SampleTime">Runs are repeated until a sample takes about this long.</param>
/// <param name="WarmUpTime">Runs before the first sample; twice, with a pause for the tiered compiler.</param>
internal sealed record MeasuringOptions(int Rounds, TimeSpan SampleTime, TimeSpan WarmUpTime)
{
    public static MeasuringOptions Full { get; } = new(15, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200));

    public static MeasuringOptions Quick { get; } = new(5, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(100));
}
