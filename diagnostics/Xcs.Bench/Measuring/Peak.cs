using System.Diagnostics;

namespace Xcs.Bench;

/// <summary>
/// How fast the machine runs <see cref="ComputeKernel"/>: what efficiencies are fractions of. As many times the fastest that one worker has
/// been seen to run it as there are workers; whatever makes it slower comes from outside.
/// </summary>
internal sealed class Peak(int workers)
{
    private const int Slice = 20_000;
    private const int Slices = 5_000;

    private readonly Lock _lock = new();
    private double _rate;

    public int Workers => workers;

    /// <summary>By all workers together.</summary>
    public double IterationsPerNanosecond => workers * _rate;

    /// <summary>What one iteration takes on one worker.</summary>
    public double NanosecondsPerIteration => 1 / _rate;

    /// <summary>Runs the kernel on all workers at once, in slices of some twenty microseconds.</summary>
    public static Peak Measure(int workers)
    {
        var peak = new Peak(workers);
        ComputeKernel.Run(Slice);
        Thread.Sleep(200);
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(_ => new Thread(peak.RunSlices))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return peak;
    }

    /// <summary>Takes notice of what one worker has done somewhere else.</summary>
    public void Observe(double iterations, TimeSpan elapsed)
    {
        lock (_lock)
            _rate = Math.Max(_rate, iterations / elapsed.TotalNanoseconds);
    }

    private void RunSlices()
    {
        for (var slice = 0; slice < Slices; slice++)
        {
            var started = Stopwatch.GetTimestamp();
            ComputeKernel.Run(Slice);
            Observe(Slice, Stopwatch.GetElapsedTime(started));
        }
    }
}
