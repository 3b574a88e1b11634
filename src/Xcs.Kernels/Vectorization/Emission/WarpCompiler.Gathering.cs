using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>
/// Elements whose numbers are known only when the code runs. It looks at each register of numbers: elements that lie side by side in the order of
/// the lanes are read and written whole, an element that all lanes share is read once.
/// </content>
internal sealed partial class WarpCompiler
{
    /// <summary>
    /// Where numbers are that are read and written in registers: a start, and how many numbers further those of the lanes are. Null where lanes are
    /// handled one by one: where the machine cannot, where the distances may be too large, or in code that runs seldom and had better be small.
    /// </summary>
    private (Expression Start, LaneValue Numbers)? InRegisters(ArrayPlace place, Type type, LaneValue element)
    {
        var array = place.Array;
        var size = KernelTypes.SizeOfNumber(type);
        if (!GatherMethods.IsSupported || !HasMasks(type) || array.ElementSize % size != 0 || _isAtEdge && element.IsVarying)
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
            void All(Func<int, Expression> read)
            {
                for (var k = 0; k < each; k++)
                    Set(results[i * each + k], read(k));
            }
            void Apart() => All(k => ReadApart(type, start, each == 1 ? index : GatherMethods.Half(index, k), masks?[i * each + k]));
            if (!element.IsVarying)
            {
                Apart();
                continue;
            }
            var run = RunOf(index, flow.IsFull ? null : flow.Mask[i]);
            void Whole()
            {
                var place = Spill(Scaled(start, run.First, type));
                All(k => ReadRegister(type, place, k, masks?[i * each + k]));
            }
            void Shared()
            {
                var place = Scaled(start, run.Element, type);
                var value = Spill(IsPlain(type) ? Read(type, place) : Expression.Call(RunMethod(nameof(LaneRuns.ReadOne), type, 1), place));
                All(_ => VectorCalls.Splat(vector, value));
            }
            var gathered = Expression.IfThenElse(run.IsRun, Nest(Whole), Expression.Block(Expression.IfThenElse(run.IsSame, Nest(Shared), Nest(Apart))));
            Emit(run.WhereActive(gathered));
        }
        return LaneValue.Varying(type, results);
    }

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
            void Apart()
            {
                ToRoom(0, [index]);
                ToRoom(1, parts[(i * each)..((i + 1) * each)]);
                ForEachLane(VectorCalls.Lanes(index.Type), flow.IsFull ? null : [flow.Mask[i]], lane =>
                    PutLane(type, Spill(Scaled(start, FromRoom(typeof(int), 0, lane), type)), lane, 1));
            }
            if (!element.IsVarying)
            {
                Apart();
                continue;
            }
            var run = RunOf(index, flow.IsFull ? null : flow.Mask[i]);
            void Whole()
            {
                var place = Spill(Scaled(start, run.First, type));
                for (var k = 0; k < each; k++)
                    PutRegister(type, place, k, parts[i * each + k], masks?[i * each + k]);
            }
            Emit(run.WhereActive(Expression.IfThenElse(run.IsRun, Nest(Whole), Nest(Apart))));
        }
    }

    /// <summary>Reads the elements of a register of numbers, wherever they are.</summary>
    private Expression ReadApart(Type type, Expression start, Expression numbers, Expression? mask)
    {
        if (!IsPlain(type))
        {
            var method = AccessMethod(typeof(LaneGather), nameof(LaneGather.Read), type, numbers.Type, mask is null ? 4 : 5);
            return Expression.Call(method, [start, Int(KernelTypes.SizeOfNumber(type)), numbers, LaneNumbers()[0], .. mask is null ? (Expression[])[] : [mask]]);
        }
        var bits = _layout.VectorOf(LaneLayout.LaneBytes(type) == 4 ? typeof(int) : typeof(long));
        Expression[] arguments = mask is null ? [start, numbers] : [start, numbers, mask];
        return VectorCalls.As(Expression.Call(GatherMethods.Method(bits, numbers.Type, mask is not null), arguments), type);
    }

    private static BinaryExpression Scaled(Expression start, Expression element, Type type) =>
        Expression.Add(start, Expression.Multiply(Wide(element), Expression.Constant((long)KernelTypes.SizeOfNumber(type))));
}
