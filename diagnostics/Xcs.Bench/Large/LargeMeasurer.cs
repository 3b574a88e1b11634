namespace Xcs.Bench;

/// <summary>Measures a growing graph; the contenders take turns within each repetition.</summary>
internal sealed class LargeMeasurer(int repetitions)
{
    // Code is compiled twice more after its first calls, instrumented and then optimised, each 100 ms after the last new method was seen.
    private const int WarmUps = 2;
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(300);

    public IEnumerable<StagedMeasurement> Measure(LargeGraph graph, int size)
    {
        var entries = StagedContenders.Create();
        var samples = entries.ConvertAll(_ => new List<StagedSample>());
        var expected = StagedSample.Expected(graph.Create(size));

        for (var repetition = -WarmUps; repetition < repetitions; repetition++)
        {
            for (var i = 0; i < entries.Count; i++)
            {
                var sample = StagedSample.Take(entries[i], graph.Create(size), expected);
                if (repetition >= 0)
                    samples[i].Add(sample);
            }

            if (repetition < 0)
                Thread.Sleep(CompilerPause);
        }

        var nodes = graph.Create(size).Count;
        return entries.Zip(samples, (entry, taken) => Summarize(graph, nodes, entry, taken));
    }

    private static StagedMeasurement Summarize(LargeGraph graph, int nodes, StagedEntry entry, List<StagedSample> samples)
    {
        double Median(Func<StagedSample, double> select) => Statistics.Median(samples.Select(select));
        return new StagedMeasurement(
            graph.Name,
            nodes,
            entry.Name,
            Trace: Median(sample => sample.Trace.TotalMilliseconds),
            Plan: Median(sample => sample.Plan.TotalMilliseconds),
            Compile: Median(sample => sample.Compile.TotalMilliseconds),
            FirstRun: Median(sample => sample.FirstRun.TotalNanoseconds / nodes),
            NextRun: Median(sample => sample.NextRun.TotalNanoseconds / nodes),
            BytesPerRun: Median(sample => sample.BytesPerRun));
    }
}
