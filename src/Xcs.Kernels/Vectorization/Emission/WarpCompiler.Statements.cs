using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Statements: control flow and assignments.</content>
internal sealed partial class WarpCompiler
{
    // A branch that only computes, and is no larger, is computed for all lanes without a jump.
    private const int SmallBranch = 24;

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
            Set(parts[i], mask is null ? values[i] : Select(mask[i], values[i], parts[i]));
    }

    private static Expression Select(Expression mask, Expression yes, Expression no) =>
        VectorCalls.Call(yes.Type, "ConditionalSelect", VectorCalls.As(mask, VectorCalls.ElementOf(yes.Type)), yes, no);

    private void Block(BlockExpression block, Flow flow)
    {
        var labels = block.Expressions.OfType<LabelExpression>().Select(l => l.Target).ToList();
        var mark = Mark();
        var isFull = flow.IsFull;
        var positions = new Dictionary<LabelTarget, LabelTarget>();
        foreach (var label in labels)
        {
            _physical[label] = positions[label] = Expression.Label(label.Name);
            if (!_jumps.IsDivergent(label))
                continue;
            SetMask(_waits[label] = NewMask(), Zeros());
        }
        Sequence(block.Expressions, 0, flow, isFull);
        Release(mark);
    }

    private void Sequence(IReadOnlyList<Expression> statements, int start, Flow flow, bool isFull)
    {
        var outer = flow.Empty;
        for (var i = start; i < statements.Count; i++)
        {
            flow.Empty = NextLabel(statements, i) is { } next ? _physical[next] : outer;
            var statement = statements[i];
            if (statement is LabelExpression label)
            {
                flow.Empty = NextLabel(statements, i + 1) is { } later ? _physical[later] : outer;
                Arrive(label.Target, statements, i, flow, isFull);
                continue;
            }
            if (!TryUnroll(statements, i, flow))
                Statement(statement, flow);
            if (statement is GotoExpression)
            {
                // What follows is reached by labels only.
                while (i + 1 < statements.Count && statements[i + 1] is not LabelExpression)
                    i++;
                continue;
            }
            if (_jumps.Escapes(statement).Count == 0)
                continue;
            Emit(Expression.IfThen(None(flow.Mask), Expression.Goto(flow.Empty)));
            if (TrySplit(statements, i + 1, flow))
                break;
        }
        flow.Empty = outer;
    }

    private bool TryUnroll(IReadOnlyList<Expression> statements, int position, Flow flow)
    {
        var loop = statements[position];
        if (loop is not LoopExpression || _jumps.Escapes(loop).Count > 0 || ConstantTurns.Of(statements, position) is not { } turns
            || !_uniformity.Of(turns.Counter).IsUniform || !Take(_jumps.Size(loop) * (turns.Values.Count - 1)))
            return false;
        foreach (var value in turns.Values.SkipLast(1))
        {
            _constants[turns.Counter] = value;
            Sequence(turns.Statements, 0, flow, isFull: false);
        }
        _constants.Remove(turns.Counter);
        Set(PartsOf(turns.Counter)[0], turns.Values[^1]);
        return true;
    }

    // The next label in a block at which lanes may wait.
    private LabelTarget? NextLabel(IReadOnlyList<Expression> statements, int start)
    {
        for (var i = start; i < statements.Count; i++)
            if (statements[i] is LabelExpression { Target: var label } && _jumps.IsDivergent(label))
                return label;
        return null;
    }

    private void Arrive(LabelTarget label, IReadOnlyList<Expression> statements, int position, Flow flow, bool isFull)
    {
        if (_jumps.IsDivergent(label))
        {
            var here = statements.Take(position).OfType<LabelExpression>().Select(l => l.Target).Append(label).ToHashSet();
            var goesBeyond = statements.Take(position).Any(s => !_jumps.Escapes(s).IsSubsetOf(here));
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

    // Where lanes may have left, the rest of a block is made twice: for all lanes, and for some.
    private bool TrySplit(IReadOnlyList<Expression> statements, int start, Flow flow)
    {
        var rest = statements.Skip(start).ToList();
        if (rest.Count == 0 || rest.OfType<LabelExpression>().Any() || !Take(rest.Sum(_jumps.Size)))
            return false;
        var full = new Flow(flow.Mask, true, flow.Empty);
        var whenAll = Nest(() =>
        {
            Sequence(statements, start, full, isFull: false);
            Settle(full);
        });
        Emit(Expression.IfThenElse(All(flow.Mask), whenAll, Nest(() => Sequence(statements, start, flow, isFull: false))));
        return true;
    }

    private bool Take(int nodes)
    {
        if (nodes > _budget)
            return false;
        _budget -= nodes;
        return true;
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

    private void If(ConditionalExpression node, Flow flow)
    {
        var mark = Mark();
        var test = Evaluate(node.Test, flow);
        if (!test.IsVarying)
        {
            Branches(scalar => Expression.IfThenElse(test.Scalar!, scalar[0], scalar[1]), [node.IfTrue, node.IfFalse], flow);
            Release(mark);
            return;
        }
        var lanes = Active(MaskOf(test, 4), flow);
        if (node.IfTrue is GotoExpression whenTrue && node.IfFalse is DefaultExpression && _jumps.IsDivergent(whenTrue.Target))
            LeaveSome(whenTrue.Target, lanes, flow);
        else if (node.IfFalse is GotoExpression whenFalse && node.IfTrue is DefaultExpression && _jumps.IsDivergent(whenFalse.Target))
            LeaveSome(whenFalse.Target, Without(MaskOf(flow), Spill(lanes)), flow);
        else
            Part(lanes, node, flow);
        Release(mark);
    }

    private void LeaveSome(LabelTarget target, Expression[] lanes, Flow flow)
    {
        lanes = Spill(lanes);
        Leave(target, lanes);
        SetMask(flow.Mask, Without(MaskOf(flow), lanes));
        flow.IsFull = false;
    }

    /// <summary>Branches of which all active lanes take the same.</summary>
    private void Branches(Func<Expression[], Expression> choose, Expression[] branches, Flow flow)
    {
        var flows = branches.Select(_ => flow.Copy()).ToArray();
        var codes = branches.Select((branch, i) =>
        {
            var outer = _code;
            var code = _code = [];
            Statement(branch, flows[i]);
            _code = outer;
            return code;
        }).ToArray();
        if (flow.IsFull && Array.Exists(flows, f => !f.IsFull))
        {
            for (var i = 0; i < flows.Length; i++)
                if (flows[i].IsFull)
                    codes[i].AddRange(Mask(() => Settle(flows[i])));
            flow.IsFull = false;
        }
        Emit(choose([.. codes.Select(code => (Expression)Expression.Block(typeof(void), [.. code, Expression.Empty()]))]));
    }

    private List<Expression> Mask(Action emit)
    {
        var outer = _code;
        var code = _code = [];
        emit();
        _code = outer;
        return code;
    }

    /// <summary>An if whose lanes part.</summary>
    private void Part(Expression[] lanes, ConditionalExpression node, Flow flow)
    {
        var (yes, no) = (NewMask(), NewMask());
        SetMask(yes, lanes);
        var hasElse = node.IfFalse is not DefaultExpression;
        var escapes = _jumps.Escapes(node).Count > 0;
        if (!escapes && IsSmall(node.IfTrue) && IsSmall(node.IfFalse))
        {
            Statement(node.IfTrue, new(yes, false, flow.Empty));
            SetMask(no, Without(MaskOf(flow), yes));
            Statement(node.IfFalse, new(no, false, flow.Empty));
            return;
        }
        void Apart()
        {
            if (hasElse || escapes)
                SetMask(no, Without(MaskOf(flow), yes));
            Branch(node.IfTrue, yes);
            if (hasElse)
                Branch(node.IfFalse, no);
            if (escapes)
                SetMask(flow.Mask, Either(yes, no));
        }
        if (flow.IsFull && Take(_jumps.Size(node.IfTrue)))
        {
            var whenAll = Nest(() => Together(node.IfTrue, yes, escapes, flow));
            var apart = Nest(Apart);
            if (hasElse && Take(_jumps.Size(node.IfFalse)))
                apart = Expression.Block(typeof(void), Expression.IfThenElse(None(yes), Nest(() => Together(node.IfFalse, no, escapes, flow)), apart));
            Emit(Expression.IfThenElse(All(yes), whenAll, apart));
        }
        else
            Apart();
        if (escapes)
            flow.IsFull = false;
    }

    // All lanes take the branch.
    private void Together(Expression branch, ParameterExpression[] mask, bool escapes, Flow flow)
    {
        var end = Expression.Label("together");
        var inner = new Flow(mask, true, end);
        Statement(branch, inner);
        if (escapes)
            Settle(inner);
        Emit(Expression.Label(end));
        if (escapes)
            SetMask(flow.Mask, mask);
    }

    // Some lanes may take the branch.
    private void Branch(Expression branch, ParameterExpression[] mask)
    {
        var end = Expression.Label("branch");
        Emit(Expression.IfThen(None(mask), Expression.Goto(end)));
        Statement(branch, new(mask, false, end));
        Emit(Expression.Label(end));
    }

    private bool IsSmall(Expression branch) => branch switch
    {
        DefaultExpression => true,
        BlockExpression block => _jumps.Size(branch) <= SmallBranch && block.Expressions.All(IsSmall),
        BinaryExpression { NodeType: ExpressionType.Assign, Right: var value } => value is not BlockBarrier && _jumps.Size(branch) <= SmallBranch && Conditionals.IsSafe(value) && !HasCall(value),
        _ => false,
    };

    private static bool HasCall(Expression value) => value is ArrayAtomic || CallSearch.IsIn(value);

    private void Switch(SwitchExpression node, Flow flow)
    {
        var mark = Mark();
        var value = Spill(Evaluate(node.SwitchValue, flow));
        if (value.IsUniform)
        {
            Branches(codes => Expression.Switch(typeof(void), value.Scalar!, codes[^1], null, node.Cases.Select((c, i) => Expression.SwitchCase(codes[i], c.TestValues))),
                [.. node.Cases.Select(c => c.Body), node.DefaultBody!], flow);
            Release(mark);
            return;
        }
        var escapes = _jumps.Escapes(node).Count > 0;
        var (left, behind, lanes) = (NewMask(), NewMask(), NewMask());
        SetMask(left, MaskOf(flow));
        SetMask(behind, Zeros());
        var parts = Spill(Vectors(value));
        foreach (var one in node.Cases)
        {
            var test = one.TestValues.Select(t => parts.Select(p => VectorCalls.Call("Equals", p, VectorCalls.Splat(p.Type, t))).ToArray()).Aggregate(Either);
            SetMask(lanes, Both(left, test));
            SetMask(left, Without(left, lanes));
            Branch(one.Body, lanes);
            if (escapes)
                SetMask(behind, Either(behind, lanes));
        }
        Branch(node.DefaultBody!, left);
        if (escapes)
        {
            SetMask(flow.Mask, Either(behind, left));
            flow.IsFull = false;
        }
        Release(mark);
    }

    private void Loop(LoopExpression loop, Flow flow)
    {
        var (exit, head) = (Expression.Label("break"), Expression.Label("continue"));
        var mark = Mark();
        var isDivergent = _jumps.IsDivergent(loop.BreakLabel!) || _jumps.IsDivergent(loop.ContinueLabel!);
        var escapes = _jumps.Escapes(loop).Count > 0;
        if (!isDivergent)
        {
            (_physical[loop.BreakLabel!], _physical[loop.ContinueLabel!]) = (exit, head);
            if (escapes)
                Settle(flow);
            var inner = new Flow(flow.Mask, flow.IsFull, exit);
            Turns(loop, inner, exit, head, () => Statement(loop.Body, inner));
            Release(mark);
            return;
        }
        var active = NewMask();
        SetMask(active, MaskOf(flow));
        var left = _waits[loop.BreakLabel!] = escapes ? NewMask() : null;
        if (left is not null)
            SetMask(left, Zeros());
        var waiting = _waits[loop.ContinueLabel!] = _jumps.IsDivergent(loop.ContinueLabel!) ? NewMask() : null;
        var turn = Expression.Label("turn");
        (_physical[loop.BreakLabel!], _physical[loop.ContinueLabel!]) = (exit, turn);
        var apart = new Flow(active, false, waiting is null ? exit : turn);
        Turns(loop, apart, exit, head, () =>
        {
            if (waiting is not null)
                SetMask(waiting, Zeros());
            Statement(loop.Body, apart);
            Emit(Expression.Label(turn));
            if (waiting is null)
                return;
            SetMask(active, Either(active, waiting));
            Emit(Expression.IfThen(None(active), Expression.Goto(exit)));
        });
        if (escapes)
        {
            // Where lanes break apart, they have come by the label; where they break together, they are still in the mask.
            SetMask(flow.Mask, _jumps.IsDivergent(loop.BreakLabel!) ? left! : active);
            flow.IsFull = false;
        }
        Release(mark);
    }

    private void Turns(LoopExpression loop, Flow flow, LabelTarget exit, LabelTarget head, Action body)
    {
        var watch = Watch(loop, flow);
        _watches += watch is null ? 0 : 1;
        var turn = Nest(() =>
        {
            Turn(loop, watch, flow);
            body();
        });
        _watches -= watch is null ? 0 : 1;
        Emit(Expression.Loop(turn, exit, head));
    }
}
