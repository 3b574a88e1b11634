using System.Diagnostics;

namespace Xcs.Compilation;

/// <summary>What each node of a graph cost in the runs measured so far: the least of them, because the first run of an operator includes its compilation.</summary>
internal sealed class CostProfile(int nodes)
{
    private readonly long[] _ticks = NotMeasured(nodes);
    private readonly long[] _started = new long[nodes];
    private int _runs;

    /// <summary>How many runs have been measured to their end.</summary>
    public int Runs => Volatile.Read(ref _runs);

    /// <summary>Notes one call. A node runs once a run; runs at the same time may overwrite each other's figure, and either will do.</summary>
    public void Add(int node, long ticks)
    {
        if (ticks < Volatile.Read(ref _ticks[node]))
            Volatile.Write(ref _ticks[node], ticks);
    }

    /// <summary>Notes that a node has started which ends elsewhere; <see cref="Ended"/> completes the note.</summary>
    public void Started(int node) => Volatile.Write(ref _started[node], Stopwatch.GetTimestamp());

    public void Ended(int node) => Add(node, Stopwatch.GetTimestamp() - Volatile.Read(ref _started[node]));

    /// <returns>How many runs have been measured, this one included.</returns>
    public int RunEnded() => Interlocked.Increment(ref _runs);

    /// <summary>Nanoseconds by node; 0 for nodes that never ran.</summary>
    public double[] ToNanoseconds()
    {
        // Reading the clock costs some of what was measured.
        var clock = ClockCost();
        return Array.ConvertAll(_ticks, ticks => ticks == long.MaxValue ? 0 : Math.Max(1, (ticks * 1e9 / Stopwatch.Frequency) - clock));
    }

    private static long[] NotMeasured(int nodes)
    {
        var ticks = new long[nodes];
        Array.Fill(ticks, long.MaxValue);
        return ticks;
    }

    private static double ClockCost()
    {
        var started = Stopwatch.GetTimestamp();
        for (var k = 0; k < 100; k++)
            _ = Stopwatch.GetTimestamp();
        return (Stopwatch.GetTimestamp() - started) * 1e7 / Stopwatch.Frequency;
    }
}
