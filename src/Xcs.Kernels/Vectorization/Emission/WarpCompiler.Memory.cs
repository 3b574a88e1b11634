using System.Linq.Expressions;
using System.Reflection;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Memory: where an element is, whether it is there, and how lanes get at it.</content>
internal sealed partial class WarpCompiler
{
    private static readonly MethodInfo ThrowIndexMethod = typeof(LaneFault).GetMethod(nameof(LaneFault.ThrowIndex))!;
    private static readonly MethodInfo ThrowUniformIndexMethod = typeof(LaneFault).GetMethod(nameof(LaneFault.ThrowUniformIndex))!;
    private static readonly MethodInfo ClearMethod = typeof(LaneLoops).GetMethod(nameof(LaneLoops.Clear))!;

    private static ConstantExpression Int(int value) => Expression.Constant(value);

    private static UnaryExpression Unsigned(Expression number) => Expression.Convert(number, typeof(uint));

    private static UnaryExpression Wide(Expression number) => Expression.Convert(number, typeof(long));

    private Expression LengthOf(KernelArray array, LengthKind kind)
    {
        if (array.Length >= 0)
            return Int(array.Length);
        if (array.Space == MemorySpace.Dynamic)
            return Prologue($"{array.Number}.Length", typeof(int), Expression.Divide(ReadState<int>(WarpState.DynamicBytes), Int(array.ElementSize)));
        var length = Prologue($"{array.Number}.Length", typeof(int), ReadSlot(array.Slot + 1, typeof(int)));
        if (kind == LengthKind.Length)
            return length;
        var columns = Prologue($"{array.Number}.Columns", typeof(int), ReadSlot(array.Slot + 2, typeof(int)));
        return kind == LengthKind.Columns ? columns
            : Prologue($"{array.Number}.Rows", typeof(int), Expression.Condition(Expression.Equal(columns, Int(0)), Int(0), Expression.Divide(length, columns)));
    }

    /// <summary>How many places a run of lanes can start at.</summary>
    private Expression RoomOf(KernelArray array, LengthKind kind)
    {
        var length = LengthOf(array, kind);
        return length is ConstantExpression { Value: int known }
            ? Int(Math.Max(known - _program.WarpSize + 1, 0))
            : Prologue($"{array.Number}.{kind}.Room", typeof(int), Expression.Call(typeof(Math), nameof(Math.Max), null, Expression.Subtract(length, Int(_program.WarpSize - 1)), Int(0)));
    }

    private ParameterExpression StartOf(KernelArray array)
    {
        Expression Shared(int offset) => Expression.Add(ReadState<long>(WarpState.Shared), Expression.Constant((long)offset));
        if (array.Space == MemorySpace.PerBlock)
            return OfBlock($"{array.Number}.Start", typeof(long), Expression.Add(Prologue($"{array.Number}.First", typeof(long), ReadSlot(array.Slot, typeof(long))),
                Expression.Multiply(Wide(BlockIndex), Expression.Constant((long)array.Length * array.ElementSize))));
        return Prologue($"{array.Number}.Start", typeof(long), array.Space switch
        {
            MemorySpace.Shared => Shared(array.Offset),
            MemorySpace.Dynamic => Shared(_program.DynamicOffset),
            _ => ReadSlot(array.Slot, typeof(long)),
        });
    }

    /// <summary>Where a local array of the first lane starts. Elements of one number lie side by side for all lanes, so that lanes that use the same index read a register.</summary>
    private ParameterExpression LocalStart(KernelArray array) => OfWarp($"{array.Number}.Local", typeof(long), Expression.Add(
        Expression.Add(ReadState<long>(WarpState.Local), Expression.Constant((long)array.Offset * _program.WarpSize)),
        Expression.Multiply(Wide(WarpIndex), Expression.Constant((long)_program.LocalBytes * _program.WarpSize))));

    /// <summary>The number of the element, checked.</summary>
    private LaneValue Element(ArrayPlace place, Expression node, Flow flow, LaneValue index, LaneValue? column)
    {
        var array = place.Array;
        index = Spill(index);
        if (column is null)
        {
            Check(node, flow, array, [(index, LengthKind.Length)]);
            return index;
        }
        var second = Spill(column.Value);
        Check(node, flow, array, [(index, LengthKind.Rows), (second, LengthKind.Columns)]);
        var columns = LengthOf(array, LengthKind.Columns);
        if (index.IsUniform && !second.IsVarying)
            return Spill(LaneValue.Affine(Expression.Add(Expression.Multiply(index.Scalar!, columns), second.Scalar!), second.Stride));
        var rows = index.IsUniform ? Vectors(LaneValue.Uniform(Expression.Multiply(index.Scalar!, columns))) : Each("Multiply", Vectors(index), Vectors(LaneValue.Uniform(columns)));
        return Spill(LaneValue.Varying(typeof(int), Each("Add", rows, Vectors(second))));
    }

    private LaneValue Element(ArrayPlace place, Expression node, Flow flow) =>
        Element(place, node, flow, Evaluate(place.Index, flow), place.Column is { } column ? Evaluate(column, flow) : null);

    private void Check(Expression node, Flow flow, KernelArray array, (LaneValue Index, LengthKind Kind)[] indices)
    {
        if (_isUnchecked)
            return;
        if (Array.TrueForAll(indices, i => i.Index.Scalar is ConstantExpression { Value: int known } && i.Index.IsUniform && known >= 0 && known < array.Length))
            return;
        var column = indices.Length > 1 ? indices[1].Index : indices[0].Index;
        if (Array.TrueForAll(indices, i => i.Index.IsUniform))
        {
            var fails = indices.Select(i => Quick(array, i.Index, i.Kind)).Aggregate(Expression.OrElse);
            Emit(Expression.IfThen(fails, Expression.Call(ThrowUniformIndexMethod, Site(node), WarpIndex, ActiveBits(flow), indices[0].Index.Scalar!, column.Scalar!)));
            return;
        }
        void CheckLanes()
        {
            var bad = indices.Select(i => Vectors(i.Index).Select(part => VectorCalls.As(VectorCalls.Call("GreaterThanOrEqual", VectorCalls.As(part, typeof(uint)),
                VectorCalls.Splat(_layout.VectorOf(typeof(uint)), Unsigned(LengthOf(array, i.Kind)))), typeof(int))).ToArray()).Aggregate(Either);
            FailWhere(Spill(Active(bad, flow)), lanes =>
            {
                ToRoom(0, Vectors(indices[0].Index));
                ToRoom(1, Vectors(column));
                Emit(Expression.Call(ThrowIndexMethod, _state, Site(node), WarpIndex, lanes));
            });
        }
        if (Array.Exists(indices, i => i.Index.IsVarying))
            CheckLanes();
        else
            Emit(Expression.IfThen(indices.Select(i => Quick(array, i.Index, i.Kind)).Aggregate(Expression.OrElse), Nest(CheckLanes)));
    }

    /// <summary>Whether some lane of the warp may be out of range, by its first and last.</summary>
    private BinaryExpression Quick(KernelArray array, LaneValue index, LengthKind kind)
    {
        if (index.IsUniform)
            return Expression.GreaterThanOrEqual(Unsigned(index.Scalar!), Unsigned(LengthOf(array, kind)));
        if (index.Stride == 1)
            return Expression.GreaterThanOrEqual(Unsigned(index.Scalar!), Unsigned(RoomOf(array, kind)));
        var reach = (long)index.Stride * (_program.WarpSize - 1);
        var low = Expression.Add(Wide(index.Scalar!), Expression.Constant(Math.Min(reach, 0)));
        var high = Expression.Add(Wide(index.Scalar!), Expression.Constant(Math.Max(reach, 0)));
        return Expression.OrElse(Expression.LessThan(low, Expression.Constant(0L)), Expression.GreaterThanOrEqual(high, Wide(LengthOf(array, kind))));
    }

    private LaneValue Load(ArrayLoad load, Flow flow)
    {
        var element = Element(load.Place, load, flow);
        var array = load.Place.Array;
        if (array.Space == MemorySpace.Local)
            return element.IsUniform ? Contiguous(load.Type, LocalAddress(load.Place, element), flow)
                : InRegisters(load.Place, load.Type, element) is var (start, numbers) ? GatheredInRegisters(load.Type, start, numbers, flow)
                : GatheredLocal(load.Type, load.Place, element, flow);
        if (element.IsUniform)
            return LaneValue.Uniform(Spill(ReadNumber(load.Type, Spill(Address(load.Place, element.Scalar!)))));
        if (element is { IsVarying: false, Stride: 1 } && array.ElementSize == KernelTypes.SizeOfNumber(load.Type))
            return Contiguous(load.Type, Address(load.Place, element.Scalar!), flow);
        if (InRegisters(load.Place, load.Type, element) is var (first, distances))
            return IsShort(distances) ? ReadStrided(load.Type, first, distances.Stride, flow) : GatheredInRegisters(load.Type, first, distances, flow);
        return Gathered(load.Type, Address(load.Place, Int(0)), array.ElementSize, Vectors(element), flow);
    }

    private static Expression ReadNumber(Type type, Expression address) => type == typeof(bool)
        ? Expression.NotEqual(Read(typeof(byte), address), Expression.Constant((byte)0))
        : Read(type, address);

    private Expression Address(ArrayPlace place, Expression element)
    {
        var start = StartOf(place.Array);
        if (element is ConstantExpression { Value: int known })
            return known * place.Array.ElementSize + place.Offset == 0 ? start : Expression.Add(start, Expression.Constant((long)known * place.Array.ElementSize + place.Offset));
        Expression distance = Expression.Multiply(Wide(element), Expression.Constant((long)place.Array.ElementSize));
        return Expression.Add(start, place.Offset == 0 ? distance : Expression.Add(distance, Expression.Constant((long)place.Offset)));
    }

    private BinaryExpression LocalAddress(ArrayPlace place, LaneValue element)
    {
        var start = Expression.Add(LocalStart(place.Array), Expression.Constant((long)place.Offset * _program.WarpSize));
        return Expression.Add(start, Expression.Multiply(Wide(element.Scalar!), Expression.Constant((long)place.Array.ElementSize * _program.WarpSize)));
    }

    /// <summary>Numbers that lie side by side. Memory of lanes that are not active is not touched.</summary>
    private LaneValue Contiguous(Type type, Expression address, Flow flow)
    {
        var place = Spill(address);
        if (!flow.IsFull && !HasMasks(type))
            return Gathered(type, place, KernelTypes.SizeOfNumber(type), LaneNumbers(), flow);
        var masks = flow.IsFull ? null : MemoryMasks(type, flow);
        return LaneValue.Varying(type, Spill([.. Enumerable.Range(0, _layout.Parts(type)).Select(i => ReadRegister(type, place, i, masks?[i]))]));
    }

    private Expression[] MemoryMasks(Type type, Flow flow) => LaneLayout.LaneBytes(type) == 4 ? flow.Mask : Widened(flow.Mask, typeof(long));

    private bool HasMasks(Type type) => IsPlain(type) ? LaneMemory.HasMasks(_layout.RegisterBits(LaneLayout.LaneBytes(type))) : LaneRuns.HasMasks;

    private void Store(ArrayStore store, Flow flow)
    {
        var place = store.Place;
        var type = store.Value.Type;
        var index = Spill(Evaluate(place.Index, flow));
        LaneValue? column = place.Column is { } c ? Spill(Evaluate(c, flow)) : null;
        var value = Evaluate(store.Value, flow);
        var element = Element(place, store, flow, index, column);
        NoteChange(store, value, flow);
        var array = place.Array;
        if (array.Space == MemorySpace.Local)
        {
            if (element.IsUniform)
                PutContiguous(type, LocalAddress(place, element), value, flow);
            else if (InRegisters(place, type, element) is var (start, numbers))
                ScatteredInRegisters(type, start, numbers, value, flow);
            else
                ScatteredLocal(type, place, element, value, flow);
        }
        else if (element.IsUniform && value.IsUniform)
            Emit(Write(Spill(Address(place, element.Scalar!)), 0, value.Scalar!));
        else if (element.IsUniform && IsPlain(type))
            Emit(Write(Spill(Address(place, element.Scalar!)), 0, LastOf(Vectors(value), flow)));
        else if (element is { IsVarying: false, Stride: 1 } && array.ElementSize == KernelTypes.SizeOfNumber(type))
            PutContiguous(type, Address(place, element.Scalar!), value, flow);
        else if (InRegisters(place, type, element) is var (first, distances))
        {
            if (IsShort(distances))
                WriteStrided(type, first, distances.Stride, value, flow);
            else
                ScatteredInRegisters(type, first, distances, value, flow);
        }
        else
            Scattered(type, Address(place, Int(0)), array.ElementSize, Vectors(element), value, flow);
    }

    /// <summary>What the last active lane has: it is the last to write what all write.</summary>
    private Expression LastOf(Expression[] parts, Flow flow)
    {
        if (flow.IsFull)
            return VectorCalls.Call("GetElement", parts[^1], Int(VectorCalls.Lanes(parts[^1].Type) - 1));
        ToRoom(0, parts);
        var element = VectorCalls.ElementOf(parts[0].Type);
        var last = Expression.Subtract(Int(63), Expression.Call(typeof(System.Numerics.BitOperations), nameof(System.Numerics.BitOperations.LeadingZeroCount), null, ActiveBits(flow)));
        return Read(element, Expression.Add(_state, Expression.Multiply(Wide(last), Expression.Constant((long)LaneLayout.LaneBytes(element)))), WarpState.Room(0));
    }

    private void PutContiguous(Type type, Expression address, LaneValue value, Flow flow)
    {
        var place = Spill(address);
        if (!flow.IsFull && !HasMasks(type))
        {
            Scattered(type, place, KernelTypes.SizeOfNumber(type), LaneNumbers(), value, flow);
            return;
        }
        // All parts are computed before the first is written.
        var parts = Spill(Vectors(value));
        var masks = flow.IsFull ? null : Spill(MemoryMasks(type, flow));
        for (var i = 0; i < parts.Length; i++)
            PutRegister(type, place, i, parts[i], masks?[i]);
    }

    private void Clear(ArrayClear clear, Flow flow)
    {
        NoteChange();
        var array = clear.Array;
        foreach (var (type, offset) in Numbers(array.ElementType, 0))
            Emit(Expression.Call(ClearMethod.MakeGenericMethod(type), LocalAddress(new(array, Int(0), null, offset), LaneValue.Uniform(Int(0))), Int(array.Length),
                Int(array.ElementSize * _program.WarpSize), ActiveBits(flow)));
    }

    private static IEnumerable<(Type Type, int Offset)> Numbers(Type type, int offset)
    {
        type = KernelTypes.Canonical(type);
        return KernelTypes.IsNumber(type) ? [(type, offset)] : KernelTypes.FieldsOf(type).SelectMany(field => Numbers(field.Type, offset + field.Offset));
    }
}
