namespace Xcs.Bench;

/// <summary>One system at one grain.</summary>
/// <param name="Granularity">Nanoseconds of one worker that a task takes, scheduling and idling included: wall time x workers / tasks.</param>
/// <param name="Efficiency">Part of the peak that is reached, 0 to 1.</param>
internal readonly record struct GrainPoint(double Granularity, double Efficiency);
