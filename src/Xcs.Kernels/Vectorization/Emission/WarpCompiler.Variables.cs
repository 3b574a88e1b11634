using System.Linq.Expressions;
using System.Reflection;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Variables of the code, and what it reads once at its start or once for each warp.</content>
internal sealed partial class WarpCompiler
{
    private static readonly MethodInfo ReadMethod = typeof(LaneMemory).GetMethods().Single(m => m.Name == nameof(LaneMemory.Read) && m.IsGenericMethod);
    private static readonly MethodInfo WriteMethod = typeof(LaneMemory).GetMethods().Single(m => m.Name == nameof(LaneMemory.Write) && m.IsGenericMethod);

    private readonly List<ParameterExpression> _locals = [];
    private readonly Dictionary<ParameterExpression, ParameterExpression[]> _variables = [];
    private readonly Dictionary<string, ParameterExpression> _known = [];
    private readonly List<Expression> _prologue = [];
    private readonly List<Expression> _blockStart = [];
    private readonly List<Expression> _warpStart = [];

    // Temporaries are used again; those in use at a barrier are kept across it.
    private readonly Dictionary<Type, Stack<ParameterExpression>> _free = [];
    private readonly List<ParameterExpression> _inUse = [];
    private readonly HashSet<ParameterExpression> _waitMasks = [];

    private ParameterExpression BlockIndex => Prologue("block", typeof(int), ReadState<int>(WarpState.Block));

    /// <summary>The number of the warp in its block.</summary>
    private ParameterExpression WarpIndex => OfBlock("warp", typeof(int), ReadState<int>(WarpState.FirstWarp));

    /// <summary>The number of the first thread of the warp in its block.</summary>
    private ParameterExpression FirstThread => OfWarp("first", typeof(int), Expression.Multiply(WarpIndex, Expression.Constant(_program.WarpSize)));

    /// <summary>Where it stands which lanes of the warp exist.</summary>
    private ParameterExpression PresentStart =>
        OfWarp("present", typeof(long), Expression.Add(Prologue("presents", typeof(long), ReadState<long>(WarpState.Present)), Wide(Expression.Multiply(FirstThread, Int(sizeof(int))))));

    private ParameterExpression Local(Type type, string name)
    {
        var local = Expression.Variable(type, name);
        _locals.Add(local);
        return local;
    }

    private ParameterExpression Prologue(string name, Type type, Expression value) => Once(_prologue, name, type, value);

    private ParameterExpression OfBlock(string name, Type type, Expression value) => Once(_blockStart, name, type, value);

    private ParameterExpression OfWarp(string name, Type type, Expression value) => Once(_warpStart, name, type, value);

    private ParameterExpression Once(List<Expression> place, string name, Type type, Expression value)
    {
        if (_known.TryGetValue(name, out var known))
            return known;
        _known.Add(name, known = Local(type, name));
        place.Add(Expression.Assign(known, value));
        return known;
    }

    private ParameterExpression[] PartsOf(ParameterExpression variable)
    {
        if (_variables.TryGetValue(variable, out var parts))
            return parts;
        parts = _uniformity.Of(variable).IsVarying
            ? [.. Enumerable.Range(0, _layout.Parts(variable.Type)).Select(i => Local(_layout.VectorOf(variable.Type), $"{variable.Name}{i}"))]
            : [Local(variable.Type, variable.Name!)];
        _variables.Add(variable, parts);
        return parts;
    }

    private int Mark() => _inUse.Count;

    private void Release(int mark)
    {
        foreach (var temporary in _inUse.Skip(mark))
        {
            _free[temporary.Type].Push(temporary);
            _waitMasks.Remove(temporary);
        }
        _inUse.RemoveRange(mark, _inUse.Count - mark);
    }

    private ParameterExpression Temporary(Type type)
    {
        if (!_free.TryGetValue(type, out var free))
            _free.Add(type, free = []);
        var temporary = free.TryPop(out var known) ? known : Local(type, $"t{_locals.Count}");
        _inUse.Add(temporary);
        return temporary;
    }

    private Expression Spill(Expression value)
    {
        if (value is ParameterExpression or ConstantExpression)
            return value;
        var temporary = Temporary(value.Type);
        Set(temporary, value);
        return temporary;
    }

    private Expression[] Spill(Expression[] values) => [.. values.Select(Spill)];

    private LaneValue Spill(LaneValue value) => value.IsVarying ? value with { Parts = Spill(value.Parts!) } : value with { Scalar = Spill(value.Scalar!) };

    private void Emit(Expression statement) => _code.Add(statement);

    private void Set(ParameterExpression variable, Expression value)
    {
        if (variable != value)
            _code.Add(Expression.Assign(variable, value));
    }

    private BlockExpression Nest(Action emit)
    {
        var outer = _code;
        var inner = _code = [];
        emit();
        _code = outer;
        inner.Add(Expression.Empty());
        return Expression.Block(typeof(void), inner);
    }

    internal static MethodCallExpression Read(Type type, Expression address, int offset = 0) => Expression.Call(ReadMethod.MakeGenericMethod(type), address, Expression.Constant(offset));

    internal static MethodCallExpression Write(Expression address, int offset, Expression value) => Expression.Call(WriteMethod.MakeGenericMethod(value.Type), address, Expression.Constant(offset), value);

    private MethodCallExpression ReadState<T>(int offset) => Read(typeof(T), _state, offset);

    private static MethodCallExpression ReadState(Type type, Expression address) => Read(type, address);

    private Expression ReadSlot(int slot, Type type)
    {
        var slots = Prologue("slots", typeof(long), ReadState<long>(WarpState.Slots));
        return type == typeof(bool) ? Expression.NotEqual(Read(typeof(byte), slots, slot * sizeof(ulong)), Expression.Constant((byte)0)) : Read(type, slots, slot * sizeof(ulong));
    }

    private ParameterExpression Size(ThreadValueKind kind) => Prologue($"{kind}", typeof(int), ReadState<int>(kind <= ThreadValueKind.BlockDimZ
        ? WarpState.BlockDimX + (kind - ThreadValueKind.BlockDimX) * 8
        : WarpState.GridDimX + (kind - ThreadValueKind.GridDimX) * 8));

    // Most grids are a row, and division is slow.
    private ParameterExpression PlaceOfBlock(ThreadValueKind kind)
    {
        var (x, y) = (Size(ThreadValueKind.GridDimX), Size(ThreadValueKind.GridDimY));
        var isRow = Prologue("isRow", typeof(bool), Expression.Equal(Expression.Multiply(y, Size(ThreadValueKind.GridDimZ)), Int(1)));
        return OfBlock($"{kind}", typeof(int), kind switch
        {
            ThreadValueKind.BlockX => Expression.Condition(isRow, BlockIndex, Expression.Modulo(BlockIndex, x)),
            ThreadValueKind.BlockY => Expression.Condition(isRow, Int(0), Expression.Modulo(Expression.Divide(BlockIndex, x), y)),
            _ => Expression.Condition(isRow, Int(0), Expression.Divide(BlockIndex, Expression.Multiply(x, y))),
        });
    }

    private LaneValue Thread(ThreadValueKind kind)
    {
        switch (kind)
        {
            case ThreadValueKind.Lane:
                return LaneValue.Affine(Expression.Constant(0), 1);
            case ThreadValueKind.LinearThread:
                return LaneValue.Affine(FirstThread, 1);
            case ThreadValueKind.WarpIndex:
                return LaneValue.Uniform(WarpIndex);
            case ThreadValueKind.ThreadX or ThreadValueKind.ThreadY or ThreadValueKind.ThreadZ:
                var table = Prologue($"{kind}s", typeof(long), ReadState<long>(WarpState.ThreadX + (kind - ThreadValueKind.ThreadX) * 8));
                var address = OfWarp($"{kind}Row", typeof(long), Expression.Add(table, Expression.Convert(Expression.Multiply(FirstThread, Expression.Constant(4)), typeof(long))));
                if (_version.HasWholeRows)
                    return LaneValue.Affine(OfWarp($"{kind}", typeof(int), Read(typeof(int), address)), kind == ThreadValueKind.ThreadX ? 1 : 0);
                var vector = _layout.VectorOf(typeof(int));
                return LaneValue.Varying(typeof(int), [.. Enumerable.Range(0, _layout.Parts(4)).Select(i => Read(vector, address, i * VectorCalls.SizeOf(vector)))]);
            case <= ThreadValueKind.BlockZ:
                return LaneValue.Uniform(PlaceOfBlock(kind));
            default:
                return LaneValue.Uniform(Size(kind));
        }
    }
}
