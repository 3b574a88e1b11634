using System.Linq.Expressions;

namespace Xcs.Kernels.Vectorization;

/// <content>Jumps, and the labels at which lanes come in again.</content>
internal sealed partial class WarpCompiler
{
    // The next label in a block at which lanes may wait.
    private LabelTarget? NextLabel(IReadOnlyList<Expression> statements, int start)
    {
        for (var i = start; i < statements.Count; i++)
            if (statements[i] is LabelExpression { Target: var label } && _jumps.IsDivergent(label))
                return label;
        return null;
    }

    private void Arrive(LabelTarget label, IReadOnlyList<Expression> statements, int start, int position, Flow flow, bool isFull)
    {
        if (_jumps.IsDivergent(label))
        {
            var before = statements.Take(position).Skip(start).ToList();
            var here = before.OfType<LabelExpression>().Select(l => l.Target).Append(label).ToHashSet();
            var goesBeyond = before.Exists(s => !_jumps.Escapes(s).IsSubsetOf(here));
            if (isFull && !goesBeyond)
            {
                Emit(Expression.Label(_physical[label]));
                flow.IsFull = true;
                return;
            }
            Settle(flow);
            Emit(Expression.Label(_physical[label]));
            SetMask(flow.Mask, Either(flow.Mask, _waits[label]!));
            if (goesBeyond)
                Emit(Expression.IfThen(None(flow.Mask), Expression.Goto(flow.Empty)));
            return;
        }
        Emit(Expression.Label(_physical[label]));
    }

    /// <summary>Makes the mask hold what is known of it.</summary>
    private void Settle(Flow flow)
    {
        if (flow.IsFull)
            SetMask(flow.Mask, Ones());
        flow.IsFull = false;
    }

    private void Jump(LabelTarget target, Flow flow)
    {
        if (!_jumps.IsDivergent(target))
        {
            // Others may come to the label when fewer are active: the code behind it looks at the mask.
            if (flow.IsFull && target != _program.Exit)
                SetMask(flow.Mask, Ones());
            Emit(Expression.Goto(_physical[target]));
            return;
        }
        Leave(target, MaskOf(flow));
        SetMask(flow.Mask, Zeros());
        flow.IsFull = false;
        Emit(Expression.Goto(flow.Empty));
    }

    /// <summary>Lanes go to a label, and wait there.</summary>
    private void Leave(LabelTarget target, Expression[] lanes)
    {
        if (target == _program.Exit)
        {
            if (_alive is not null)
                SetMask(_alive, Without(_alive, lanes));
        }
        else if (_waits[target] is { } waiting)
            SetMask(waiting, Either(waiting, lanes));
    }

    /// <summary>The active lanes for which a test holds go to a label.</summary>
    private void LeaveSome(LabelTarget target, Expression test, Flow flow)
    {
        // What the test of a loop says is which lanes stay.
        var isOpposite = test is UnaryExpression { NodeType: ExpressionType.Not };
        var lanes = Spill(MaskOf(Evaluate(isOpposite ? Opposite(test) : test, flow), 4));
        if (target == _program.Exit ? _alive is not null : _waits[target] is not null)
            Leave(target, Spill(isOpposite ? Without(MaskOf(flow), lanes) : Active(lanes, flow)));
        SetMask(flow.Mask, isOpposite ? Active(lanes, flow) : Without(MaskOf(flow), lanes));
        flow.IsFull = false;
    }
}
