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
        ToRoom(0, Vectors(element));
        ToRoom(1, Vectors(value));
        if (comparand is { } compared)
            ToRoom(2, Vectors(compared));
        Emit(Expression.Call(AtomicMethod(place.Array.Space == MemorySpace.Global ? nameof(LaneAtomics.ApplyShared) : nameof(LaneAtomics.Apply)),
            _state, Address(place, Int(0)), Int(place.Array.ElementSize), ActiveBits(flow)));
        return atomic.IsUsed ? FromResult(atomic.Type) : null;

        System.Reflection.MethodInfo AtomicMethod(string name) => typeof(LaneAtomics).GetMethod(name)!.MakeGenericMethod(atomic.Type, operation);
    }

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
