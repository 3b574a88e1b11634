namespace Xcs.Rewriting;

/// <summary>A rule at a node.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Scope">The node.</param>
public readonly record struct Rewrite(Rule Rule, NodeId Scope)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule.Name} at {Scope}";
}
