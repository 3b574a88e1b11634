namespace Xcs.Bench;

/// <summary>Marsaglia's xorshift64: the same graph on every machine and version of .NET, which System.Random does not promise.</summary>
internal struct XorShift(ulong seed)
{
    private ulong _state = seed;

    public int Below(int limit)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)(_state % (ulong)limit);
    }
}
