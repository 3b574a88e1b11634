using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Runs: elements that lie side by side, a register at a time, and what is left to lanes one by one.</content>
internal sealed partial class WarpCompiler
{
    /// <summary>A register of numbers that lie side by side; under a mask memory of the others is not touched.</summary>
    private Expression ReadRegister(Type type, Expression place, int register, Expression? mask)
    {
        var vector = _layout.VectorOf(type);
        if (!IsPlain(type))
        {
            var distance = (long)register * VectorCalls.Lanes(vector) * KernelTypes.SizeOfNumber(type);
            return Expression.Call(RunMethod($"Read{VectorCalls.SizeOf(vector) * 8}", type, mask is null ? 1 : 2), [Further(place, distance), .. mask is null ? (Expression[])[] : [mask]]);
        }
        var offset = register * VectorCalls.SizeOf(vector);
        return mask is null ? Read(vector, place, offset) : VectorCalls.As(Expression.Call(MaskReadMethod(mask.Type), place, Int(offset), mask), type);
    }

    private void PutRegister(Type type, Expression place, int register, Expression part, Expression? mask)
    {
        if (!IsPlain(type))
        {
            var distance = (long)register * VectorCalls.Lanes(part.Type) * KernelTypes.SizeOfNumber(type);
            Emit(Expression.Call(RunMethod($"Write{VectorCalls.SizeOf(part.Type) * 8}", type, mask is null ? 2 : 3), [Further(place, distance), part, .. mask is null ? (Expression[])[] : [mask]]));
            return;
        }
        var offset = register * VectorCalls.SizeOf(part.Type);
        Emit(mask is null ? Write(place, offset, part) : Expression.Call(MaskWriteMethod(mask.Type), place, Int(offset), mask, VectorCalls.As(part, VectorCalls.ElementOf(mask.Type))));
    }

    private static Expression Further(Expression place, long distance) => distance == 0 ? place : Expression.Add(place, Expression.Constant(distance));

    private static MethodInfo MaskReadMethod(Type mask) => typeof(LaneMemory).GetMethod(nameof(LaneMemory.Read), [typeof(long), typeof(int), mask])!;

    private static MethodInfo MaskWriteMethod(Type mask) => typeof(LaneMemory).GetMethod(nameof(LaneMemory.Write), [typeof(long), typeof(int), mask, mask])!;

    private static MethodInfo RunMethod(string name, Type type, int parameters) =>
        typeof(LaneRuns).GetMethods().Single(m => m.Name == name && m.GetParameters().Length == parameters).MakeGenericMethod(type);

    /// <summary>Does something for each active lane, whose number is a long, from the lowest on: in line, as a call would spill every register.</summary>
    private void ForEachLane(int lanes, Expression[]? mask, Action<Expression> body)
    {
        var over = Expression.Label("lanes");
        if (mask is null)
        {
            var lane = Temporary(typeof(long));
            Set(lane, Expression.Constant(0L));
            Emit(Expression.Loop(Nest(() =>
            {
                body(lane);
                Set(lane, Expression.Add(lane, Expression.Constant(1L)));
                Emit(Expression.IfThen(Expression.GreaterThanOrEqual(lane, Expression.Constant((long)lanes)), Expression.Break(over)));
            }), over));
            return;
        }
        // The JIT keeps 32 bits in a register more readily.
        var type = lanes <= 32 ? typeof(uint) : typeof(ulong);
        var left = Temporary(type);
        Set(left, Expression.Convert(Bits(mask), type));
        Emit(Expression.Loop(Nest(() =>
        {
            Emit(Expression.IfThen(Expression.Equal(left, Expression.Default(type)), Expression.Break(over)));
            body(Spill(Wide(Expression.Convert(Expression.Call(typeof(BitOperations), nameof(BitOperations.TrailingZeroCount), null, left), typeof(uint)))));
            Set(left, Expression.And(left, Expression.Subtract(left, Expression.Convert(Int(1), type))));
        }), over));
    }

    /// <summary>What a lane has in a room.</summary>
    private MethodCallExpression FromRoom(Type type, int room, Expression lane) => Read(type, LaneOf(type, lane), WarpState.Room(room));

    private BinaryExpression LaneOf(Type type, Expression lane) => Expression.Add(_state, Expression.Multiply(lane, Expression.Constant((long)LaneLayout.LaneBytes(type))));

    /// <summary>Writes the number that a lane has in a room.</summary>
    private void PutLane(Type type, Expression place, Expression lane, int room) => Emit(IsPlain(type)
        ? Write(place, 0, FromRoom(type, room, lane))
        : Expression.Call(RunMethod(nameof(LaneRuns.WriteOne), type, 2), place, FromRoom(typeof(int), room, lane)));

    /// <summary>Looks for a run in a register of numbers of elements, among the lanes of a mask.</summary>
    private LaneRun RunOf(Expression index, Expression? mask)
    {
        var distances = Spill(VectorCalls.Call("Subtract", index, LaneNumbers()[0]));
        if (mask is null)
            return new(index, distances, Spill(VectorCalls.Splat(index.Type, VectorCalls.Call("ToScalar", distances))), null, null, null);
        var lanes = Spill(Bits([mask]));
        var lane = Spill(Expression.Call(typeof(BitOperations), nameof(BitOperations.TrailingZeroCount), null, lanes));
        return new(index, distances, Spill(VectorCalls.Call("Shuffle", distances, VectorCalls.Splat(index.Type, lane))), lane, lanes, mask);
    }

    /// <summary>A register of numbers of elements, and whether they lie side by side.</summary>
    /// <param name="Index">The numbers.</param>
    /// <param name="Distances">The numbers less those of their lanes.</param>
    /// <param name="Leader">The distance of the first active lane, for all.</param>
    /// <param name="Lane">The number of that lane; null for lane 0.</param>
    /// <param name="Lanes">The active lanes, one bit a lane; null where all are.</param>
    /// <param name="Mask">The active lanes; null where all are.</param>
    private sealed record LaneRun(Expression Index, Expression Distances, Expression Leader, Expression? Lane, Expression? Lanes, Expression? Mask)
    {
        /// <summary>Passes over registers without active lanes.</summary>
        public Expression WhereActive(Expression access) => Lanes is null ? access : Expression.IfThen(Expression.NotEqual(Lanes, Expression.Constant(0UL)), access);

        /// <summary>The element of lane 0, if those of the others follow it.</summary>
        public Expression First => VectorCalls.Call("ToScalar", Leader);

        /// <summary>The element of the first active lane.</summary>
        public Expression Element => Lane is null ? First : Expression.Add(First, Lane);

        public Expression IsRun => AreEqual(Distances, Leader);

        public Expression IsSame => AreEqual(Index, VectorCalls.Splat(Index.Type, Element));

        private Expression AreEqual(Expression one, Expression other) => Mask is null
            ? VectorCalls.Call("EqualsAll", one, other)
            : VectorCalls.Call("EqualsAll", VectorCalls.Call("BitwiseAnd", VectorCalls.Call("Xor", one, other), Mask), VectorCalls.Zero(Index.Type));
    }
}
