using System.Diagnostics;

namespace Xcs.Bench;

/// <summary>One repetition: a fresh instance goes through its stages, a first run and some next runs.</summary>
internal sealed record StagedSample(
    TimeSpan Trace,
    TimeSpan Plan,
    TimeSpan Compile,
    TimeSpan FirstRun,
    TimeSpan NextRun,
    double BytesPerRun)
{
    private const ulong Argument = 0x243F6A8885A308D3;

    /// <summary>Next runs are repeated for at least this long, first to warm up and then to measure.</summary>
    private static readonly TimeSpan RunTime = TimeSpan.FromMilliseconds(50);

    public static StagedSample Take(StagedEntry entry, Pattern pattern, ulong expected)
    {
        GC.Collect();
        using var contender = entry.Create();
        var trace = Time(() => contender.Trace(pattern));
        var plan = Time(contender.Plan);
        var compile = Time(contender.Compile);

        var result = 0UL;
        var first = Time(() => result = contender.Run(Argument));
        if (result != expected)
            throw new InvalidOperationException($"{entry.Name}: the result differs from the baseline's.");

        WarmUp(contender);
        var (next, bytes) = NextRuns(contender);
        return new StagedSample(trace, plan, compile, first, next, bytes);
    }

    public static ulong Expected(Pattern pattern) => new SequentialLoop(pattern).Run(Argument);

    // A hot graph is measured and compiled in the background, in up to three steps of a few runs each.
    private static void WarmUp(IStagedContender contender)
    {
        for (var step = 0; step < 3; step++)
        {
            for (var run = 0; run < 8; run++)
                contender.Run(Argument);
            Thread.Sleep(RunTime * 3);
        }

        var watch = Stopwatch.StartNew();
        do
            contender.Run(Argument);
        while (watch.Elapsed < RunTime);
    }

    private static (TimeSpan Median, double BytesPerRun) NextRuns(IStagedContender contender)
    {
        List<double> times = new(capacity: 1 << 16);
        var watch = Stopwatch.StartNew();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        do
        {
            var start = Stopwatch.GetTimestamp();
            contender.Run(Argument);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
        while ((watch.Elapsed < RunTime || times.Count < 3) && times.Count < times.Capacity);
        var after = GC.GetTotalAllocatedBytes(precise: true);
        return (TimeSpan.FromMicroseconds(Statistics.Median(times)), (double)(after - before) / times.Count);
    }

    private static TimeSpan Time(Action stage)
    {
        var start = Stopwatch.GetTimestamp();
        stage();
        return Stopwatch.GetElapsedTime(start);
    }
}
