namespace Xcs.Bench;

/// <summary>Measures a growing graph; the contenders take turns within each repetition.</summary>
internal sealed class LargeMeasurer(int repetitions)
{
    public IEnumerable<StagedMeasurement> Measure(LargeGraph graph, int size)
    {
        var entries = StagedContenders.Create();
        var samples = entries.ConvertAll(_ => new List<StagedSample>());
        var expected = StagedSample.Expected(graph.Create(size));

        // The first repetition warms up the code of the stages and is not counted.
        for (var repetition = 0; repetition <= repetitions; repetition++)
        {
            for (var i = 0; i < entries.Count; i++)
            {
                var sample = StagedSample.Take(entries[i], graph.Create(size), expected);
                if (repetition > 0)
                    samples[i].Add(sample);
            }
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
