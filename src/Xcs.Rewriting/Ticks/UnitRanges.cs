using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// The units of a step, handed out so that a worker tends to get the ones that it had in the step before: what it has written is in its cache. Each worker
/// begins with a stretch of its own; one that has finished takes from the ends of the others'.
/// </summary>
internal sealed class UnitRanges
{
    // A stretch's next unit in the low word, its end in the high one; each on a cache line of its own.
    private const int Apart = 16;

    private readonly long[] _stretches;
    private readonly int _workers;

    public UnitRanges(int workers)
    {
        _workers = workers;
        _stretches = new long[(workers + 1) * Apart];
    }

    /// <summary>Cuts the units up. Not while units run.</summary>
    public void Begin(int units)
    {
        for (var k = 0; k < _workers; k++)
            Stretch(k) = Pack((int)((long)units * k / _workers), (int)((long)units * (k + 1) / _workers));
    }

    /// <summary>A unit that nobody else has; there must be one for every call.</summary>
    public int Take(int worker)
    {
        for (var k = 0; ; k++)
        {
            ref var stretch = ref Stretch((worker + k) % _workers);
            while (true)
            {
                var known = Volatile.Read(ref stretch);
                var (next, end) = ((int)known, (int)(known >> 32));
                if (next == end)
                    break;
                var isOwn = k == 0;
                if (Interlocked.CompareExchange(ref stretch, isOwn ? Pack(next + 1, end) : Pack(next, end - 1), known) == known)
                    return isOwn ? next : end - 1;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref long Stretch(int worker) => ref _stretches[(worker + 1) * Apart];

    private static long Pack(int next, int end) => ((long)end << 32) | (uint)next;
}
