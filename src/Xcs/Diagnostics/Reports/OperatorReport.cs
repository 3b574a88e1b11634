namespace Xcs;

/// <summary>What the nodes with one operator did in a run, those in bodies included. Times are in nanoseconds.</summary>
/// <param name="Name">The name of the operator.</param>
/// <param name="Count">How many nodes ran.</param>
/// <param name="Total">The time of all of them, from start to end.</param>
/// <param name="Median">The time that half of them did not exceed.</param>
/// <param name="P95">The time that 95 % of them did not exceed.</param>
/// <param name="Longest">The longest time.</param>
/// <param name="Histogram">How many took how long: place k counts those from <see cref="HistogramStart"/> · 2^k on; the first and the last place also count what is beyond them.</param>
/// <param name="Lanes">Which threads ran it, by place in <see cref="RunReport.Lanes"/>: how many nodes ended there, and the time in which it held the thread. Only those that did.</param>
public sealed record OperatorReport(
    string Name,
    int Count,
    double Total,
    double Median,
    double P95,
    double Longest,
    IReadOnlyList<int> Histogram,
    IReadOnlyList<(int Lane, int Count, double Time)> Lanes)
{
    /// <summary>The nanoseconds at which the first place of <see cref="Histogram"/> starts.</summary>
    public const double HistogramStart = 64;

    /// <summary>The places of <see cref="Histogram"/>: the last one starts at some 2 s.</summary>
    public const int HistogramPlaces = 26;

    /// <summary>The mean time.</summary>
    public double Mean => Count > 0 ? Total / Count : 0;
}
