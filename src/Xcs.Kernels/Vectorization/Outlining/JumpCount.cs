using System.Linq.Expressions;

namespace Xcs.Kernels.Vectorization;

/// <summary>The labels that code has, and how often it jumps to which.</summary>
internal sealed class JumpCount : ExpressionVisitor
{
    private readonly HashSet<LabelTarget> _labels = [];
    private readonly Dictionary<LabelTarget, int> _jumps = [];

    public static JumpCount Of(Expression tree)
    {
        var count = new JumpCount();
        count.Visit(tree);
        return count;
    }

    public void Add(JumpCount other)
    {
        _labels.UnionWith(other._labels);
        foreach (var (label, jumps) in other._jumps)
            _jumps[label] = _jumps.GetValueOrDefault(label) + jumps;
    }

    /// <summary>Whether nobody jumps into this code or out of it.</summary>
    /// <param name="all">The code that it is a part of.</param>
    public bool IsClosedIn(JumpCount all) => _jumps.Keys.All(_labels.Contains) && _labels.All(label => _jumps.GetValueOrDefault(label) == all._jumps.GetValueOrDefault(label));

    protected override Expression VisitLoop(LoopExpression node)
    {
        foreach (var label in new[] { node.BreakLabel, node.ContinueLabel })
            if (label is not null)
                _labels.Add(label);
        Visit(node.Body);
        return node;
    }

    protected override Expression VisitLabel(LabelExpression node)
    {
        _labels.Add(node.Target);
        return node;
    }

    protected override Expression VisitGoto(GotoExpression node)
    {
        _jumps[node.Target] = _jumps.GetValueOrDefault(node.Target) + 1;
        return node;
    }
}
