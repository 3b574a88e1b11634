using System.Linq.Expressions;
using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Interpretation;

/// <content>Expressions and effects: one entry of 64 bits for each lane. Entries of lanes that are not active are meaningless.</content>
internal sealed partial class WarpInterpreter
{
    private ulong[] Evaluate(Expression node) => node switch
    {
        ConstantExpression constant => Uniform(Bits.Of(constant.Value!)),
        ParameterExpression variable => _variables[variable],
        UnaryExpression unary => Each(node, ScalarFunctions.Of(unary), unary.Operand),
        BinaryExpression { NodeType: ExpressionType.AndAlso } both => Each(node, (a, b, _) => a & b, both.Left, both.Right),
        BinaryExpression { NodeType: ExpressionType.OrElse } either => Each(node, (a, b, _) => a | b, either.Left, either.Right),
        BinaryExpression binary => Each(node, ScalarFunctions.Of(binary), binary.Left, binary.Right),
        ConditionalExpression choice => Each(node, (test, yes, no) => test != 0 ? yes : no, choice.Test, choice.IfTrue, choice.IfFalse),
        MethodCallExpression call => Each(node, ScalarFunctions.Of(call.Method), [.. call.Arguments]),
        ThreadValue value => Each(lane => (uint)ThreadValueOf(value.Kind, lane)),
        ArrayLength length => Uniform((uint)_memory.LengthOf(length.Array, length.Kind)),
        ArrayLoad load => Load(load),
        ArrayAtomic atomic => Change(atomic),
        WarpOperation operation => Together(operation),
        _ => throw new NotSupportedException($"{node.NodeType} in a kernel"),
    };

    private ulong[] Each(Func<int, ulong> compute)
    {
        var results = new ulong[_lanes];
        foreach (var lane in Active())
            results[lane] = compute(lane);
        return results;
    }

    private ulong[] Each(Expression node, ScalarFunction function, params ReadOnlySpan<Expression> operands)
    {
        var first = Evaluate(operands[0]);
        var second = operands.Length > 1 ? Evaluate(operands[1]) : first;
        var third = operands.Length > 2 ? Evaluate(operands[2]) : first;
        return Each(lane =>
        {
            try
            {
                return function(first[lane], second[lane], third[lane]);
            }
            catch (ArithmeticException exception)
            {
                throw Fault(node, lane, Text.Sentence(exception), "Test the operands before.", exception);
            }
            catch (ArgumentException exception)
            {
                throw Fault(node, lane, Text.Sentence(exception), "Test the operands before.", exception);
            }
        });
    }

    private int ThreadValueOf(ThreadValueKind kind, int lane)
    {
        var shape = _launch.Shape;
        var thread = shape.Threads.PlaceOf(_firstThread + lane);
        var block = shape.Blocks.PlaceOf(_memory.Block);
        return kind switch
        {
            ThreadValueKind.ThreadX => thread.X,
            ThreadValueKind.ThreadY => thread.Y,
            ThreadValueKind.ThreadZ => thread.Z,
            ThreadValueKind.LinearThread => _firstThread + lane,
            ThreadValueKind.Lane => lane,
            ThreadValueKind.WarpIndex => _firstThread / _lanes,
            ThreadValueKind.BlockX => block.X,
            ThreadValueKind.BlockY => block.Y,
            ThreadValueKind.BlockZ => block.Z,
            ThreadValueKind.BlockDimX => shape.Threads.X,
            ThreadValueKind.BlockDimY => shape.Threads.Y,
            ThreadValueKind.BlockDimZ => shape.Threads.Z,
            ThreadValueKind.GridDimX => shape.Blocks.X,
            ThreadValueKind.GridDimY => shape.Blocks.Y,
            _ => shape.Blocks.Z,
        };
    }

    private ulong[] Load(ArrayLoad load)
    {
        var elements = Elements(load, load.Place, load.Type, AccessKind.Read);
        return Each(lane => elements[lane] < 0 ? 0 : _memory.Read(load.Place, load.Type, _firstThread + lane, elements[lane]));
    }

    private void Store(ArrayStore store)
    {
        var value = Evaluate(store.Value);
        var elements = Elements(store, store.Place, store.Value.Type, AccessKind.Write);
        foreach (var lane in Active())
            if (elements[lane] >= 0)
                _memory.Write(store.Place, store.Value.Type, _firstThread + lane, elements[lane], value[lane]);
    }

    private ulong[] Change(ArrayAtomic atomic)
    {
        var value = Evaluate(atomic.Value);
        var comparand = atomic.Comparand is { } other ? Evaluate(other) : value;
        var elements = Elements(atomic, atomic.Place, atomic.Type, AccessKind.Atomic);
        return Each(lane => elements[lane] < 0 ? 0 : _memory.Change(atomic, _firstThread + lane, elements[lane], value[lane], comparand[lane]));
    }

    /// <summary>The elements that the active lanes mean. All indices are checked before the first element is touched.</summary>
    private int[] Elements(Expression node, ArrayPlace place, Type type, AccessKind kind)
    {
        var index = Evaluate(place.Index);
        var column = place.Column is { } c ? Evaluate(c) : index;
        var elements = new int[_lanes];
        foreach (var lane in Active())
        {
            elements[lane] = _memory.ElementOf(place.Array, (int)index[lane], (int)column[lane]);
            if (elements[lane] < 0)
                OutOfBounds(node, place, lane, (int)index[lane], (int)column[lane]);
            else
                _watch?.Access(node, place, type, elements[lane], _firstThread + lane, kind);
        }
        return elements;
    }

    private void OutOfBounds(Expression node, ArrayPlace place, int lane, int index, int column)
    {
        var length = _memory.LengthOf(place.Array, LengthKind.Length);
        if (_watch is null)
            throw Faults.OutOfBounds(_launch, node, place.Array, _memory.Block, _firstThread + lane, index, column, length, _memory.LengthOf(place.Array, LengthKind.Columns));
        _watch.OutOfBounds(node, place, index, column, length, _firstThread + lane);
    }

    private ulong[] Together(WarpOperation operation)
    {
        var members = operation.Members is { } m ? Evaluate(m) : null;
        var value = operation.Value is { } v ? Evaluate(v) : Uniform(0);
        var operand = operation.Operand is { } o ? Evaluate(o) : value;
        if (_watch is not null)
            Watch(operation, members, operand);
        return WarpSemantics.Apply(operation, _lanes, _active, value, operand, members);
    }

    private void Watch(WarpOperation operation, ulong[]? members, ulong[] operand)
    {
        foreach (var lane in Active())
        {
            if (members is not null && ((members[lane] & ~_active) | (~members[lane] & (1UL << lane))) is var absent and not 0)
                _watch!.AbsentLanes(operation, _firstThread + lane, absent, isReading: false);
            else if (operation.IsShuffle && WarpSemantics.SourceOf(operation.Kind, lane, (int)operand[lane], operation.Width) is var source && !WarpSemantics.IsIn(_active, source))
                _watch!.AbsentLanes(operation, _firstThread + lane, 1UL << source, isReading: true);
        }
    }

    private void Fence(MemoryFence fence)
    {
        if (_watch is null || fence.Kind != FenceKind.Warp)
            return;
        var members = fence.Members is { } m ? Evaluate(m) : null;
        foreach (var lane in Active())
            if (members is not null && ((members[lane] & ~_active) | (~members[lane] & (1UL << lane))) is var absent and not 0)
                _watch.AbsentLanes(fence, _firstThread + lane, absent, isReading: false);
        _watch.WarpFence(_firstThread, _lanes, _active, members, fence.Width);
    }
}
