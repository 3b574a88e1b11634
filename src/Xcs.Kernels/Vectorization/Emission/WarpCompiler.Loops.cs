using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Loops.</content>
internal sealed partial class WarpCompiler
{
    private bool TryUnroll(IReadOnlyList<Expression> statements, int position, Flow flow)
    {
        var loop = statements[position];
        if (loop is not LoopExpression || _jumps.Escapes(loop).Count > 0 || ConstantTurns.Of(statements, position) is not { } turns
            || !_uniformity.Of(turns.Counter).IsUniform || !Take(_jumps.Size(loop) * (turns.Values.Count - 1)))
            return false;
        foreach (var value in turns.Values.SkipLast(1))
        {
            _values[turns.Counter] = LaneValue.Uniform(value);
            Sequence(turns.Statements, 0, flow, isFull: false);
        }
        _values.Remove(turns.Counter);
        Set(PartsOf(turns.Counter)[0], turns.Values[^1]);
        return true;
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
        var over = TurnsTogether(loop, flow);
        var active = NewMask();
        SetMask(active, MaskOf(flow));
        var left = _waits[loop.BreakLabel!] = escapes ? NewWait() : null;
        if (left is not null)
            SetMask(left, Zeros());
        var waiting = _waits[loop.ContinueLabel!] = _jumps.IsDivergent(loop.ContinueLabel!) ? NewWait() : null;
        var turn = Expression.Label("turn");
        (_physical[loop.BreakLabel!], _physical[loop.ContinueLabel!]) = (exit, turn);
        var apart = new Flow(active, false, waiting is null ? exit : turn) { MaySplit = over is null };
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
        if (over is not null)
            Emit(Expression.Label(over));
        if (escapes)
        {
            // Where lanes break apart, they have come by the label; where they break together, they are still in the mask.
            SetMask(flow.Mask, _jumps.IsDivergent(loop.BreakLabel!) ? left! : active);
            flow.IsFull = false;
        }
        Release(mark);
    }

    /// <summary>
    /// The turns of a loop that all lanes take, made for all lanes; where the first ones leave, the loop goes on as another that is made for some. If lanes
    /// leave a loop by the test that each turn begins with.
    /// </summary>
    /// <returns>A label to place behind that one, for warps whose lanes all leave in the same turn; null where the loop is not made for all.</returns>
    private LabelTarget? TurnsTogether(LoopExpression loop, Flow flow)
    {
        if (!flow.IsFull || loop.Body is not BlockExpression { Expressions: var statements } || JumpOf(statements[0]) is not var (target, leave) || target != loop.BreakLabel
            || !Conditionals.IsSafe(leave) || statements.Skip(1).Any(s => _jumps.Escapes(s).Count > 0) || !Take(statements.Skip(1).Sum(_jumps.Size)))
            return null;
        var (parted, head, over) = (Expression.Label("parted"), Expression.Label("together"), Expression.Label("over"));
        _physical[loop.ContinueLabel!] = head;
        var together = new Flow(flow.Mask, true, parted);
        Turns(loop, together, parted, head, () =>
        {
            var mark = Mark();
            var stay = Judge(leave, together)?.None ?? All(MaskOf(Evaluate(Opposite(leave), together), 4));
            Emit(Expression.IfThen(Expression.Not(stay), Expression.Goto(parted)));
            PlaceLabels(statements);
            Sequence(statements, 1, together, isFull: true);
            Release(mark);
        });
        Scoped(() =>
        {
            if (Judge(leave, flow) is { } left)
                Emit(Expression.IfThen(left.All, Expression.Goto(over)));
        });
        return over;
    }

    private void Turns(LoopExpression loop, Flow flow, LabelTarget exit, LabelTarget head, Action body)
    {
        var watch = Watch(loop, flow);
        if (watch is var (turns, _))
            _watches.Push(turns);
        var striding = _striding.Count;
        PushStriding(loop);
        var turn = Nest(() =>
        {
            Turn(loop, watch, flow);
            body();
        });
        if (watch is not null)
            _watches.Pop();
        PopStriding(striding);
        Emit(Expression.Loop(turn, exit, head));
    }
}
