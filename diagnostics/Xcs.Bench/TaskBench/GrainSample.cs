namespace Xcs.Bench;

/// <summary>A run of one system at one grain: what a point of its curve is made of once the peak is known.</summary>
/// <param name="Tasks">Tasks of the run.</param>
/// <param name="Iterations">Iterations of the kernel in each.</param>
/// <param name="Elapsed">How long the run took.</param>
internal readonly record struct GrainSample(int Tasks, int Iterations, TimeSpan Elapsed)
{
    public GrainPoint Against(Peak peak) => new(
        Elapsed.TotalNanoseconds * peak.Workers / Tasks,
        (double)Tasks * Iterations / Elapsed.TotalNanoseconds / peak.IterationsPerNanosecond);
}
