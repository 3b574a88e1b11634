namespace Xcs.Bench;

/// <summary>
/// Minimum effective task granularity (Slaughter et al., SC 2020): the smallest granularity at which a system still reaches a given
/// efficiency. Small is good: tasks may be that small before the system costs more than it brings.
/// </summary>
internal static class Metg
{
    /// <param name="curve">A sweep, the grain rising.</param>
    /// <param name="efficiency">The efficiency asked for, such as 0.5.</param>
    /// <returns>Nanoseconds, interpolated on the logarithm of the granularity; null where the sweep never gets there.</returns>
    public static double? Of(IReadOnlyList<GrainPoint> curve, double efficiency)
    {
        for (var k = 0; k < curve.Count; k++)
        {
            if (curve[k].Efficiency < efficiency)
                continue;
            return k == 0 ? curve[0].Granularity : Between(curve[k - 1], curve[k], efficiency);
        }

        return null;
    }

    /// <summary>The median of several sweeps; null unless most of them get there.</summary>
    public static double? Median(IReadOnlyList<IReadOnlyList<GrainPoint>> curves, double efficiency)
    {
        double[] reached = [.. curves.Select(curve => Of(curve, efficiency)).OfType<double>()];
        // Those that never get there count as infinitely large.
        double[] all = [.. reached, .. Enumerable.Repeat(double.PositiveInfinity, curves.Count - reached.Length)];
        var median = all.Length == 0 ? double.PositiveInfinity : Statistics.Median(all);
        return double.IsFinite(median) ? median : null;
    }

    private static double Between(GrainPoint below, GrainPoint above, double efficiency)
    {
        var part = (efficiency - below.Efficiency) / (above.Efficiency - below.Efficiency);
        return double.Exp(double.Lerp(Math.Log(below.Granularity), Math.Log(above.Granularity), part));
    }
}
