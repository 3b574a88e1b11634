using Xcs;

namespace QuickStart;

/// <summary>Plain C# against Xcs on the same input.</summary>
/// <param name="Plain">The plain runs.</param>
/// <param name="Xcs">The runs by Xcs.</param>
/// <param name="Alone">What one worker alone needs for each node.</param>
/// <param name="Trace">What happened in the Xcs run of median length.</param>
public sealed record Comparison(Timing Plain, Timing Xcs, RunSummary Alone, RunTrace Trace)
{
    /// <summary>The Xcs run of median length.</summary>
    public RunSummary Run => Trace.Runs[0];

    /// <summary>No schedule of these nodes is faster: max(T∞, T1/p), in nanoseconds.</summary>
    public double Bound => Alone.Bound(Run.Workers);

    /// <summary>How close Xcs came to <see cref="Bound"/>.</summary>
    public double Efficiency => Bound / Xcs.Median.TotalNanoseconds;

    public bool AreEqual => Plain.Fingerprint == Xcs.Fingerprint;

    public static Comparison Measure(Func<SearchResult> plain, Func<SearchResult> alone, Func<SearchResult> xcs)
    {
        var (aloneTraces, traces) = (new List<RunTrace>(), new List<RunTrace>());
        var timings = Timing.Measure(plain, Traced(alone, aloneTraces), Traced(xcs, traces));
        return new Comparison(timings[0], timings[2], Median(aloneTraces).Runs[0], Median(traces));
    }

    private static Func<SearchResult> Traced(Func<SearchResult> run, List<RunTrace> traces) => () =>
    {
        using var trace = RunTrace.Start(new RunTraceOptions { EventsPerThread = 4096 });
        traces.Add(trace);
        return run();
    };

    private static RunTrace Median(List<RunTrace> traces) =>
        traces.Skip(Timing.WarmUps).OrderBy(trace => trace.Runs[0].Makespan).ElementAt(Timing.Rounds / 2);
}
