namespace Xcs.Bench;

/// <summary>The sweeps of one system over the grains of one pattern, one for each repetition.</summary>
internal sealed class SystemCurves(string pattern, int width, string system, int repetitions)
{
    private readonly List<GrainSample>[] _samples = [.. Enumerable.Range(0, repetitions).Select(_ => new List<GrainSample>())];

    public string System => system;

    public void Add(int repetition, GrainSample sample) => _samples[repetition].Add(sample);

    /// <summary>Whether larger grains would tell nothing new.</summary>
    public bool IsDone(Peak peak) => Array.TrueForAll(_samples, samples => samples[^1].Against(peak).Efficiency > TaskBenchOptions.EnoughEfficiency);

    /// <summary>What the sweeps say against a peak.</summary>
    public TaskBenchMeasurement Summarize(Peak peak)
    {
        GrainPoint[][] curves = [.. _samples.Select(samples => samples.ConvertAll(sample => sample.Against(peak)).ToArray())];
        return new TaskBenchMeasurement(pattern, width, peak.Workers, system, Metg.Median(curves, 0.5), Metg.Median(curves, 0.75), Median(curves));
    }

    private static GrainPoint[] Median(GrainPoint[][] curves) =>
    [
        .. Enumerable.Range(0, curves[0].Length).Select(k => new GrainPoint(
            Statistics.Median(curves.Select(curve => curve[k].Granularity)),
            Statistics.Median(curves.Select(curve => curve[k].Efficiency)))),
    ];
}
