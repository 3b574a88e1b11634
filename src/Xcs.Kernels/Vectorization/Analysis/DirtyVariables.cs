using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// Which variables may have changed, at a barrier, since the warp was last resumed. All others that live on are in its frame already: where they were
/// assigned last they lived on, too, so that the next barrier wrote them.
/// </summary>
internal sealed class DirtyVariables
{
    private readonly Dictionary<Expression, HashSet<ParameterExpression>> _atBarriers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LabelTarget, HashSet<ParameterExpression>> _arrived = [];

    // Null where nothing comes by.
    private HashSet<ParameterExpression>? _dirty;

    public DirtyVariables(KernelProgram program)
    {
        _dirty = [.. program.Locals, .. program.Parameters.SelectMany(p => p.Values).Select(v => v.Variable)];
        Walk(program.Body);
    }

    /// <summary>The variables to write at a barrier, which is the statement or what it assigns.</summary>
    public IReadOnlySet<ParameterExpression> At(Expression barrier) => _atBarriers.TryGetValue(barrier, out var dirty) ? dirty : new HashSet<ParameterExpression>();

    private void Walk(Expression node)
    {
        if (_dirty is null && node is not BlockExpression)
            return;
        switch (node)
        {
            case BlockExpression block:
                foreach (var statement in block.Expressions)
                    if (statement is LabelExpression label)
                        _dirty = Join(_dirty, _arrived.GetValueOrDefault(label.Target));
                    else
                        Walk(statement);
                break;
            case BlockBarrier:
                Wait(node);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable, Right: var value }:
                if (value is BlockBarrier)
                    Wait(node);
                _dirty = Join(_dirty, [variable]);
                break;
            case ConditionalExpression choice when choice.Type == typeof(void):
                Branches([choice.IfTrue, choice.IfFalse]);
                break;
            case SwitchExpression choice:
                Branches([.. choice.Cases.Select(c => c.Body), choice.DefaultBody!]);
                break;
            case LoopExpression loop:
                Loop(loop);
                break;
            case GotoExpression jump:
                _arrived[jump.Target] = Join(_arrived.GetValueOrDefault(jump.Target), _dirty)!;
                _dirty = null;
                break;
        }
    }

    private void Wait(Expression barrier)
    {
        _atBarriers[barrier] = Join(_atBarriers.GetValueOrDefault(barrier), _dirty)!;
        _dirty = [];
    }

    private void Branches(Expression[] branches)
    {
        var (before, behind) = (_dirty, (HashSet<ParameterExpression>?)null);
        foreach (var branch in branches)
        {
            _dirty = before;
            Walk(branch);
            behind = Join(behind, _dirty);
        }
        _dirty = behind;
    }

    private void Loop(LoopExpression loop)
    {
        HashSet<ParameterExpression> head;
        do
        {
            head = _dirty!;
            Walk(loop.Body);
            _dirty = Join(head, Join(_dirty, _arrived.GetValueOrDefault(loop.ContinueLabel!)));
        }
        while (_dirty!.Count > head.Count);
        _dirty = _arrived.GetValueOrDefault(loop.BreakLabel!);
    }

    private static HashSet<ParameterExpression>? Join(HashSet<ParameterExpression>? one, HashSet<ParameterExpression>? other) =>
        one is null || other is null ? one ?? other : [.. one, .. other];
}
