namespace QuickStart;

/// <summary>Terms are spread over partitions by their hash, so that the parts can be merged partition by partition, in parallel.</summary>
public static class Partition
{
    private const int Bits = 4;

    public const int Count = 1 << Bits;

    public static int[] All() => [.. Enumerable.Range(0, Count)];

    public static int Of(uint hash) => (int)(hash >> (32 - Bits));
}
