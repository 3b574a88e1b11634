using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Xcs.Threading;

/// <summary>
/// Marks the steps at which another thread may come in between. Costs nothing in the product: <see cref="Point"/> is compiled away and
/// the rest is what it forwards to. tests/Xcs.Interleaving.Tests compiles the same sources with <c>XCS_INTERLEAVING</c> and its own
/// version of this folder, in which a seeded scheduler decides at every mark which thread runs next.
/// </summary>
/// <remarks>Never mark a step while a lock is held: a critical section is one step.</remarks>
internal static class Interleaving
{
    /// <summary>Stands before every access to memory that another thread may race for.</summary>
    [Conditional("XCS_INTERLEAVING")]
    public static void Point()
    {
    }

    /// <summary>Lets the processor rest inside a spin loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pause(int iterations) => Thread.SpinWait(iterations);

    /// <summary>One turn of a spin loop that gives its time slice away when it lasts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Spin(ref SpinWait spinner) => spinner.SpinOnce(sleep1Threshold: -1);

    /// <summary>How often a bounded spin loop looks; a controlled schedule looks less often, so that schedules stay short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rounds(int rounds) => rounds;

    /// <summary>The clock, in ticks of <see cref="Stopwatch"/>, where it decides what is done; a controlled schedule has its own.</summary>
    public static long Timestamp() => Stopwatch.GetTimestamp();
}
