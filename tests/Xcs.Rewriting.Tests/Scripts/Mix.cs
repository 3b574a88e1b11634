namespace Xcs.Rewriting.Tests;

/// <summary>Pseudo-random numbers that depend on what is given alone (FNV-1a with a finish).</summary>
internal static class Mix
{
    public static uint Of(byte[]? value)
    {
        var hash = value is null ? 0x9E3779B9U : 2166136261U;
        foreach (var part in value ?? [])
            hash = (hash ^ part) * 16777619U;
        return Finish(hash);
    }

    public static uint Of(uint first, uint second, uint third) => Finish((Finish((Finish(first) * 31) ^ second) * 31) ^ third);

    private static uint Finish(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6BU;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35U;
        return hash ^ (hash >> 16);
    }
}
