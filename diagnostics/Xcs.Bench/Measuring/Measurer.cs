namespace Xcs.Bench;

/// <summary>
/// Measures the contenders of a workload in one process and in interleaved rounds (A B C, A B C, ...), so that a change of the
/// machine's mood meets all of them.
/// </summary>
internal sealed class Measurer(MeasuringOptions options)
{
    // Two arguments in turn: a result left over from the run before cannot pass for the answer.
    private static readonly ulong[] Arguments = [0x243F6A8885A308D3, 0x13198A2E03707344];

    public IReadOnlyList<Measurement> Measure(Workload workload)
    {
        var contenders = workload.CreateContenders();
        try
        {
            var baseline = contenders[0];
            foreach (var contender in contenders.Skip(1))
                Verification.Check(contender, baseline);

            Lane[] lanes = [.. contenders.Select(contender => new Lane(contender))];
            Prepare(lanes);
            TakeSamples(lanes, [.. Arguments.Select(baseline.Run)]);
            return [.. lanes.Select(lane => Summarize(workload, lane, lanes[0]))];
        }
        finally
        {
            contenders.ForEach(contender => contender.Dispose());
        }
    }

    private void Prepare(Lane[] lanes)
    {
        foreach (var lane in lanes)
            lane.WarmUp(options.WarmUpTime, Arguments[0]);

        // Hot methods are compiled again 100 ms after the last new one was seen; then let the new code run once.
        Thread.Sleep(300);
        foreach (var lane in lanes)
            lane.WarmUp(options.WarmUpTime, Arguments[0]);
        foreach (var lane in lanes)
            lane.Calibrate(options.SampleTime, Arguments[0]);
        GC.Collect();
    }

    private void TakeSamples(Lane[] lanes, ulong[] expected)
    {
        for (var round = 0; round < options.Rounds; round++)
        {
            var turn = round % Arguments.Length;
            foreach (var lane in lanes)
                lane.Sample(Arguments[turn], expected[turn]);
        }
    }

    private static Measurement Summarize(Workload workload, Lane lane, Lane baseline)
    {
        var median = Statistics.Median(lane.Times);
        var baselineMedian = Statistics.Median(baseline.Times);
        return new Measurement(
            workload.Name,
            workload.Nodes,
            workload.Waves,
            lane.Contender.Name,
            lane.Contender.Kind,
            median,
            lane.Times.Min(),
            lane.Times.Max(),
            Speed: baselineMedian / median,
            PairedSpeed: Statistics.Median(baseline.Times.Zip(lane.Times, (theirs, own) => theirs / own)),
            OverBaseline: median - baselineMedian,
            BytesPerRun: Statistics.Median(lane.Bytes));
    }
}
