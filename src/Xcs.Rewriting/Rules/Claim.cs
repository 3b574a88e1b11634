namespace Xcs.Rewriting;

/// <summary>A row of a footprint.</summary>
internal struct Claim
{
    /// <summary>The table's key in the high word, the row's index in the low one.</summary>
    public ulong Key;

    /// <summary>Bits of <see cref="Rewriting.Claims"/>.</summary>
    public uint Mask;

    /// <summary>In the list of admitted claims: the one before it on the same row, or -1.</summary>
    public int Previous;

    /// <summary>In the list of admitted claims: whose it is.</summary>
    public uint Rank;
}
