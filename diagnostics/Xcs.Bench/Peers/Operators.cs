using System.Numerics;
using System.Runtime.CompilerServices;

namespace Xcs.Bench;

/// <summary>The operators that every system runs.</summary>
public static class Operators
{
    /// <summary>What a slow operator waits.</summary>
    public static readonly TimeSpan SlowTime = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// A tiny node: five cycles of arithmetic, not commutative, so that swapped or stale inputs change the result.
    /// It is not marked pure: a system must run every node, also those whose value nobody reads.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong a, ulong b) => (a ^ BitOperations.RotateLeft(b, 23)) * 0x9E3779B97F4A7C15;

    /// <summary>A slow node that holds its thread.</summary>
    public static ulong Block(ulong value)
    {
        Thread.Sleep(SlowTime);
        return Mix(value, value);
    }

    /// <summary>A slow node that holds no thread.</summary>
    public static async Task<ulong> DelayAsync(ulong value)
    {
        await Task.Delay(SlowTime);
        return Mix(value, value);
    }
}
