namespace Xcs.Rewriting;

/// <summary>An edge, for ever: an index is never used again within its warp.</summary>
/// <param name="Warp">The warp that holds it.</param>
/// <param name="Index">Its number in the warp, from 0 on in order of creation.</param>
public readonly record struct EdgeId(WarpId Warp, uint Index)
{
    /// <summary>The shard, 0 to 255: frozen as (index / 64) mod 256.</summary>
    public int Shard => Sharding.Of(Index);

    /// <inheritdoc/>
    public override string ToString() => $"edge {Warp.Value}:{Index}";
}
