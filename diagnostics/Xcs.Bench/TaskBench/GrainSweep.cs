using System.Diagnostics;

namespace Xcs.Bench;

/// <summary>
/// All systems on one pattern, the grain rising from sweep to sweep until every system has reached a good efficiency. Each grain has graphs
/// of its own, so that a system that adapts to what tasks cost does so for this grain. The systems take turns, sample by sample.
/// </summary>
internal sealed class GrainSweep(TaskBenchOptions options, Peak peak, Func<TaskGraph, List<IContender>> create)
{
    // Two arguments in turn: a result left over from the run before cannot pass for the answer.
    private static readonly ulong[] Arguments = [0x243F6A8885A308D3, 0x13198A2E03707344];

    public IReadOnlyList<TaskBenchMeasurement> Measure(DependencePattern pattern, int width)
    {
        var curves = new Dictionary<string, List<GrainPoint>[]>();
        var done = new HashSet<string>();
        for (var grain = TaskBenchOptions.LeastGrain; grain <= TaskBenchOptions.LargestGrain; grain *= 2)
        {
            var graph = new TaskGraph(pattern, width, options.StepsFor(width, grain * peak.NanosecondsPerIteration)) { Iterations = grain };
            if (!MeasureGrain(graph, curves, done))
                break;
        }

        return [.. curves.Select(system => new TaskBenchMeasurement(
            pattern.ToText(),
            width,
            peak.Workers,
            system.Key,
            Metg.Median(system.Value, 0.5),
            Metg.Median(system.Value, 0.75),
            MedianCurve(system.Value)))];
    }

    // False: everybody has reached a good efficiency.
    private bool MeasureGrain(TaskGraph graph, Dictionary<string, List<GrainPoint>[]> curves, HashSet<string> done)
    {
        var all = create(graph);
        try
        {
            ulong[] expected = [.. Arguments.Select(all[0].Run)];
            IContender[] active = [.. all.Where(contender => !done.Contains(contender.Name))];
            foreach (var contender in active)
                TaskCheck.Check(contender, all[0], graph);
            for (var round = 0; round < 2; round++)
            {
                foreach (var contender in active)
                    WarmUp(contender);
            }

            for (var repetition = 0; repetition < options.Repetitions; repetition++)
            {
                foreach (var contender in active)
                {
                    if (!curves.TryGetValue(contender.Name, out var own))
                        curves.Add(contender.Name, own = [.. Enumerable.Range(0, options.Repetitions).Select(_ => new List<GrainPoint>())]);
                    own[repetition].Add(Sample(contender, graph, expected));
                }
            }

            done.UnionWith(active.Select(contender => contender.Name).Where(name => curves[name].All(curve => curve[^1].Efficiency > TaskBenchOptions.EnoughEfficiency)));
            return done.Count < all.Count;
        }
        finally
        {
            all.ForEach(contender => contender.Dispose());
        }
    }

    private void WarmUp(IContender contender)
    {
        var watch = Stopwatch.StartNew();
        do
            contender.Run(Arguments[0]);
        while (watch.Elapsed < options.WarmUpTime);
    }

    private GrainPoint Sample(IContender contender, TaskGraph graph, ulong[] expected)
    {
        GC.Collect(0);
        Thread.Sleep(1);
        var watch = Stopwatch.StartNew();
        var best = TimeSpan.MaxValue;
        for (var turn = 0; turn < 2 || watch.Elapsed < options.SampleTime; turn++)
        {
            var started = Stopwatch.GetTimestamp();
            var result = contender.Run(Arguments[turn % 2]);
            var elapsed = Stopwatch.GetElapsedTime(started);
            Verification.Require(result == expected[turn % 2], contender, "a measured run returned another result");
            best = elapsed < best ? elapsed : best;
        }

        var tasks = graph.Sites.Length;
        return new GrainPoint(
            best.TotalNanoseconds * peak.Workers / tasks,
            (double)tasks * graph.Iterations / best.TotalNanoseconds / peak.IterationsPerNanosecond);
    }

    private static List<GrainPoint> MedianCurve(List<GrainPoint>[] curves) =>
    [
        .. Enumerable.Range(0, curves[0].Count).Select(k => new GrainPoint(
            Statistics.Median(curves.Select(curve => curve[k].Granularity)),
            Statistics.Median(curves.Select(curve => curve[k].Efficiency)))),
    ];
}
