using System.Linq.Expressions;
using System.Reflection;
using Xcs.Kernels.Interpretation;

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

    // How many watched loops are around the current place.
    private int _watches;

    /// <summary>Prepares to watch a loop; null where it need not be.</summary>
    private (ParameterExpression Turns, Expression Entered)? Watch(LoopExpression loop, Flow flow)
    {
        if (Counting.Is(loop))
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

    /// <summary>A store in a watched loop.</summary>
    private void NoteChange()
    {
        if (_watches > 0)
            Emit(Write(_state, WarpState.Version, Expression.Add(ReadState<long>(WarpState.Version), Expression.Constant(1L))));
    }
}
