namespace Xcs;

/// <summary>What <see cref="ExecutionPlan.Simulate"/> found. Times are in nanoseconds.</summary>
/// <param name="Workers">The number of workers.</param>
/// <param name="Makespan">From the start of the first node to the end of the last. With nodes that hold workers alone it is at most T1/p + T∞·(1 − 1/p) (Graham).</param>
/// <param name="Work">T1: all nodes one after the other.</param>
/// <param name="Span">T∞: the longest path.</param>
/// <param name="Bound">What no schedule gets below; see <see cref="ExecutionPlan.Bound"/>.</param>
/// <param name="Efficiency">The part of the workers' time, from 0 to 1, in which they run a node.</param>
public sealed record Simulation(int Workers, double Makespan, double Work, double Span, double Bound, double Efficiency)
{
    /// <summary>How much faster than one by one.</summary>
    public double Speedup => Makespan > 0 ? Work / Makespan : 1;
}
