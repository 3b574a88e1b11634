using System.Collections.Concurrent;
using System.Diagnostics;

namespace Xcs.Compilation;

/// <summary>
/// What the nodes of a graph cost in the runs measured so far: the least of them, because the first run of an operator includes its
/// compilation. First node by node; where that is too fine for the clock, then unit by unit, with the first figures as shares.
/// </summary>
internal sealed class CostProfile
{
    private readonly UnitGraph _units;
    private readonly double[]? _shares;
    private readonly long[] _ticks;
    private readonly long[] _started;
    private readonly ConcurrentQueue<long> _makespans = [];
    private int _runs;
    private int _items;

    /// <summary>Measures node by node.</summary>
    public CostProfile(UnitGraph units)
        : this(units, units.Graph.NodeCount, null)
    {
    }

    /// <summary>Measures unit by unit; <paramref name="shares"/> says how the nodes of a unit share its time.</summary>
    public CostProfile(UnitGraph units, double[] shares)
        : this(units, units.UnitCount, shares)
    {
    }

    private CostProfile(UnitGraph units, int count, double[]? shares)
    {
        _units = units;
        _shares = shares;
        _ticks = new long[count];
        Array.Fill(_ticks, long.MaxValue);
        _started = new long[units.UnitCount];
    }

    public bool IsByUnit => _shares is not null;

    /// <summary>After how many runs enough is known.</summary>
    public int RunsWanted { get; init; } = 4;

    /// <summary>The median run, in nanoseconds: the first few compile, and find nothing in the caches.</summary>
    public double Makespan
    {
        get
        {
            var sorted = _makespans.Order().ToArray();
            return sorted[sorted.Length / 2] * 1e9 / Stopwatch.Frequency;
        }
    }

    /// <summary>Notes one node, or one unit. Runs at the same time may overwrite each other's figure, and either will do.</summary>
    public void Add(int index, long ticks)
    {
        if (ticks < Volatile.Read(ref _ticks[index]))
            Volatile.Write(ref _ticks[index], ticks);
    }

    /// <summary>How many items and units of expanding nodes one run has at most.</summary>
    public int Items => Volatile.Read(ref _items);

    /// <summary>Notes how many items or units a node has expanded into.</summary>
    public void Expanded(int count)
    {
        if (count > Volatile.Read(ref _items))
            Volatile.Write(ref _items, count);
    }

    /// <summary>Notes a unit of one node that does its work elsewhere.</summary>
    public void AddAlone(int unit, long ticks) => Add(IsByUnit ? unit : _units.FirstNode[unit], ticks);

    /// <summary>Notes that a unit has started which ends elsewhere; <see cref="Ended"/> completes the note.</summary>
    public void Started(int unit) => Volatile.Write(ref _started[unit], Stopwatch.GetTimestamp());

    public void Ended(int unit) => AddAlone(unit, Stopwatch.GetTimestamp() - Volatile.Read(ref _started[unit]));

    /// <returns>Whether this was the last run wanted.</returns>
    public bool RunEnded(long ticks)
    {
        var run = Interlocked.Increment(ref _runs);
        if (run <= RunsWanted)
            _makespans.Enqueue(ticks);
        return run == RunsWanted;
    }

    /// <summary>Nanoseconds by node; 0 for nodes that never ran.</summary>
    public double[] ToNanoseconds()
    {
        // Reading the clock costs some of what was measured.
        var clock = ClockCost();
        var measured = Array.ConvertAll(_ticks, ticks => ticks == long.MaxValue ? 0 : Math.Max(1, (ticks * 1e9 / Stopwatch.Frequency) - clock));
        return _shares is null ? measured : Share(measured, _shares);
    }

    private double[] Share(double[] byUnit, double[] shares)
    {
        var byNode = new double[shares.Length];
        for (var unit = 0; unit < byUnit.Length; unit++)
        {
            var nodes = _units.Order.AsSpan(_units.UnitStart[unit], _units.UnitStart[unit + 1] - _units.UnitStart[unit]);
            double total = 0;
            foreach (var node in nodes)
                total += shares[node];
            foreach (var node in nodes)
                byNode[node] = total > 0 ? byUnit[unit] * shares[node] / total : byUnit[unit] / nodes.Length;
        }

        return byNode;
    }

    // The least of several looks: whoever is interrupted during one would think that nothing costs anything.
    private static double ClockCost()
    {
        const int Looks = 8;
        const int Readings = 16;
        var least = long.MaxValue;
        for (var look = 0; look < Looks; look++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var k = 1; k < Readings; k++)
                _ = Stopwatch.GetTimestamp();
            least = Math.Min(least, Stopwatch.GetTimestamp() - started);
        }

        return least * (1e9 / Readings) / Stopwatch.Frequency;
    }
}
