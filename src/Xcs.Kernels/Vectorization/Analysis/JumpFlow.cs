using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// Which labels lanes may reach apart from each other. A jump to any other label is a plain jump of all lanes that are active; a jump to one of
/// these takes lanes out of the mask, to come in again where the label stands.
/// </summary>
internal sealed class JumpFlow
{
    private readonly HashSet<LabelTarget> _divergent = [];
    private readonly Dictionary<Expression, HashSet<LabelTarget>> _escapes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expression, int> _sizes = new(ReferenceEqualityComparer.Instance);
    private readonly KernelProgram _program;
    private readonly Uniformity _uniformity;
    private readonly List<Frame> _frames = [];
    private bool _hasChanged;

    public JumpFlow(KernelProgram program, Uniformity uniformity)
    {
        (_program, _uniformity) = (program, uniformity);
        do
        {
            _hasChanged = false;
            Walk(program.Body);
        }
        while (_hasChanged);
    }

    public bool IsDivergent(LabelTarget label) => _divergent.Contains(label);

    public static bool IsVarying(Expression test, Uniformity uniformity) => !uniformity.Of(test).IsUniform;

    /// <summary>The divergent labels outside a statement that lanes jump to from inside it.</summary>
    public IReadOnlySet<LabelTarget> Escapes(Expression statement)
    {
        if (_escapes.TryGetValue(statement, out var known))
            return known;
        var found = new HashSet<LabelTarget>();
        switch (statement)
        {
            case GotoExpression jump when IsDivergent(jump.Target):
                found.Add(jump.Target);
                break;
            case BlockExpression block:
                foreach (var inner in block.Expressions)
                    found.UnionWith(Escapes(inner));
                found.ExceptWith(block.Expressions.OfType<LabelExpression>().Select(l => l.Target));
                break;
            case LoopExpression loop:
                found.UnionWith(Escapes(loop.Body));
                found.Remove(loop.BreakLabel!);
                found.Remove(loop.ContinueLabel!);
                break;
            case ConditionalExpression choice when choice.Type == typeof(void):
                found.UnionWith(Escapes(choice.IfTrue));
                found.UnionWith(Escapes(choice.IfFalse));
                break;
            case SwitchExpression choice:
                foreach (var one in choice.Cases)
                    found.UnionWith(Escapes(one.Body));
                found.UnionWith(Escapes(choice.DefaultBody!));
                break;
        }
        _escapes.Add(statement, found);
        return found;
    }

    /// <summary>The number of nodes of a statement.</summary>
    public int Size(Expression statement)
    {
        if (!_sizes.TryGetValue(statement, out var size))
            _sizes.Add(statement, size = NodeCount.Of(statement));
        return size;
    }

    private void Walk(Expression node)
    {
        switch (node)
        {
            case BlockExpression block:
                _frames.Add(new(block));
                for (var i = 0; i < block.Expressions.Count; i++)
                {
                    _frames[^1] = new(block, i);
                    Walk(block.Expressions[i]);
                }
                _frames.RemoveAt(_frames.Count - 1);
                break;
            case ConditionalExpression choice when choice.Type == typeof(void):
                Branches(choice, choice.Test, [choice.IfTrue, choice.IfFalse]);
                break;
            case SwitchExpression choice:
                Branches(choice, choice.SwitchValue, [.. choice.Cases.Select(c => c.Body), choice.DefaultBody!]);
                break;
            case LoopExpression loop:
                _frames.Add(new(loop));
                Walk(loop.Body);
                _frames.RemoveAt(_frames.Count - 1);
                break;
            case GotoExpression jump:
                if (IsParting(jump.Target) && _divergent.Add(jump.Target))
                    _hasChanged = true;
                break;
        }
    }

    private void Branches(Expression node, Expression test, Expression[] branches)
    {
        _frames.Add(new(node, IsVarying: IsVarying(test, _uniformity)));
        foreach (var branch in branches)
            Walk(branch);
        _frames.RemoveAt(_frames.Count - 1);
    }

    // Whether lanes may stay behind on the way to a label: in the other branch, or at a label in between.
    private bool IsParting(LabelTarget target)
    {
        for (var i = _frames.Count - 1; i >= 0; i--)
        {
            var frame = _frames[i];
            if (frame.IsVarying)
                return true;
            switch (frame.Node)
            {
                case LoopExpression loop when loop.ContinueLabel == target:
                    return false;
                case LoopExpression loop:
                    if (IsDivergent(loop.ContinueLabel!))
                        return true;
                    if (loop.BreakLabel == target)
                        return false;
                    if (IsDivergent(loop.BreakLabel!))
                        return true;
                    break;
                case BlockExpression block:
                    for (var j = frame.Position + 1; j < block.Expressions.Count; j++)
                        if (block.Expressions[j] is LabelExpression label)
                        {
                            if (label.Target == target)
                                return false;
                            if (IsDivergent(label.Target) && block.Expressions.Take(frame.Position + 1).Any(s => JumpsTo(s, label.Target)))
                                return true;
                        }
                    break;
            }
        }
        return false;
    }

    /// <summary>Whether a statement jumps to a label. Nobody waits at one that only what follows jumps to.</summary>
    public static bool JumpsTo(Expression statement, LabelTarget label) => NodeSearch.Any(statement, node => node is GotoExpression jump && jump.Target == label);

    private readonly record struct Frame(Expression Node, int Position = 0, bool IsVarying = false);

    private sealed class NodeCount : ExpressionVisitor
    {
        private int _count;

        public static int Of(Expression node)
        {
            var counter = new NodeCount();
            counter.Visit(node);
            return counter._count;
        }

        public override Expression? Visit(Expression? node)
        {
            _count++;
            return base.Visit(node);
        }
    }
}
