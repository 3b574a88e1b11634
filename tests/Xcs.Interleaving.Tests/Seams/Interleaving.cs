using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xcs.InterleavingTests.Harness;

namespace Xcs.Threading;

/// <summary>The controlled form of the product's class of the same name: every mark is a place where another thread may go on.</summary>
internal static class Interleaving
{
    [Conditional("XCS_INTERLEAVING")]
    public static void Point([CallerFilePath] string file = "", [CallerMemberName] string member = "", [CallerLineNumber] int line = 0) =>
        VirtualThread.Current?.Scheduler.Point(new Place(file, member, line));

    public static void Pause(
        int iterations, [CallerFilePath] string file = "", [CallerMemberName] string member = "", [CallerLineNumber] int line = 0) =>
        VirtualThread.Current?.Scheduler.Yield(new Place(file, member, line));

    public static void Spin(
        ref SpinWait spinner, [CallerFilePath] string file = "", [CallerMemberName] string member = "", [CallerLineNumber] int line = 0) =>
        VirtualThread.Current?.Scheduler.Yield(new Place(file, member, line));

    public static int Rounds(int rounds) => Math.Min(rounds, 2);

    public static long Timestamp() => VirtualThread.Current?.Scheduler.Clock() ?? 0;
}
