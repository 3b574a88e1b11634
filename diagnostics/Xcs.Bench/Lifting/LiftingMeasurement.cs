namespace Xcs.Bench;

/// <summary>What was measured of one function. Times are nanoseconds.</summary>
/// <param name="Function">Its name.</param>
/// <param name="Instructions">How many IL instructions it has.</param>
/// <param name="Lift">The fastest lifting.</param>
/// <param name="Original">Median run of the function itself.</param>
/// <param name="Lifted">Median run of the compiled tree.</param>
/// <param name="Speed">Median of the ratios within each round: above 1 is faster than the original.</param>
internal sealed record LiftingMeasurement(string Function, int Instructions, double Lift, double Original, double Lifted, double Speed);
