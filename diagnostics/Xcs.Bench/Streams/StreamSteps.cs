namespace Xcs.Bench;

/// <summary>The operators of the streams.</summary>
internal static class StreamSteps
{
    private static ulong s_logged;

    /// <summary>The items that every system reads: each is there at once.</summary>
    public static async IAsyncEnumerable<ulong> Source(ulong argument, int items)
    {
        for (var k = 0; k < items; k++)
            yield return argument + (ulong)k;
        await Task.CompletedTask;
    }

    public static ulong Tiny(ulong x) => Operators.Mix(x, x + 1);

    public static ulong Finish(ulong x) => Operators.Mix(x, 7);

    public static ulong Small(ulong x) => Spin(x, 700);

    public static ulong Medium(ulong x) => Spin(x, 14_000);

    public static ulong Large(ulong x) => Spin(x, 35_000);

    [Operator(Effect = EffectKind.Ordered, Resource = "log")]
    public static ulong Log(ulong x)
    {
        s_logged = Spin(x, 3_500);
        return s_logged;
    }

    public static async Task<ulong> WaitAsync(ulong x)
    {
        await Task.Delay(1);
        return Operators.Mix(x, 3);
    }

    private static ulong Spin(ulong x, int rounds)
    {
        for (var k = 0; k < rounds; k++)
            x = Operators.Mix(x, (ulong)k);
        return x;
    }
}
