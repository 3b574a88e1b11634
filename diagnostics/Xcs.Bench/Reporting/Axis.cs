namespace Xcs.Bench;

/// <summary>An axis of a chart, with a mark at each of its ticks.</summary>
internal sealed record Axis(string Label, IReadOnlyList<double> Ticks, AxisScale Scale)
{
    public static Axis Linear(string label, params double[] ticks) => new(label, ticks, AxisScale.Linear);

    public static Axis Logarithmic(string label, params double[] ticks) => new(label, ticks, AxisScale.Logarithmic);

    /// <summary>Where a value lies between the first and the last tick, 0 to 1.</summary>
    public double Place(double value)
    {
        var (from, to, at) = Scale == AxisScale.Linear ? (Ticks[0], Ticks[^1], value) : (Math.Log(Ticks[0]), Math.Log(Ticks[^1]), Math.Log(value));
        return Math.Clamp((at - from) / (to - from), 0, 1);
    }
}
