using System.Linq.Expressions;

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
            _constants[turns.Counter] = value;
            Sequence(turns.Statements, 0, flow, isFull: false);
        }
        _constants.Remove(turns.Counter);
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
