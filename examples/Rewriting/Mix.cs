namespace RewritingExamples;

/// <summary>Random numbers that need no state: the finalizer of SplitMix64 (Steele, Lea, Flood 2014).</summary>
public static class Mix
{
    public static ulong Of(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>A random order: no two indices have the same.</summary>
    public static ulong Priority(uint index) => (Of(index) & 0xFFFFFFFF00000000) | index;

    /// <summary>True for a part of all indices.</summary>
    public static bool Chance(uint index, double part) => Of(index) < part * ulong.MaxValue;
}
