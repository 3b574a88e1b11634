namespace Xcs.Tests.Execution.Randomized;

/// <summary>The fixed parts of loops in random programs.</summary>
internal static class Loops
{
    public static Loop Begin(long value, int mostRounds) => new((int)((ulong)value % (ulong)mostRounds), value);

    public static bool HasLeft(Loop loop, long test) => loop.Left > 0 && test % 16 != 3;

    public static Loop Next(Loop loop, long value) => new(loop.Left - 1, value);

    public static long ValueOf(Loop loop) => loop.Value;
}
