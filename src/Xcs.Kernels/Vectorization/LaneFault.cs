using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Xcs.Kernels.Vectorization;

/// <summary>A lane has failed: what compiled code throws, and the runner turns into words. Nobody else sees it.</summary>
internal sealed class LaneFault(int site, int warp, ulong lanes, int index = 0, int column = 0, Exception? cause = null, ulong missing = 0) : Exception
{
    /// <summary>Which statement or expression, in the table of the compiled code.</summary>
    public int Site { get; } = site;

    public int Warp { get; } = warp;

    /// <summary>The lanes that fail; the lowest is the one to name.</summary>
    public ulong Lanes { get; } = lanes;

    public int Lane => BitOperations.TrailingZeroCount(Lanes);

    public int Index { get; } = index;

    public int Column { get; } = column;

    public Exception? Cause { get; } = cause;

    /// <summary>Whether a loop never ends.</summary>
    public bool IsStuck { get; private init; }

    /// <summary>Whether warps wait at different barriers.</summary>
    public bool IsApart { get; private init; }

    /// <summary>At a barrier: the lanes that do not come. In a loop that never ends: those that have left it.</summary>
    public ulong Missing { get; } = missing;

    /// <summary>Fails where an index is out of range; the indices of all lanes stand in the first two rooms.</summary>
    [DoesNotReturn]
    public static unsafe void ThrowIndex(long state, int site, int warp, ulong lanes)
    {
        var lane = BitOperations.TrailingZeroCount(lanes);
        throw new LaneFault(site, warp, lanes, ((int*)(state + WarpState.Room(0)))[lane], ((int*)(state + WarpState.Room(1)))[lane]);
    }

    /// <summary>Fails where an index that is the same for all active lanes is out of range.</summary>
    [DoesNotReturn]
    public static void ThrowUniformIndex(int site, int warp, ulong lanes, int index, int column) => throw new LaneFault(site, warp, lanes, index, column);

    /// <summary>Fails where a division does; the divisors of all lanes stand in the first room.</summary>
    [DoesNotReturn]
    public static unsafe void ThrowDivision(long state, int site, int warp, ulong lanes, int laneBytes)
    {
        var place = state + WarpState.Room(0) + BitOperations.TrailingZeroCount(lanes) * laneBytes;
        ThrowUniformDivision(site, warp, lanes, (laneBytes == 4 ? *(int*)place : *(long*)place) == 0);
    }

    [DoesNotReturn]
    public static void ThrowUniformDivision(int site, int warp, ulong lanes, bool isZero) =>
        throw new LaneFault(site, warp, lanes, cause: isZero ? new DivideByZeroException() : new OverflowException());

    /// <summary>Fails in a loop that cannot end.</summary>
    [DoesNotReturn]
    public static void ThrowStuck(int site, int warp, ulong lanes, ulong left) => throw new LaneFault(site, warp, lanes, missing: left) { IsStuck = true };

    /// <summary>Fails where warps wait at different barriers; which ones, their frames say.</summary>
    [DoesNotReturn]
    public static void ThrowApart() => throw new LaneFault(-1, 0, 0) { IsApart = true };

    /// <summary>Fails at a barrier that not all lanes reach.</summary>
    [DoesNotReturn]
    public static void ThrowBarrier(int site, int warp, ulong lanes, ulong missing) => throw new LaneFault(site, warp, lanes, missing: missing);
}
