namespace Xcs.Bench;

/// <summary>What the rounds say about one contender on one workload. Times are nanoseconds per run.</summary>
/// <param name="Workload">The workload's name.</param>
/// <param name="Nodes">Nodes per run.</param>
/// <param name="Waves">Length of the longest path.</param>
/// <param name="Contender">The contender's name.</param>
/// <param name="Kind">What it is compared as.</param>
/// <param name="Median">Median of the rounds.</param>
/// <param name="Minimum">The fastest round.</param>
/// <param name="Maximum">The slowest round.</param>
/// <param name="Speed">Ratio of medians, baseline time over own time: above 1 is faster than the baseline.</param>
/// <param name="PairedSpeed">Median of the ratios within each round: steadier where the machine drifts.</param>
/// <param name="OverBaseline">Difference of medians.</param>
/// <param name="BytesPerRun">Allocated by all threads of the process.</param>
internal sealed record Measurement(
    string Workload,
    int Nodes,
    int Waves,
    string Contender,
    ContenderKind Kind,
    double Median,
    double Minimum,
    double Maximum,
    double Speed,
    double PairedSpeed,
    double OverBaseline,
    double BytesPerRun)
{
    /// <summary>The fastest round in place of the median, for this and for the baseline.</summary>
    public Measurement AtBest(Measurement baseline) => this with
    {
        Median = Minimum,
        Speed = baseline.Minimum / Minimum,
        PairedSpeed = baseline.Minimum / Minimum,
        OverBaseline = Minimum - baseline.Minimum,
    };

    public double NanosecondsPerNode => Median / Nodes;
}
