using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>
/// Elements whose numbers are known only when the code runs. It looks at each register of numbers: elements that lie side by side in the order of
/// the lanes are read and written whole, an element that all lanes share is read once.
/// </content>
internal sealed partial class WarpCompiler
{
    private static readonly MethodInfo ScatterMethod = typeof(LaneLoops).GetMethod(nameof(LaneLoops.Scatter))!;

    /// <summary>
    /// Where numbers are that are read and written in registers: a start, and how many numbers further those of the lanes are. Null where lanes are
    /// handled one by one: where the machine cannot, or where the distances may be too large.
    /// </summary>
    private (Expression Start, LaneValue Numbers)? InRegisters(ArrayPlace place, Type type, LaneValue element)
    {
        var array = place.Array;
        var size = KernelTypes.SizeOfNumber(type);
        if (!IsPlain(type) || !GatherMethods.IsSupported || !LaneMemory.HasMasks(_layout.RegisterBits(LaneLayout.LaneBytes(type))) || array.ElementSize % size != 0)
            return null;
        var factor = array.ElementSize / size;
        if (array.Space == MemorySpace.Local)
        {
            var scale = VectorCalls.Splat(_layout.VectorOf(typeof(int)), Int(factor * _program.WarpSize));
            Expression[] own = [.. Vectors(element).Zip(LaneNumbers(), (part, lane) => VectorCalls.Call("Add", VectorCalls.Call("Multiply", part, scale), lane))];
            return (LocalAddress(place, LaneValue.Uniform(Int(0))), LaneValue.Varying(typeof(int), Spill(own)));
        }
        if (!element.IsVarying)
            return (long)element.Stride * factor is var stride && Math.Abs(stride) < int.MaxValue / 64
                ? (Address(place, element.Scalar!), LaneValue.Affine(Int(0), (int)stride))
                : null;
        if (factor == 1)
            return (Address(place, Int(0)), element);
        return array.Length < 0 ? null : (Address(place, Int(0)), LaneValue.Varying(typeof(int), Spill([.. Vectors(element).Select(part => VectorCalls.Call("Multiply", part, VectorCalls.Splat(part.Type, Int(factor))))])));
    }

    private LaneValue GatheredInRegisters(Type type, Expression start, LaneValue element, Flow flow)
    {
        start = Spill(start);
        var indices = Spill(Vectors(element));
        var vector = _layout.VectorOf(type);
        var results = Enumerable.Range(0, _layout.Parts(type)).Select(_ => Temporary(vector)).ToArray();
        var masks = flow.IsFull ? null : Spill(MemoryMasks(type, flow));
        var each = results.Length / indices.Length;
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            var first = element.IsVarying ? FirstOf(index, flow.IsFull ? null : flow.Mask[i]) : Int(0);
            void Whole()
            {
                var place = Spill(Scaled(start, first, type));
                for (var k = 0; k < each; k++)
                    Set(results[i * each + k], masks is null ? Read(vector, place, k * VectorCalls.SizeOf(vector)) : ReadUnder(masks[i * each + k], place, k * VectorCalls.SizeOf(vector), type));
            }
            void Apart()
            {
                var bits = _layout.VectorOf(LaneLayout.LaneBytes(type) == 4 ? typeof(int) : typeof(long));
                for (var k = 0; k < each; k++)
                {
                    var numbers = each == 1 ? index : GatherMethods.Half(index, k);
                    Expression[] arguments = masks is null ? [start, numbers] : [start, numbers, masks[i * each + k]];
                    Set(results[i * each + k], VectorCalls.As(Expression.Call(GatherMethods.Method(bits, numbers.Type, masks is not null), arguments), type));
                }
            }
            void Shared()
            {
                var value = Spill(Read(type, Scaled(start, first, type)));
                for (var k = 0; k < each; k++)
                    Set(results[i * each + k], VectorCalls.Splat(vector, value));
            }
            if (!element.IsVarying)
            {
                Apart();
                continue;
            }
            var apart = masks is not null ? Nest(Apart) : Expression.Block(Expression.IfThenElse(IsSame(index, first), Nest(Shared), Nest(Apart)));
            Emit(Expression.IfThenElse(IsRun(index, first, flow.IsFull ? null : flow.Mask[i]), Nest(Whole), apart));
        }
        return LaneValue.Varying(type, results);
    }

    private static Expression ReadUnder(Expression mask, Expression place, int offset, Type type) =>
        VectorCalls.As(Expression.Call(MaskReadMethod(mask.Type), place, Int(offset), mask), type);

    private void ScatteredInRegisters(Type type, Expression start, LaneValue element, LaneValue value, Flow flow)
    {
        start = Spill(start);
        var indices = Spill(Vectors(element));
        var parts = Spill(Vectors(value));
        var masks = flow.IsFull ? null : Spill(MemoryMasks(type, flow));
        var each = parts.Length / indices.Length;
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            var first = element.IsVarying ? FirstOf(index, flow.IsFull ? null : flow.Mask[i]) : Int(0);
            void Whole()
            {
                var place = Spill(Scaled(start, first, type));
                for (var k = 0; k < each; k++)
                    PutRegister(place, k * VectorCalls.SizeOf(parts[0].Type), parts[i * each + k], masks?[i * each + k]);
            }
            void Apart()
            {
                Emit(Write(_state, WarpState.Room(0), index));
                for (var k = 0; k < each; k++)
                    Emit(Write(_state, WarpState.Room(1) + k * VectorCalls.SizeOf(parts[0].Type), parts[i * each + k]));
                var active = flow.IsFull ? Expression.Constant((1UL << VectorCalls.Lanes(index.Type)) - 1) : Bits([flow.Mask[i]]);
                Emit(Expression.Call(ScatterMethod.MakeGenericMethod(LaneLayout.LaneBytes(type) == 4 ? typeof(int) : typeof(long)), _state, start, active));
            }
            if (element.IsVarying)
                Emit(Expression.IfThenElse(IsRun(index, first, flow.IsFull ? null : flow.Mask[i]), Nest(Whole), Nest(Apart)));
            else
                Apart();
        }
    }

    private void PutRegister(Expression place, int offset, Expression part, Expression? mask) => Emit(mask is null
        ? Write(place, offset, part)
        : Expression.Call(MaskWriteMethod(mask.Type), place, Int(offset), mask, VectorCalls.As(part, VectorCalls.ElementOf(mask.Type))));

    private static BinaryExpression Scaled(Expression start, Expression element, Type type) =>
        Expression.Add(start, Expression.Multiply(Wide(element), Expression.Constant((long)KernelTypes.SizeOfNumber(type))));

    /// <summary>The element of the first lane of a register, if those of the others follow it; taken from the first lane that is active.</summary>
    private Expression FirstOf(Expression index, Expression? mask)
    {
        if (mask is null)
            return Spill(VectorCalls.Call("ToScalar", index));
        var bits = LaneBits(mask);
        var lane = Expression.Call(typeof(BitOperations), nameof(BitOperations.TrailingZeroCount), null, Expression.Convert(bits, typeof(ulong)));
        var distances = VectorCalls.Call("Subtract", index, LaneNumbers()[0]);
        return Spill(VectorCalls.Call("ToScalar", VectorCalls.Call("Shuffle", distances, VectorCalls.Splat(index.Type, lane))));
    }

    private Expression IsRun(Expression index, Expression first, Expression? mask)
    {
        var run = VectorCalls.Call("Add", VectorCalls.Splat(index.Type, first), LaneNumbers()[0]);
        return mask is null ? VectorCalls.Call("EqualsAll", index, run)
            : VectorCalls.Call("EqualsAll", VectorCalls.Call("BitwiseAnd", VectorCalls.Call("Xor", index, run), mask), VectorCalls.Zero(index.Type));
    }

    private static Expression IsSame(Expression index, Expression first) => VectorCalls.Call("EqualsAll", index, VectorCalls.Splat(index.Type, first));
}
