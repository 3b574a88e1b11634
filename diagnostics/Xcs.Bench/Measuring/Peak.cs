using System.Diagnostics;

namespace Xcs.Bench;

/// <summary>How fast the machine runs <see cref="ComputeKernel"/>: what efficiencies are fractions of.</summary>
/// <param name="Workers">How many threads ran it at the same time.</param>
/// <param name="IterationsPerNanosecond">By all of them together.</param>
internal sealed record Peak(int Workers, double IterationsPerNanosecond)
{
    private const int Slice = 20_000;
    private const int Slices = 5_000;

    /// <summary>What one iteration takes on one of the workers.</summary>
    public double NanosecondsPerIteration => Workers / IterationsPerNanosecond;

    /// <summary>
    /// All threads at once, each in slices of some twenty microseconds; the fastest slice of each counts, because whatever disturbs one comes
    /// from outside.
    /// </summary>
    public static Peak Measure(int workers)
    {
        ComputeKernel.Run(Slice);
        Thread.Sleep(200);
        using var start = new Barrier(workers);
        var rates = new double[workers];
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(worker => new Thread(() => rates[worker] = Rate(start)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return new Peak(workers, rates.Sum());
    }

    private static double Rate(Barrier start)
    {
        start.SignalAndWait();
        var best = TimeSpan.MaxValue;
        for (var slice = 0; slice < Slices; slice++)
        {
            var started = Stopwatch.GetTimestamp();
            ComputeKernel.Run(Slice);
            var elapsed = Stopwatch.GetElapsedTime(started);
            best = elapsed < best ? elapsed : best;
        }

        return Slice / best.TotalNanoseconds;
    }
}
