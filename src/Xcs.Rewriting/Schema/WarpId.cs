namespace Xcs.Rewriting;

/// <summary>The number of a warp in its world, from 0 on in order of creation.</summary>
public readonly record struct WarpId(uint Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"warp {Value}";
}
