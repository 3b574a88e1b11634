using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Atomics.</content>
internal sealed partial class WarpCompiler
{
    /// <summary>What was there before, where somebody asks.</summary>
    private LaneValue? Atomic(ArrayAtomic atomic, Flow flow)
    {
        var place = atomic.Place;
        var index = Spill(Evaluate(place.Index, flow));
        LaneValue? column = place.Column is { } c ? Spill(Evaluate(c, flow)) : null;
        // In the order in which the interpreter evaluates them.
        var value = Spill(Evaluate(atomic.Value, flow));
        var comparand = atomic.Comparand is { } other ? Spill(Evaluate(other, flow)) : (LaneValue?)null;
        var element = Element(place, atomic, flow, index, column);
        var operation = LaneAtomics.OperationOf(atomic.Kind, atomic.Type);
        if (!atomic.IsUsed && element.IsUniform && LaneAtomics.CanCombine(atomic.Kind, atomic.Type))
        {
            var all = Spill(Reduced(CombinationOf(atomic.Kind), atomic.Type, value, flow));
            Emit(Expression.Call(AtomicMethod(nameof(LaneAtomics.ApplyOnce)), _state, Address(place, element.Scalar!), all));
            return null;
        }
        if (place.Array.Space != MemorySpace.Global && NextOf(atomic) is { } next)
            return LaneByLane(atomic, element, value, next, flow);
        ToRoom(0, Vectors(element));
        ToRoom(1, Vectors(value));
        if (comparand is { } compared)
            ToRoom(2, Vectors(compared));
        Emit(Expression.Call(AtomicMethod(place.Array.Space == MemorySpace.Global ? nameof(LaneAtomics.ApplyShared) : nameof(LaneAtomics.Apply)),
            _state, Address(place, Int(0)), Int(place.Array.ElementSize), ActiveBits(flow)));
        return atomic.IsUsed ? FromResult(atomic.Type) : null;

        System.Reflection.MethodInfo AtomicMethod(string name) => typeof(LaneAtomics).GetMethod(name)!.MakeGenericMethod(atomic.Type, operation);
    }

    // On memory that only the block sees, with a simple operation.
    private LaneValue? LaneByLane(ArrayAtomic atomic, LaneValue element, LaneValue value, Func<Expression, Expression, Expression> next, Flow flow)
    {
        ToRoom(0, Vectors(element));
        if (!value.IsUniform)
            ToRoom(1, Vectors(value));
        var start = Spill(Address(atomic.Place, Int(0)));
        var changes = _watches.Count > 0 ? Temporary(typeof(ulong)) : null;
        if (changes is not null)
            Set(changes, Expression.Constant(0UL));
        ForEachLane(_program.WarpSize, flow.IsFull ? null : flow.Mask, lane =>
        {
            var place = Spill(Expression.Add(start, Expression.Multiply(Wide(FromRoom(typeof(int), 0, lane)), Expression.Constant((long)atomic.Place.Array.ElementSize))));
            var old = Spill(Read(atomic.Type, place));
            if (atomic.IsUsed)
                Emit(Write(LaneOf(atomic.Type, lane), WarpState.Result, old));
            var result = Spill(next(old, value.IsUniform ? value.Scalar! : FromRoom(atomic.Type, 1, lane)));
            Emit(Write(place, 0, result));
            if (changes is not null)
                Set(changes, Expression.Or(changes, Expression.ExclusiveOr(Interpretation.Bits.From(old), Interpretation.Bits.From(result))));
        });
        if (changes is not null)
            Note(Expression.NotEqual(changes, Expression.Constant(0UL)));
        return atomic.IsUsed ? FromResult(atomic.Type) : null;
    }

    /// <summary>What the element becomes, from what it was and what a lane gives, where an operator says it; otherwise null.</summary>
    private static Func<Expression, Expression, Expression>? NextOf(ArrayAtomic atomic) => atomic.Kind switch
    {
        AtomicKind.Add => Expression.Add,
        AtomicKind.Sub => Expression.Subtract,
        AtomicKind.Exchange => static (_, value) => value,
        AtomicKind.And => Expression.And,
        AtomicKind.Or => Expression.Or,
        AtomicKind.Xor => Expression.ExclusiveOr,
        AtomicKind.Min when KernelTypes.IsInteger(atomic.Type) => static (old, value) => Expression.Call(typeof(Math), nameof(Math.Min), null, old, value),
        AtomicKind.Max when KernelTypes.IsInteger(atomic.Type) => static (old, value) => Expression.Call(typeof(Math), nameof(Math.Max), null, old, value),
        _ => null,
    };

    private static WarpKind CombinationOf(AtomicKind kind) => kind switch
    {
        AtomicKind.Min => WarpKind.ReduceMin,
        AtomicKind.Max => WarpKind.ReduceMax,
        AtomicKind.And => WarpKind.ReduceAnd,
        AtomicKind.Or => WarpKind.ReduceOr,
        AtomicKind.Xor => WarpKind.ReduceXor,
        _ => WarpKind.ReduceAdd,
    };
}
