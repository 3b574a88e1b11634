namespace Xcs.Rewriting;

/// <summary>A node, for ever: an index is never used again within its warp.</summary>
/// <param name="Warp">The warp that holds it.</param>
/// <param name="Index">Its number in the warp, from 0 on in order of creation.</param>
public readonly record struct NodeId(WarpId Warp, uint Index)
{
    /// <summary>The shard, 0 to 255: frozen as (index / 64) mod 256.</summary>
    public int Shard => Sharding.Of(Index);

    /// <inheritdoc/>
    public override string ToString() => $"node {Warp.Value}:{Index}";
}
