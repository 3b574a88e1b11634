namespace Xcs.Bench;

/// <summary>What the rounds say about one row of <c>rewriting</c>.</summary>
/// <param name="Case">The table.</param>
/// <param name="Variant">The row.</param>
/// <param name="Rewrites">Of a run.</param>
/// <param name="Median">Nanoseconds a run.</param>
/// <param name="Minimum">The fastest round.</param>
/// <param name="Maximum">The slowest round.</param>
/// <param name="RewritesPerSecond">From the median.</param>
/// <param name="TimeRatio">Own time over the first row's, median of the ratios within each round.</param>
/// <param name="BytesPerThousand">Allocated for 1,000 rewrites.</param>
internal sealed record RewritingMeasurement(
    string Case, string Variant, int Rewrites, double Median, double Minimum, double Maximum, double RewritesPerSecond, double TimeRatio, double BytesPerThousand)
{
    public static RewritingMeasurement Of(Measurement row) => new(
        row.Workload,
        row.Contender,
        row.Nodes,
        row.Median,
        row.Minimum,
        row.Maximum,
        row.Nodes / row.Median * 1e9,
        1 / row.PairedSpeed,
        row.BytesPerRun / row.Nodes * 1000);
}
