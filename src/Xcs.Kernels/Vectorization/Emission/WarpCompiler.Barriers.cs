using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Barriers.</content>
internal sealed partial class WarpCompiler
{
    private const string Yes = "yes";
    private const string There = "there";

    private static readonly MethodInfo ThrowBarrierMethod = typeof(LaneFault).GetMethod(nameof(LaneFault.ThrowBarrier))!;
    private static readonly MethodInfo ThrowApartMethod = typeof(LaneFault).GetMethod(nameof(LaneFault.ThrowApart))!;
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
        Expression yes = _version.IsResumable ? Met(Yes) : Voters(votes);
        Expression there = _version.IsResumable ? Met(There) : Voters(ActiveBits(flow));
        Assign(node, result, LaneValue.Uniform(Spill(barrier.Kind switch
        {
            BarrierKind.Count => yes,
            BarrierKind.And => Expression.Equal(yes, there),
            _ => Expression.NotEqual(yes, Int(0)),
        })), flow);
        Release(mark);
    }

    // What lives on and has changed is written to the frame of the warp; when all have arrived, all that lives on is read again.
    private void Wait(Expression node, BlockBarrier barrier, Expression votes, int mark, Flow flow)
    {
        if (barrier.Kind != BarrierKind.Plain)
        {
            Set(Meeting(Yes), Expression.Add(Meeting(Yes), Voters(votes)));
            Set(Meeting(There), Expression.Add(Meeting(There), Voters(ActiveBits(flow))));
        }
        var live = _liveness.Behind(node).Where(variable => !_values.ContainsKey(variable)).ToList();
        var dirty = _dirty.At(node);
        // While all lanes are active the mask holds anything, and nobody waits at a label.
        var waits = flow.IsFull ? _waitMasks.Intersect(_inUse.Take(mark)).ToList() : [];
        var masks = _inUse.Take(mark).Except(waits).Except(flow.IsFull ? flow.Mask : []).Concat(_alive ?? []).ToList();
        var resume = Expression.Label($"barrier{_barriers.Count + 1}");
        _barriers.Add((resume, barrier));
        // Copies of a barrier are the same one.
        var number = Int(_barriers.FindIndex(b => b.Barrier == barrier) + 1);
        foreach (var part in live.Where(dirty.Contains).SelectMany(PartsOf).Concat(masks))
            Emit(Write(_frame, _places.Of(part), part));
        Emit(Write(_frame, 0, Int(_barriers.Count)));
        Emit(Expression.IfThen(Expression.NotEqual(_reached, number), Expression.Assign(_reached, Expression.Condition(Expression.Equal(_reached, Int(0)), number, Int(-1)))));
        Emit(Expression.Goto(_nextWarp));
        Emit(Expression.Label(resume));
        foreach (var part in live.SelectMany(PartsOf).Concat(masks))
            Set(part, Read(part.Type, _frame, _places.Of(part)));
        foreach (var wait in waits)
            Set(wait, Zero(wait.Type));
    }

    private static MethodCallExpression Voters(Expression lanes) => Expression.Call(PopCountMethod, lanes);

    /// <summary>A count of lanes over the warps that have come to the barrier so far.</summary>
    private ParameterExpression Meeting(string name) => OfBlock(name, typeof(int), Int(0));

    /// <summary>The same count when all have come.</summary>
    private ParameterExpression Met(string name) => OfBlock($"{name} met", typeof(int), Int(0));

    private Expression[] Present() => [.. Enumerable.Range(0, _layout.Parts(4)).Select(i => Read(MaskVector, PresentStart, i * VectorCalls.SizeOf(MaskVector)))];

    private ConstantExpression Site(Expression node) => Expression.Constant(_sites.Add(node));
}
