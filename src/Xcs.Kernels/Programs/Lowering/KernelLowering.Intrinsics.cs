using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <content>The words of the language.</content>
internal sealed partial class KernelLowering
{
    private bool TryIntrinsic(MethodCallExpression call, bool isUsed, string? name, out LoweredValue? result)
    {
        var owner = call.Method.DeclaringType!;
        if (owner.IsGenericType)
            owner = owner.GetGenericTypeDefinition();
        result = null;
        if (owner == typeof(Gpu))
            result = OfGpu(call);
        else if (owner == typeof(Warp))
            result = OfWarp(call);
        else if (owner == typeof(Tile))
            result = OfTile(call);
        else if (owner == typeof(CoalescedGroup))
            result = OfGroup(call);
        else if (owner == typeof(Atomic))
            result = OfAtomic(call, isUsed);
        else if (owner == typeof(Shared) || owner == typeof(Local))
            result = NewArray(call, name);
        else if (owner == typeof(ResonanceAccumulator))
            result = OfAccumulator(call);
        else if (KernelTypes.IsHandle(call.Method.DeclaringType!) || typeof(IKernelBuffer).IsAssignableFrom(owner))
            result = OfArray(call);
        else
            return false;
        return true;
    }

    private Aggregate Dim3Of(ThreadValueKind x) =>
        new(typeof(Dim3), [.. Enumerable.Range(0, 3).Select(i => new Scalar(Thread(x + i)))]);

    private ThreadValue Thread(ThreadValueKind kind) => Noted(new ThreadValue(kind));

    private LoweredValue? OfGpu(MethodCallExpression call)
    {
        switch (call.Method.Name)
        {
            case "get_ThreadIdx":
                return Dim3Of(ThreadValueKind.ThreadX);
            case "get_BlockIdx":
                return Dim3Of(ThreadValueKind.BlockX);
            case "get_BlockDim":
                return Dim3Of(ThreadValueKind.BlockDimX);
            case "get_GridDim":
                return Dim3Of(ThreadValueKind.GridDimX);
            case "get_LinearThread":
                return new Scalar(Thread(ThreadValueKind.LinearThread));
            case "get_GlobalIndex":
                var start = Noted(Expression.Multiply(Thread(ThreadValueKind.BlockX), Thread(ThreadValueKind.BlockDimX)));
                return new Scalar(Noted(Expression.Add(start, Thread(ThreadValueKind.ThreadX))));
            case nameof(Gpu.MemoryFence):
                Emit(new MemoryFence(FenceKind.Device, null, _warpSize));
                return null;
            case nameof(Gpu.MemoryFenceBlock):
                Emit(new MemoryFence(FenceKind.Block, null, _warpSize));
                return null;
            case nameof(Gpu.SyncThreads):
                Emit(new BlockBarrier(BarrierKind.Plain, null));
                return null;
            default:
                var kind = Enum.Parse<BarrierKind>(call.Method.Name["SyncThreads".Length..]);
                return Effect(new BlockBarrier(kind, Number(call.Arguments[0])));
        }
    }

    // An effect with a value is a statement of its own, so that it happens once and in its place.
    private Scalar Effect(KernelNode effect)
    {
        var result = (Scalar)NewVariable(effect.Type, null);
        Noted(effect);
        Emit(Expression.Assign(result.Expression, effect));
        return result;
    }

    private Scalar? OfAtomic(MethodCallExpression call, bool isUsed)
    {
        var type = call.Method.GetGenericArguments()[0];
        if (!KernelTypes.IsWide(type))
            throw Refuse($"an atomic on {TypeName(type)}", "Use int, uint, long, ulong, float or double.");
        var operands = Operands(call.Arguments);
        if (operands[0] is not Handle { Array: var array })
            throw RefuseChosen();
        if (array.IsReadOnly)
            throw RefuseChange(array);
        var kind = Enum.Parse<AtomicKind>(call.Method.Name);
        var comparand = kind == AtomicKind.CompareExchange ? ((Scalar)operands[2]).Expression : null;
        return Atomic(new(kind, new(array, ((Scalar)operands[1]).Expression), ((Scalar)operands[^1]).Expression, comparand, isUsed));
    }

    private Scalar? Atomic(ArrayAtomic atomic)
    {
        if (atomic.IsUsed)
            return Effect(atomic);
        Emit(atomic);
        return null;
    }

    private Scalar? OfAccumulator(MethodCallExpression call)
    {
        if (call.Method.Name != nameof(ResonanceAccumulator.Add))
            throw Refuse($"{call.Method.Name} of an accumulator", "Read the sums behind the launch.");
        var array = ((Handle)Value(call.Object!)).Array;
        var operands = Operands(call.Arguments).Select(v => ((Scalar)v).Expression).ToArray();
        return Atomic(new(AtomicKind.Add, new(array, operands[0]), operands[1], null, isUsed: false));
    }

    private Handle NewArray(MethodCallExpression call, string? name)
    {
        var element = ElementOf(call.Method.ReturnType);
        var size = KernelTypes.SizeOf(element);
        if (call.Method.Name == nameof(Shared.Dynamic))
            return new(Dynamic(element, size, name));
        if (Number(call.Arguments[0]) is not ConstantExpression { Value: int length })
            throw Refuse("an array whose length is not known when the kernel is compiled", "Give a constant, or use Shared.Dynamic and the launch's shape.");
        if (length < 1 || (long)length * size > LaunchShape.MaxSharedBytes)
            throw Refuse($"an array of {length} elements of {size} bytes", $"Use 1 element to {LaunchShape.MaxSharedBytes} bytes.");
        var space = call.Method.DeclaringType == typeof(Shared) ? MemorySpace.Shared : MemorySpace.Local;
        var array = new KernelArray(_arrays.Count, NewName(name ?? "array"), space, element, size, length, NextOffset(space), -1, IsReadOnly: false, HasRows: false);
        _arrays.Add(array);
        if (space == MemorySpace.Local)
            Emit(new ArrayClear(array));
        return new(array);
    }

    private int NextOffset(MemorySpace space)
    {
        var end = _arrays.Where(a => a.Space == space).Select(a => a.Offset + a.Length * a.ElementSize).DefaultIfEmpty().Max();
        return (end + KernelProgram.SharedAlignment - 1) / KernelProgram.SharedAlignment * KernelProgram.SharedAlignment;
    }

    private KernelArray Dynamic(Type element, int size, string? name)
    {
        if (_arrays.Find(a => a.Space == MemorySpace.Dynamic) is { } known)
            return known.ElementType == element ? known : throw Refuse("dynamic shared memory of two types", "Use one type, and Shared.Array for the other.");
        var array = new KernelArray(_arrays.Count, NewName(name ?? "dynamic"), MemorySpace.Dynamic, element, size, -1, -1, -1, IsReadOnly: false, HasRows: false);
        _arrays.Add(array);
        return array;
    }

    private LoweredValue? OfArray(MethodCallExpression call)
    {
        if (Value(call.Object!) is not Handle { Array: var array })
            throw RefuseChosen();
        switch (call.Method.Name)
        {
            case "get_Length" or "get_Rows" or "get_Columns":
                return array.Length >= 0
                    ? new Scalar(Expression.Constant(array.Length))
                    : new Scalar(Noted(new ArrayLength(array, Enum.Parse<LengthKind>(call.Method.Name[4..]))));
            case "get_Item":
                return Load(array, Places(array, Operands(call.Arguments)), array.ElementType, 0);
            case "set_Item" when array.IsReadOnly:
                throw RefuseChange(array);
            case "set_Item":
                var operands = Operands(call.Arguments);
                var value = operands[^1];
                if (value is Aggregate)
                    value = Spill(value, leaf => leaf is not ConstantExpression);
                Store(Places(array, operands), value, array.ElementType, 0);
                return null;
            default:
                throw Refuse($"{call.Method.Name} of an array", "Use the length and the elements.");
        }
    }

    // An index that is used for every part of a struct is computed once.
    private ArrayPlace Places(KernelArray array, List<LoweredValue> operands)
    {
        Func<Expression, bool> isNeeded = KernelTypes.IsStruct(array.ElementType) ? leaf => leaf is not (ConstantExpression or ThreadValue) : _ => false;
        var indices = operands.Take(array.HasRows ? 2 : 1).Select(v => ((Scalar)Spill(v, isNeeded)).Expression).ToArray();
        return new(array, indices[0], array.HasRows ? indices[1] : null);
    }

    private LoweredValue Load(KernelArray array, ArrayPlace place, Type type, int offset) => KernelTypes.IsNumber(KernelTypes.Canonical(type))
        ? new Scalar(Noted(new ArrayLoad(KernelTypes.Canonical(type), place with { Offset = offset })))
        : new Aggregate(type, [.. KernelTypes.FieldsOf(type).Select(f => Load(array, place, f.Type, offset + f.Offset))]);

    private void Store(ArrayPlace place, LoweredValue value, Type type, int offset)
    {
        if (value is Scalar { Expression: var number })
            Emit(new ArrayStore(place with { Offset = offset }, number));
        else
            foreach (var (field, part) in KernelTypes.FieldsOf(type).Zip(((Aggregate)value).Parts))
                Store(place, part, field.Type, offset + field.Offset);
    }
}
