namespace Xcs.Rewriting;

/// <summary>A rule at a node.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Scope">The node.</param>
public readonly record struct Rewrite(string Rule, NodeId Scope)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule} at {Scope}";
}
