using System.Linq.Expressions;
using System.Reflection;
using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Expressions.</content>
internal sealed partial class WarpCompiler
{
    private static readonly MethodInfo MapMethod = typeof(LaneLoops).GetMethod(nameof(LaneLoops.Map))!;
    private static readonly MethodInfo MapOnceMethod = typeof(LaneLoops).GetMethod(nameof(LaneLoops.MapOnce))!;

    private LaneValue Evaluate(Expression node, Flow flow)
    {
        if (_chosen.TryGetValue(node, out var chosen))
            return Evaluate(chosen, flow);
        switch (node)
        {
            case ConstantExpression:
                return LaneValue.Uniform(node);
            case ParameterExpression variable:
                return Variable(variable);
            case ThreadValue value:
                return Thread(value.Kind);
            case ArrayLength length:
                return LaneValue.Uniform(LengthOf(length.Array, length.Kind));
            case ArrayLoad load:
                return Load(load, flow);
            case WarpOperation operation:
                return Together(operation, flow);
            case UnaryExpression unary:
                return Unary(unary, Evaluate(unary.Operand, flow), flow);
            case BinaryExpression binary:
                return Binary(binary, Evaluate(binary.Left, flow), Evaluate(binary.Right, flow), flow);
            case ConditionalExpression choice:
                return Choice(Evaluate(choice.Test, flow), Evaluate(choice.IfTrue, flow), Evaluate(choice.IfFalse, flow));
            case MethodCallExpression call:
                return Call(call, [.. call.Arguments.Select(a => Evaluate(a, flow))], flow);
            default:
                throw new NotSupportedException($"{node.NodeType} in a kernel");
        }
    }

    private LaneValue Variable(ParameterExpression variable)
    {
        if (_values.TryGetValue(variable, out var known))
            return known;
        var shape = _uniformity.Of(variable);
        var parts = PartsOf(variable);
        return shape.IsVarying ? LaneValue.Varying(variable.Type, parts) : LaneValue.Affine(parts[0], shape.Stride);
    }

    /// <summary>A value in registers.</summary>
    private Expression[] Vectors(LaneValue value)
    {
        if (value.Type == typeof(bool))
            return MaskOf(value, 4);
        if (value.IsVarying)
            return value.Parts!;
        var vector = _layout.VectorOf(value.Type);
        var parts = _layout.Parts(value.Type);
        var splat = Spill(VectorCalls.Splat(vector, Stored(value.Scalar!)));
        if (value.Stride == 0)
            return [.. Enumerable.Repeat(splat, parts)];
        var numbers = LaneNumbers().Select(part => VectorCalls.As(part, value.Type));
        if (value.Stride != 1)
            numbers = numbers.Select(part => VectorCalls.Call("Multiply", part, VectorCalls.Splat(vector, Expression.Constant(Multiple(value.Type, 1, value.Stride)))));
        return [.. value.Scalar is ConstantExpression { Value: 0 } ? numbers : numbers.Select(part => VectorCalls.Call("Add", part, splat))];
    }

    /// <summary>
    /// The numbers of the lanes, from memory: the JIT of .NET 10 takes a vector constant whose first lane is zero for zero where it is subtracted from,
    /// and (lane - x) + y for y - x.
    /// </summary>
    private Expression[] LaneNumbers()
    {
        var vector = _layout.VectorOf(typeof(int));
        return [.. Enumerable.Range(0, _layout.Parts(4)).Select(part => Prologue($"lanes{part}", vector, Read(vector, _state, WarpState.LaneNumbers + part * VectorCalls.SizeOf(vector))))];
    }

    private static object Multiple(Type type, int lane, int stride) => type == typeof(uint) ? (object)unchecked((uint)(lane * stride)) : unchecked(lane * stride);

    // What a lane holds of a number.
    private static Expression Stored(Expression scalar) => scalar.Type == typeof(byte) ? Expression.Convert(scalar, typeof(int))
        : scalar.Type == typeof(Half) ? Expression.Convert(Expression.Call(typeof(BitConverter), nameof(BitConverter.HalfToUInt16Bits), null, scalar), typeof(int))
        : scalar;

    private static bool IsPlain(Type type) => type != typeof(byte) && type != typeof(Half) && type != typeof(bool);

    private LaneValue Choice(LaneValue test, LaneValue yes, LaneValue no)
    {
        if (test.IsUniform && !yes.IsVarying && !no.IsVarying && yes.Stride == no.Stride)
            return LaneValue.Affine(Expression.Condition(test.Scalar!, yes.Scalar!, no.Scalar!), yes.Stride);
        var laneBytes = LaneLayout.LaneBytes(yes.Type);
        var mask = MaskOf(test, laneBytes);
        return LaneValue.Varying(yes.Type, [.. Vectors(yes).Zip(Vectors(no), (a, b) => (a, b)).Zip(mask, (pair, m) => Select(m, pair.a, pair.b))]);
    }

    private LaneValue Unary(UnaryExpression node, LaneValue value, Flow flow)
    {
        if (value.IsUniform)
            return LaneValue.Uniform(Expression.MakeUnary(node.NodeType, value.Scalar!, node.Type, node.Method));
        if (!value.IsVarying && Is32(node.Type) && Is32(value.Type) && node.NodeType == ExpressionType.Convert)
            return LaneValue.Affine(Expression.Convert(value.Scalar!, node.Type), value.Stride);
        if (!value.IsVarying && node.NodeType == ExpressionType.Negate && node.Type == typeof(int))
            return LaneValue.Affine(Expression.Negate(value.Scalar!), unchecked(-value.Stride));
        if (node.NodeType == ExpressionType.UnaryPlus)
            return value;
        if (node.NodeType == ExpressionType.Convert)
            return Converted(node, value, flow);
        if (value.Type == typeof(bool))
            return LaneValue.Mask(Not(value.Parts!), value.LaneBytes);
        if (!IsPlain(value.Type))
            return Mapped(ScalarFunctions.Of(node), node.Type, [value], node, flow);
        var name = node.NodeType == ExpressionType.Negate ? "Negate" : "OnesComplement";
        return LaneValue.Varying(node.Type, [.. Vectors(value).Select(part => VectorCalls.Call(name, part))]);
    }

    private LaneValue Binary(BinaryExpression node, LaneValue left, LaneValue right, Flow flow)
    {
        if (Conditionals.MayFault(node))
            return Division(node, left, right, flow);
        if (left.IsUniform && right.IsUniform)
            return LaneValue.Uniform(Expression.MakeBinary(node.NodeType, left.Scalar!, right.Scalar!, false, node.Method));
        if (!left.IsVarying && !right.IsVarying && LaneShape.Of(node, new(false, left.Stride), new(false, right.Stride)) is { IsVarying: false } shape)
            return LaneValue.Affine(Expression.MakeBinary(node.NodeType, left.Scalar!, right.Scalar!), shape.Stride);
        if (left.Type == typeof(bool) && right.Type == typeof(bool))
            return Logical(node.NodeType, left, right);
        if (!IsPlain(left.Type) && !(left.Type == typeof(byte) && IsComparison(node.NodeType)))
            return Mapped(ScalarFunctions.Of(node), node.Type, [left, right], node, flow);
        return node.NodeType switch
        {
            ExpressionType.Add => Arithmetic("Add", node, left, right),
            ExpressionType.Subtract => Arithmetic("Subtract", node, left, right),
            ExpressionType.Multiply when Products.IsWide(node.Type) && Products.Factors(node) is { } factor => WideProduct(node, factor, left, right),
            ExpressionType.Multiply => Arithmetic("Multiply", node, left, right),
            ExpressionType.Divide when !KernelTypes.IsInteger(node.Type) => InverseOf(right) is { } inverse ? Arithmetic("Multiply", node, left, inverse) : Arithmetic("Divide", node, left, right),
            ExpressionType.Divide or ExpressionType.Modulo when KernelTypes.IsInteger(node.Type) => Division(node, left, right, flow),
            ExpressionType.And => Arithmetic("BitwiseAnd", node, left, right),
            ExpressionType.Or => Arithmetic("BitwiseOr", node, left, right),
            ExpressionType.ExclusiveOr => Arithmetic("Xor", node, left, right),
            ExpressionType.LeftShift or ExpressionType.RightShift => Shift(node, left, right, flow),
            _ when IsComparison(node.NodeType) => Comparison(node.NodeType, left, right),
            _ => Mapped(ScalarFunctions.Of(node), node.Type, [left, right], node, flow),
        };
    }

    private static bool IsComparison(ExpressionType type) => type is ExpressionType.Equal or ExpressionType.NotEqual or ExpressionType.LessThan
        or ExpressionType.LessThanOrEqual or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual;

    private LaneValue Arithmetic(string name, BinaryExpression node, LaneValue left, LaneValue right) => LaneValue.Varying(node.Type, Each(name, Vectors(left), Vectors(right)));

    private LaneValue Logical(ExpressionType type, LaneValue left, LaneValue right)
    {
        var laneBytes = left.IsVarying ? left.LaneBytes : right.LaneBytes;
        var (first, second) = (MaskOf(left, laneBytes), MaskOf(right, laneBytes));
        return LaneValue.Mask(type switch
        {
            ExpressionType.And or ExpressionType.AndAlso => Both(first, second),
            ExpressionType.Or or ExpressionType.OrElse => Either(first, second),
            ExpressionType.Equal => Not(Each("Xor", first, second)),
            _ => Each("Xor", first, second),
        }, laneBytes);
    }

    private LaneValue Comparison(ExpressionType type, LaneValue left, LaneValue right)
    {
        var laneBytes = LaneLayout.LaneBytes(left.Type);
        var name = type switch
        {
            ExpressionType.Equal or ExpressionType.NotEqual => "Equals",
            ExpressionType.LessThan => "LessThan",
            ExpressionType.LessThanOrEqual => "LessThanOrEqual",
            ExpressionType.GreaterThan => "GreaterThan",
            _ => "GreaterThanOrEqual",
        };
        Expression[] mask = [.. Each(name, Vectors(left), Vectors(right)).Select(part => VectorCalls.As(part, laneBytes == 4 ? typeof(int) : typeof(long)))];
        return LaneValue.Mask(type == ExpressionType.NotEqual ? Not(mask) : mask, laneBytes);
    }

    private LaneValue Shift(BinaryExpression node, LaneValue value, LaneValue count, Flow flow)
    {
        if (!count.IsUniform)
            return VariableShift(node, value, count, flow);
        var bits = LaneLayout.LaneBytes(node.Type) * 8 - 1;
        var masked = count.Scalar is ConstantExpression { Value: int known } ? Expression.Constant(known & bits) : Spill(Expression.And(count.Scalar!, Expression.Constant(bits)));
        return LaneValue.Varying(node.Type, [.. Vectors(value).Select(part => VectorCalls.Call(ShiftName(node), part, masked))]);
    }

    private static string ShiftName(BinaryExpression node) => node.NodeType == ExpressionType.LeftShift ? "ShiftLeft"
        : node.Type == typeof(int) || node.Type == typeof(long) ? "ShiftRightArithmetic" : "ShiftRightLogical";

    private LaneValue VariableShift(BinaryExpression node, LaneValue value, LaneValue count, Flow flow)
    {
        if (LaneLayout.LaneBytes(node.Type) != 4 || ShiftMethods.Find(_layout.VectorOf(node.Type), node) is not { } method)
            return Mapped(ScalarFunctions.Of(node), node.Type, [value, count], node, flow);
        var vector = _layout.VectorOf(typeof(int));
        var masked = Vectors(count).Select(part => VectorCalls.As(VectorCalls.Call("BitwiseAnd", part, VectorCalls.Splat(vector, Expression.Constant(31))), typeof(uint)));
        return LaneValue.Varying(node.Type, [.. Vectors(value).Zip(masked, (part, by) => Expression.Call(method, part, by))]);
    }

    private static bool Is32(Type type) => type == typeof(int) || type == typeof(uint);

    /// <summary>Whatever the function that defines the operation gives, lane by lane.</summary>
    private LaneValue Mapped(ScalarFunction function, Type type, LaneValue[] operands, Expression node, Flow flow)
    {
        var bytes = new int[3];
        for (var i = 0; i < operands.Length; i++)
        {
            ToRoom(i, Vectors(operands[i]));
            bytes[i] = LaneLayout.LaneBytes(operands[i].Type);
        }
        Emit(Expression.Call(MapMethod, _state, Expression.Constant(function), ActiveBits(flow), Expression.Constant(bytes[0]), Expression.Constant(bytes[1]), Expression.Constant(bytes[2]),
            Expression.Constant(LaneLayout.LaneBytes(type)), Site(node), WarpIndex));
        return FromResult(type, isTruth: true);
    }

    private void ToRoom(int room, Expression[] parts)
    {
        for (var i = 0; i < parts.Length; i++)
            Emit(Write(_state, WarpState.Room(room) + i * VectorCalls.SizeOf(parts[i].Type), parts[i]));
    }

    /// <summary>What a lane loop has left in the last room; of a bool, 0 or 1 where it is a truth, otherwise all ones or zeros.</summary>
    private LaneValue FromResult(Type type, bool isTruth = false)
    {
        var vector = _layout.VectorOf(type);
        var parts = Spill([.. Enumerable.Range(0, _layout.Parts(type)).Select(i => Read(vector, _state, WarpState.Result + i * VectorCalls.SizeOf(vector)))]);
        return type == typeof(bool) && isTruth
            ? LaneValue.Mask(Not([.. parts.Select(part => VectorCalls.Call("Equals", part, VectorCalls.Zero(vector)))]), 4)
            : LaneValue.Varying(type, parts);
    }
}
