using System.Diagnostics;

namespace Xcs.Bench;

/// <summary>
/// All systems on one pattern, the grain rising until every system has reached a good efficiency. Each grain has graphs of its own, so that a
/// system that adapts to what tasks cost does so for this grain. The systems take turns, sample by sample.
/// </summary>
internal sealed class GrainSweep(TaskBenchOptions options, Peak peak, Func<TaskGraph, List<IContender>> create)
{
    // Two arguments in turn: a result left over from the run before cannot pass for the answer.
    private static readonly ulong[] Arguments = [0x243F6A8885A308D3, 0x13198A2E03707344];

    public IReadOnlyCollection<SystemCurves> Measure(DependencePattern pattern, int width)
    {
        var curves = new Dictionary<string, SystemCurves>();
        for (var grain = TaskBenchOptions.LeastGrain; grain <= TaskBenchOptions.LargestGrain; grain *= 2)
        {
            var graph = new TaskGraph(pattern, width, options.StepsFor(width, grain * peak.NanosecondsPerIteration)) { Iterations = grain };
            var contenders = create(graph);
            if (grain == TaskBenchOptions.LeastGrain)
                curves = contenders.ToDictionary(contender => contender.Name, contender => new SystemCurves(pattern.ToText(), width, contender.Name, options.Repetitions));
            else if (curves.Values.All(system => system.IsDone(peak)))
                break;
            MeasureGrain(graph, contenders, curves);
        }

        return curves.Values;
    }

    private void MeasureGrain(TaskGraph graph, List<IContender> contenders, Dictionary<string, SystemCurves> curves)
    {
        var isFirst = graph.Iterations == TaskBenchOptions.LeastGrain;
        IContender[] active = [.. contenders.Where(contender => isFirst || !curves[contender.Name].IsDone(peak))];
        ulong[] expected = [.. Arguments.Select(contenders[0].Run)];
        foreach (var contender in active)
            TaskCheck.Check(contender, contenders[0], graph);
        for (var round = 0; round < 2; round++)
        {
            foreach (var contender in active)
                WarmUp(contender);
        }

        for (var repetition = 0; repetition < options.Repetitions; repetition++)
        {
            foreach (var contender in active)
                curves[contender.Name].Add(repetition, Sample(contender, graph, expected));
        }

        contenders.ForEach(contender => contender.Dispose());
    }

    private void WarmUp(IContender contender)
    {
        var watch = Stopwatch.StartNew();
        do
            contender.Run(Arguments[0]);
        while (watch.Elapsed < options.WarmUpTime);
    }

    private GrainSample Sample(IContender contender, TaskGraph graph, ulong[] expected)
    {
        GC.Collect(0);
        Thread.Sleep(1);
        List<double> runs = [];
        for (var watch = Stopwatch.StartNew(); runs.Count < 2 || watch.Elapsed < options.SampleTime;)
        {
            var turn = runs.Count % 2;
            var started = Stopwatch.GetTimestamp();
            var result = contender.Run(Arguments[turn]);
            runs.Add(Stopwatch.GetElapsedTime(started).Ticks);
            Verification.Require(result == expected[turn], contender, "a measured run returned another result");
        }

        var tasks = graph.Sites.Length;
        if (contender.Kind == ContenderKind.Baseline)
            peak.Observe((double)tasks * graph.Iterations, TimeSpan.FromTicks((long)runs.Min()));
        var elapsed = options.Statistic == SampleStatistic.Fastest ? runs.Min() : Statistics.Median(runs);
        return new GrainSample(tasks, graph.Iterations, TimeSpan.FromTicks((long)elapsed));
    }
}
