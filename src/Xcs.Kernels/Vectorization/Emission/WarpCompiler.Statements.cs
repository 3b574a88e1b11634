using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Statements: blocks and assignments.</content>
internal sealed partial class WarpCompiler
{
    private void Statement(Expression node, Flow flow)
    {
        switch (node)
        {
            case BlockExpression block:
                Block(block, flow);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable, Right: BlockBarrier barrier }:
                Barrier(node, barrier, variable, flow);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable, Right: ArrayAtomic atomic }:
                Scoped(() => Assign(node, variable, Atomic(atomic, flow)!.Value, flow));
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable } assignment:
                Scoped(() => Assign(node, variable, Evaluate(assignment.Right, flow), flow));
                break;
            case ConditionalExpression choice:
                If(choice, flow);
                break;
            case SwitchExpression choice:
                Switch(choice, flow);
                break;
            case LoopExpression loop:
                Loop(loop, flow);
                break;
            case GotoExpression jump:
                Jump(jump.Target, flow);
                break;
            case ArrayStore store:
                Scoped(() => Store(store, flow));
                break;
            case ArrayClear clear:
                Scoped(() => Clear(clear, flow));
                break;
            case ArrayAtomic atomic:
                Scoped(() => Atomic(atomic, flow));
                break;
            case BlockBarrier barrier:
                Barrier(node, barrier, null, flow);
                break;
            case MemoryFence { Kind: FenceKind.Device }:
                Emit(Expression.Call(typeof(Interlocked), nameof(Interlocked.MemoryBarrier), null));
                break;
        }
    }

    private void Scoped(Action emit)
    {
        var mark = Mark();
        emit();
        Release(mark);
    }

    private void Assign(Expression node, ParameterExpression variable, LaneValue value, Flow flow)
    {
        var parts = PartsOf(variable);
        if (!_uniformity.Of(variable).IsVarying)
        {
            Set(parts[0], value.Scalar ?? throw new InvalidOperationException($"{_program.Name}: {node} is not what the analysis says."));
            return;
        }
        var values = Vectors(value);
        var isBlended = !flow.IsFull && _liveness.MustBlend(node);
        var laneBytes = LaneLayout.LaneBytes(variable.Type);
        var mask = isBlended ? laneBytes == 4 ? flow.Mask : Widened(flow.Mask, typeof(long)) : null;
        for (var i = 0; i < parts.Length; i++)
            Set(parts[i], mask is null ? values[i] : Counted(node, parts[i], mask[i]) ?? Select(mask[i], values[i], parts[i]));
    }

    // As a number, an active lane is -1.
    private static Expression? Counted(Expression node, Expression part, Expression mask) =>
        node is BinaryExpression { Left: var count, Right: BinaryExpression { NodeType: ExpressionType.Add or ExpressionType.Subtract, Right: ConstantExpression { Value: 1 or 1U or 1L or 1UL } } step } && step.Left == count
            ? VectorCalls.Call(step.NodeType == ExpressionType.Add ? "Subtract" : "Add", part, VectorCalls.As(mask, VectorCalls.ElementOf(part.Type)))
            : null;

    private static Expression Select(Expression mask, Expression yes, Expression no) =>
        VectorCalls.Call(yes.Type, "ConditionalSelect", VectorCalls.As(mask, VectorCalls.ElementOf(yes.Type)), yes, no);

    private void Block(BlockExpression block, Flow flow) => Rest(block.Expressions, 0, flow);

    /// <summary>Makes the labels among statements, with nobody waiting there.</summary>
    private void PlaceLabels(IEnumerable<Expression> statements)
    {
        foreach (var label in statements.OfType<LabelExpression>().Select(l => l.Target))
        {
            _physical[label] = Expression.Label(label.Name);
            if (_jumps.IsDivergent(label))
                SetMask(_waits[label] = NewWait(), Zeros());
        }
    }

    private void Sequence(IReadOnlyList<Expression> statements, int start, Flow flow, bool isFull)
    {
        var outer = flow.Empty;
        var known = new List<ParameterExpression>();
        for (var i = start; i < statements.Count; i++)
        {
            flow.Empty = NextLabel(statements, i) is { } next ? _physical[next] : outer;
            var statement = statements[i];
            if (statement is LabelExpression label)
            {
                flow.Empty = NextLabel(statements, i + 1) is { } later ? _physical[later] : outer;
                Arrive(label.Target, statements, start, i, flow, isFull);
                continue;
            }
            if (TryChoose(statements, i, flow, outer) is > 0 and var chosen)
            {
                i += chosen - 1;
                continue;
            }
            if (JumpOf(statement) is var (_, leave) && Judge(leave, flow) is { } verdict && CanSplit(statements, i + 1))
            {
                flow.Empty = outer;
                Split(verdict.None, statements, i + 1, flow, () => Statement(statement, flow));
                break;
            }
            if (!TryUnroll(statements, i, flow))
                Statement(statement, flow);
            Know(statements, i, flow, known);
            if (statement is GotoExpression)
            {
                // What follows is reached by labels only.
                while (i + 1 < statements.Count && statements[i + 1] is not LabelExpression)
                    i++;
                continue;
            }
            if (_jumps.Escapes(statement).Count == 0)
                continue;
            if (flow.MaySplit && CanSplit(statements, i + 1))
            {
                flow.Empty = outer;
                Split(All(flow.Mask), statements, i + 1, flow, () => { });
                break;
            }
            Emit(Expression.IfThen(None(flow.Mask), Expression.Goto(flow.Empty)));
        }
        flow.Empty = outer;
        foreach (var variable in known)
            _values.Remove(variable);
    }

    private bool CanSplit(IReadOnlyList<Expression> statements, int start)
    {
        var labels = statements.Skip(start).OfType<LabelExpression>().Select(l => l.Target).ToList();
        return start < statements.Count && !labels.Exists(label => statements.Take(start).Any(s => JumpFlow.JumpsTo(s, label))) && Take(statements.Skip(start).Sum(_jumps.Size));
    }

    // Where lanes may have left, the rest of a block is made twice: for all lanes, and for some, which it begins with letting the others go.
    private void Split(Expression isFull, IReadOnlyList<Expression> statements, int start, Flow flow, Action leave)
    {
        var all = new Flow(flow.Mask, true, flow.Empty);
        var whenAll = Nest(() =>
        {
            Rest(statements, start, all);
            Settle(all);
        });
        var whenSome = Nest(() =>
        {
            leave();
            Emit(Expression.IfThen(None(flow.Mask), Expression.Goto(flow.Empty)));
            Rest(statements, start, flow);
            Settle(flow);
        });
        Emit(Expression.IfThenElse(isFull, whenAll, whenSome));
    }

    private void Rest(IReadOnlyList<Expression> statements, int start, Flow flow)
    {
        var mark = Mark();
        PlaceLabels(statements.Skip(start));
        Sequence(statements, start, flow, flow.IsFull);
        Release(mark);
    }

    private bool Take(int nodes)
    {
        if (nodes > _budget)
            return false;
        _budget -= nodes;
        return true;
    }
}
