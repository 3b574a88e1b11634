using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>A loop while its body is built.</summary>
/// <param name="Header">Where an edge means <c>continue</c>.</param>
/// <param name="Exit">Where an edge means <c>break</c>: what stands behind the loop; null where nothing does.</param>
/// <param name="Outer">The loop around this one.</param>
internal sealed record LoopScope(BasicBlock Header, BasicBlock? Exit, LoopScope? Outer)
{
    public LabelTarget? BreakLabel { get; private set; }

    public LabelTarget? ContinueLabel { get; private set; }

    public Expression Break() => Expression.Break(BreakLabel ??= Expression.Label("break"));

    public Expression Continue() => Expression.Continue(ContinueLabel ??= Expression.Label("continue"));
}
