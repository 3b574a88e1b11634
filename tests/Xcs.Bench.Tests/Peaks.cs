namespace Xcs.Bench.Tests;

internal static class Peaks
{
    public static Peak OneNanosecondAnIteration(int workers)
    {
        var peak = new Peak(workers);
        peak.Observe(1000, TimeSpan.FromMicroseconds(1));
        return peak;
    }
}
