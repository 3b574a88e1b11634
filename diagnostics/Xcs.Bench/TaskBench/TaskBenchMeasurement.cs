namespace Xcs.Bench;

/// <summary>One system on one pattern. METG in nanoseconds; null where the efficiency was not reached.</summary>
internal sealed record TaskBenchMeasurement(
    string Pattern,
    int Width,
    int Workers,
    string System,
    double? Metg50,
    double? Metg75,
    IReadOnlyList<GrainPoint> Curve);
