namespace Xcs.Benchmarks;

internal static class Warm
{
    /// <summary>A hot graph is measured and compiled in the background, in up to three steps of a few runs each.</summary>
    public static void Up(Func<ulong> run)
    {
        for (var step = 0; step < 4; step++)
        {
            for (var k = 0; k < 8; k++)
                run();
            Thread.Sleep(50);
        }
    }
}
