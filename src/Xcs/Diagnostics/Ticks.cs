using System.Diagnostics;

namespace Xcs.Diagnostics;

/// <summary>Stopwatch ticks in other units.</summary>
internal static class Ticks
{
    public static double ToNanoseconds(double ticks) => ticks * (1e9 / Stopwatch.Frequency);

    /// <summary>Exact, so that slices that nest in ticks nest in text.</summary>
    public static decimal ToMicroseconds(long ticks) => decimal.Round(ticks * 1_000_000m / Stopwatch.Frequency, 3);
}
