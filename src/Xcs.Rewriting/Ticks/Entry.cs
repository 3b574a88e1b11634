namespace Xcs.Rewriting;

/// <summary>A candidate that matches, in the list of the worker that has its unit.</summary>
internal struct Entry
{
    public uint Node;
    public ushort Rule;
    public EntryState State;

    /// <summary>Its claims in the same worker's list.</summary>
    public int FirstClaim;
    public int ClaimCount;

    /// <summary>Rows that it announces to make.</summary>
    public uint NewNodes;
    public uint NewEdges;
}
