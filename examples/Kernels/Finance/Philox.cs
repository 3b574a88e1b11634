namespace KernelExamples;

/// <summary>A generator without a state: Philox2x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011).</summary>
public static class Philox
{
    /// <summary>64 random bits for a counter and a key.</summary>
    public static ulong Draw(ulong counter, uint key)
    {
        var (low, high) = ((uint)counter, (uint)(counter >> 32));
        for (var round = 0; round < 10; round++)
        {
            var product = 0xD256D193UL * low;
            low = (uint)(product >> 32) ^ key ^ high;
            high = (uint)product;
            key += 0x9E3779B9;
        }
        return ((ulong)high << 32) | low;
    }
}
