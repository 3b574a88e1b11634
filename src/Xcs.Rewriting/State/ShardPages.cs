namespace Xcs.Rewriting;

/// <summary>The pages of one table in one shard: which the tick has touched, and the hash tree over them.</summary>
internal sealed class ShardPages
{
    /// <summary>Page numbers touched by the tick, in the order of touching.</summary>
    public NativeList<uint> Dirty { get; } = new();

    /// <summary>In the table of nodes: pages with rows that active rules have to look at again.</summary>
    public NativeList<uint> Changed { get; } = new();

    public HashTree Tree { get; } = new();
}
