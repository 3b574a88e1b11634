namespace Xcs.Rewriting;

/// <summary>A (warp, shard) of a step, and what its worker found there. Written by that worker, read after the step.</summary>
internal struct TickUnit
{
    public int Warp;
    public int Shard;

    /// <summary>The worker that has the entries, or the patch, and where.</summary>
    public int Worker;
    public int First;
    public int Count;

    /// <summary>The claims of its entries, in the same worker's list.</summary>
    public int FirstClaim;
    public int ClaimCount;

    /// <summary>Contested entries that are not decided yet.</summary>
    public int ContestedCount;

    /// <summary>Of the admitted entries: how many, what they make, and with which rank and ids they begin.</summary>
    public uint Admitted;
    public uint NewNodes;
    public uint NewEdges;
    public uint FirstRank;
    public uint FirstNode;
    public uint FirstEdge;

    public Digest PatchDigest;
}
