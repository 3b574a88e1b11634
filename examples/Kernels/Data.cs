namespace KernelExamples;

/// <summary>Values that look random and are the same in every run.</summary>
public static class Data
{
    /// <summary>From <paramref name="low"/> up to <paramref name="high"/>.</summary>
    public static float[] Floats(int count, float low, float high, int seed = 0) =>
        [.. Enumerable.Range(0, count).Select(i => low + ((high - low) * (Mix(i, seed) >> 8) / (1 << 24)))];

    /// <summary>From 0 up to but not <paramref name="limit"/>.</summary>
    public static int[] Ints(int count, int limit, int seed = 0) => [.. Enumerable.Range(0, count).Select(i => (int)(Mix(i, seed) % (uint)limit))];

    /// <summary>Whole numbers as floats, whose sums are exact.</summary>
    public static float[] WholeFloats(int count, int limit) => Array.ConvertAll(Ints(count, limit), static value => (float)value);

    // The finaliser of MurmurHash3 (Appleby).
    private static uint Mix(int i, int seed)
    {
        var hash = ((uint)i * 0x9E3779B9) + ((uint)seed * 0x7FEB352D) + 1;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }
}
