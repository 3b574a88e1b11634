using System.Linq.Expressions;
using System.Reflection;
using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>
/// Loops that may never end: where a turn begins with the same lanes, variables and memory as the one before, so do all others. Loops that count
/// are not watched.
/// </content>
internal sealed partial class WarpCompiler
{
    // As the interpreter has it.
    private const int PatientTurns = 1000;

    private static readonly MethodInfo ThrowStuckMethod = typeof(LaneFault).GetMethod(nameof(LaneFault.ThrowStuck))!;

    // The turns of the watched loops around the current place.
    private readonly Stack<ParameterExpression> _watches = [];

    /// <summary>Prepares to watch a loop; null where it need not be.</summary>
    private (ParameterExpression Turns, Expression Entered)? Watch(LoopExpression loop, Flow flow)
    {
        // Behind a barrier other warps may have changed what the next turn depends on.
        if (Counting.Is(loop) || NodeSearch.HasBarrier(loop))
            return null;
        var turns = Temporary(typeof(int));
        Set(turns, Int(0));
        var entered = Temporary(typeof(ulong));
        Set(entered, ActiveBits(flow));
        return (turns, entered);
    }

    /// <summary>At the start of a turn.</summary>
    private void Turn(LoopExpression loop, (ParameterExpression Turns, Expression Entered)? watch, Flow flow)
    {
        if (watch is not var (turns, entered))
            return;
        Set(turns, Expression.Add(turns, Int(1)));
        Emit(Expression.IfThen(Expression.GreaterThanOrEqual(turns, Int(PatientTurns)), Nest(() => Scoped(() => Compare(loop, turns, entered, flow)))));
    }

    private void Compare(LoopExpression loop, Expression turns, Expression entered, Flow flow)
    {
        var area = Prologue("watch", typeof(long), ReadState<long>(WarpState.Watch));
        var active = Spill(ActiveBits(flow));
        var isSame = Temporary(typeof(bool));
        Set(isSame, Expression.GreaterThan(turns, Int(PatientTurns)));
        void Keep(Expression value)
        {
            Set(isSame, Expression.And(isSame, Expression.Equal(Read(value.Type, area, _watchSize), value)));
            Emit(Write(area, _watchSize, value));
            _watchSize += sizeof(ulong);
        }
        Keep(active);
        Keep(ReadState<long>(WarpState.Version));
        foreach (var variable in RelevantVariables.Of(loop).OrderBy(v => v.Name, StringComparer.Ordinal))
            if (!_uniformity.Of(variable).IsVarying)
                Keep(Interpretation.Bits.From(PartsOf(variable)[0]));
            else
                KeepLanes(variable, isSame, area, flow);
        Emit(Expression.IfThen(isSame, Expression.Call(ThrowStuckMethod, Site(loop.Body), WarpIndex, active, Expression.And(entered, Expression.Not(active)))));
    }

    private void KeepLanes(ParameterExpression variable, ParameterExpression isSame, Expression area, Flow flow)
    {
        var parts = PartsOf(variable);
        var masks = flow.IsFull ? null : MemoryMasks(variable.Type, flow);
        for (var i = 0; i < parts.Length; i++)
        {
            var part = VectorCalls.As(parts[i], LaneLayout.LaneBytes(variable.Type) == 4 ? typeof(int) : typeof(long));
            var change = VectorCalls.Call("Xor", Read(part.Type, area, _watchSize), part);
            if (masks is not null)
                change = VectorCalls.Call("BitwiseAnd", change, masks[i]);
            Set(isSame, Expression.And(isSame, VectorCalls.Call("EqualsAll", change, VectorCalls.Zero(part.Type))));
            Emit(Write(area, _watchSize, part));
            _watchSize += VectorCalls.SizeOf(part.Type);
        }
    }

    /// <summary>A store in a watched loop: whether it changes anything is looked at once a loop is watched, not before.</summary>
    private void NoteChange(ArrayStore store, LaneValue value, Flow flow)
    {
        if (_watches.Count == 0)
            return;
        var isWatched = _watches.Select(turns => (Expression)Expression.GreaterThanOrEqual(turns, Int(PatientTurns))).Aggregate(Expression.OrElse);
        Emit(Expression.IfThen(isWatched, Nest(() => Scoped(() => Note(Changes(store, value, flow))))));
    }

    private void NoteChange()
    {
        if (_watches.Count > 0)
            Note(Expression.Constant(true));
    }

    private void Note(Expression changes) =>
        Emit(Expression.IfThen(changes, Write(_state, WarpState.Version, Expression.Add(ReadState<long>(WarpState.Version), Expression.Constant(1L)))));

    private Expression Changes(ArrayStore store, LaneValue value, Flow flow)
    {
        var old = Spill(Load(new ArrayLoad(value.Type, store.Place), flow));
        if (old.IsUniform && value.IsUniform)
            return Expression.NotEqual(Interpretation.Bits.From(old.Scalar!), Interpretation.Bits.From(value.Scalar!));
        var masks = flow.IsFull ? null : MemoryMasks(value.Type, flow);
        return Spill(Vectors(old)).Zip(Spill(Vectors(value)), (a, b) =>
        {
            var element = LaneLayout.LaneBytes(value.Type) == 4 ? typeof(int) : typeof(long);
            return VectorCalls.Call("Xor", VectorCalls.As(a, element), VectorCalls.As(b, element));
        }).Select((change, i) => masks is null ? change : VectorCalls.Call("BitwiseAnd", change, masks[i]))
            .Select(change => (Expression)Expression.Not(VectorCalls.Call("EqualsAll", change, VectorCalls.Zero(change.Type)))).Aggregate(Expression.OrElse);
    }
}
