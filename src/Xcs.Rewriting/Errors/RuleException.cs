namespace Xcs.Rewriting;

/// <summary>A rule threw; its own exception is the inner one. Of several, the first in canonical order surfaces.</summary>
public sealed class RuleException : RewritingException
{
    internal RuleException(Rule rule, NodeId scope, string member, Exception inner)
        : base(Fault.RuleThrew, $"{member} threw {inner.GetType().Name}: {inner.Message}", "Mend the rule; the tick is undone.", $"rule {rule.Name} at {scope}", inner)
    {
        Offender = rule;
        Scope = scope;
    }

    /// <summary>The rule.</summary>
    public Rule Offender { get; }

    /// <summary>The node at which it ran.</summary>
    public NodeId Scope { get; }
}
