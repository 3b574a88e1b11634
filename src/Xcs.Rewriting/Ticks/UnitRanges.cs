using System.Diagnostics;

namespace Xcs.Rewriting;

/// <summary>
/// The units of a step, handed out so that a worker tends to get the ones that it had in the step before: what it has written is in its cache. Each worker
/// begins with a stretch of its own; one that has finished goes on with the others', so that what it gets ascends within each stretch.
/// </summary>
internal sealed class UnitRanges
{
    // Each stretch on a cache line of its own.
    private const int Apart = 16;

    private readonly int[] _next;
    private readonly int[] _ends;
    private readonly int _workers;

    public UnitRanges(int workers)
    {
        _workers = workers;
        _next = new int[(workers + 1) * Apart];
        _ends = new int[workers];
    }

    /// <summary>Cuts the units up. Not while units run.</summary>
    public void Begin(int units)
    {
        for (var k = 0; k < _workers; k++)
        {
            Next(k) = (int)((long)units * k / _workers);
            _ends[k] = (int)((long)units * (k + 1) / _workers);
        }
    }

    /// <summary>A unit that nobody else has; there must be one for every call.</summary>
    public int Take(int worker)
    {
        for (var k = 0; k < _workers; k++)
        {
            var stretch = (worker + k) % _workers;
            ref var next = ref Next(stretch);
            if (Volatile.Read(ref next) >= _ends[stretch])
                continue;
            var unit = Interlocked.Increment(ref next) - 1;
            if (unit < _ends[stretch])
                return unit;
        }

        throw new UnreachableException("more units are asked for than there are");
    }

    private ref int Next(int stretch) => ref _next[(stretch + 1) * Apart];
}
