namespace Xcs.Rewriting;

/// <summary>A row of a footprint.</summary>
internal struct Claim
{
    /// <summary>The table's key in the high word, the row's index in the low one.</summary>
    public ulong Key;

    /// <summary>Bits of <see cref="Claims"/>.</summary>
    public uint Mask;

    public readonly int Table => (int)(Key >> 32);

    public readonly uint Index => (uint)Key;
}
