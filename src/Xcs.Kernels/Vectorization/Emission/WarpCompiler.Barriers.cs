using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Barriers.</content>
internal sealed partial class WarpCompiler
{
    private static readonly MethodInfo ThrowBarrierMethod = typeof(LaneFault).GetMethod(nameof(LaneFault.ThrowBarrier))!;
    private static readonly MethodInfo PopCountMethod = typeof(BitOperations).GetMethod(nameof(BitOperations.PopCount), [typeof(ulong)])!;

    private void Barrier(Expression node, BlockBarrier barrier, ParameterExpression? result, Flow flow)
    {
        var mark = Mark();
        if (!flow.IsFull && _uniformity.IsDivergent(node))
        {
            var expected = _alive ?? (_version.IsFull ? Ones() : Present());
            var missing = Spill(Without(expected, flow.Mask));
            Emit(Expression.IfThen(Any(missing), Expression.Call(ThrowBarrierMethod, Site(barrier), WarpIndex, Bits(flow.Mask), Bits(missing))));
        }
        Expression votes = Expression.Constant(0UL);
        if (barrier.Predicate is { } predicate)
        {
            var vote = Evaluate(predicate, flow);
            votes = vote.IsVarying ? Bits(Active(MaskOf(vote, 4), flow)) : Expression.Condition(vote.Scalar!, ActiveBits(flow), Expression.Constant(0UL));
        }
        if (_version.IsResumable)
            Wait(node, barrier, Spill(votes), mark, flow);
        if (result is null)
        {
            Release(mark);
            return;
        }
        Expression value = !_version.IsResumable ? barrier.Kind switch
        {
            BarrierKind.Count => Expression.Call(PopCountMethod, votes),
            BarrierKind.And => Expression.Equal(votes, ActiveBits(flow)),
            _ => Expression.NotEqual(votes, Expression.Constant(0UL)),
        }
        : barrier.Kind == BarrierKind.Count ? ReadState<int>(WarpState.BarrierResult) : Expression.NotEqual(ReadState<int>(WarpState.BarrierResult), Expression.Constant(0));
        Assign(node, result, LaneValue.Uniform(Spill(value)), flow);
        Release(mark);
    }

    // All that lives on is written to the frame of the warp; when all have arrived, it is read again.
    private void Wait(Expression node, BlockBarrier barrier, Expression votes, int mark, Flow flow)
    {
        if (barrier.Kind != BarrierKind.Plain)
        {
            Count(WarpState.Votes, votes);
            Count(WarpState.Waiting, ActiveBits(flow));
        }
        var live = _liveness.Behind(node).SelectMany(PartsOf).Concat(_alive ?? []).Concat(_inUse.Take(mark)).ToList();
        var resume = Expression.Label($"barrier{_barriers.Count + 1}");
        _barriers.Add((resume, barrier));
        var number = Int(_barriers.Count);
        var offset = sizeof(long);
        var places = live.ConvertAll(variable => (Variable: variable, Offset: Place(ref offset, variable.Type)));
        foreach (var (variable, place) in places)
            Emit(Write(_frame, place, variable));
        Emit(Write(_frame, 0, number));
        Set(_reached, Expression.Condition(Expression.OrElse(Expression.Equal(_reached, Int(0)), Expression.Equal(_reached, number)), number, Int(-1)));
        Emit(Expression.Goto(_nextWarp));
        Emit(Expression.Label(resume));
        foreach (var (variable, place) in places)
            Set(variable, Read(variable.Type, _frame, place));
        _frameSize = Math.Max(_frameSize, offset);
    }

    private void Count(int field, Expression lanes) =>
        Emit(Write(_state, field, Expression.Add(ReadState<long>(field), Wide(Expression.Call(PopCountMethod, lanes)))));

    private static int Place(ref int offset, Type type)
    {
        var place = offset;
        offset += type.IsGenericType ? VectorCalls.SizeOf(type) : sizeof(ulong);
        return place;
    }

    private Expression[] Present()
    {
        var present = Prologue("present", typeof(long), ReadState<long>(WarpState.Present));
        return [.. Enumerable.Range(0, _layout.Parts(4)).Select(i => Read(MaskVector, present, i * VectorCalls.SizeOf(MaskVector)))];
    }

    private ConstantExpression Site(Expression node) => Expression.Constant(_sites.Add(node));
}
