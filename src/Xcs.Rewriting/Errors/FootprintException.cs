namespace Xcs.Rewriting;

/// <summary>A rule read or wrote something that its footprint does not name.</summary>
public sealed class FootprintException : RewritingException
{
    internal FootprintException(Rule rule, NodeId scope, string access, Exception? inner)
        : base(
            Fault.OutsideFootprint,
            $"it makes the access \"{access}\", which its footprint does not name",
            "Name it in Footprint, or do not make it.",
            $"rule {rule.Name} at {scope}",
            inner)
    {
        Offender = rule;
        Scope = scope;
        Access = access;
    }

    /// <summary>The rule.</summary>
    public Rule Offender { get; }

    /// <summary>The node at which it ran.</summary>
    public NodeId Scope { get; }

    /// <summary>What it did, such as <c>write heat of node 0:7</c>.</summary>
    public string Access { get; }
}
