namespace Xcs;

/// <summary>One declared effect of an operator.</summary>
/// <param name="Kind">The kind of effect.</param>
/// <param name="Resource">The resource acted on; only <see cref="EffectKind.Ordered"/> effects have one.</param>
public readonly record struct Effect(EffectKind Kind, string Resource)
{
    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        EffectKind.Ordered => $"ordered({Resource})",
        EffectKind.Committing => "committing",
        _ => "none",
    };
}
