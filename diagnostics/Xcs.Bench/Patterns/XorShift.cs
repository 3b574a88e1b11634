namespace Xcs.Bench;

/// <summary>Marsaglia's xorshift64: the same graph on every machine and version of .NET, which System.Random does not promise.</summary>
internal struct XorShift(ulong seed)
{
    private ulong state = seed;

    public int Below(int limit)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (int)(state % (ulong)limit);
    }
}
