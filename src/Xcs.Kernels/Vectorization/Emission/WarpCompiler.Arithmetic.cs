using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Divisions and conversions.</content>
internal sealed partial class WarpCompiler
{
    private static readonly MethodInfo ThrowDivisionMethod = typeof(LaneFault).GetMethod(nameof(LaneFault.ThrowDivision))!;
    private static readonly MethodInfo ThrowUniformDivisionMethod = typeof(LaneFault).GetMethod(nameof(LaneFault.ThrowUniformDivision))!;

    private LaneValue Division(BinaryExpression node, LaneValue left, LaneValue right, Flow flow)
    {
        var isChecked = Conditionals.MayFault(node);
        var type = node.Type;
        if (left.IsUniform && right.IsUniform)
            return UniformDivision(node, Spill(left.Scalar!), Spill(right.Scalar!), isChecked, flow);
        if (type != typeof(int) && type != typeof(uint))
            return Mapped(ScalarFunctions.Of(node), type, [left, right], node, flow);
        if (right.Scalar is ConstantExpression { Value: var known } && known is int or uint && Convert.ToInt64(known) is > 0 and var divisor && BitOperations.IsPow2(divisor))
            return PowerDivision(node, Spill(Vectors(left)), (int)divisor);
        var (dividends, divisors) = (Spill(Vectors(left)), Spill(Vectors(right)));
        if (isChecked)
        {
            CheckDivision(node, dividends, divisors, flow);
            // Lanes that are not active divide by one.
            if (!flow.IsFull)
                divisors = Spill([.. divisors.Zip(flow.Mask, (d, m) => Select(m, d, VectorCalls.Splat(d.Type, One(type))))]);
        }
        // 53 bits hold the quotient of two numbers of 32 bits to more than its distance from the next integer: cutting it off is exact.
        var wide = type == typeof(int) ? typeof(long) : typeof(ulong);
        Expression[] Doubles(Expression[] parts) => [.. Widened(parts, wide).Select(part => VectorCalls.Call("ConvertToDouble", part))];
        var quotients = Spill(Narrowed([.. Each("Divide", Doubles(dividends), Doubles(divisors)).Select(q => VectorCalls.Call(type == typeof(int) ? "ConvertToInt64" : "ConvertToUInt64", q))], type));
        return LaneValue.Varying(type, node.NodeType == ExpressionType.Divide ? quotients : Each("Subtract", dividends, Each("Multiply", quotients, divisors)));
    }

    private static ConstantExpression One(Type type) => Expression.Constant(type == typeof(int) ? 1 : (object)1U);

    private LaneValue UniformDivision(BinaryExpression node, Expression left, Expression right, bool isChecked, Flow flow)
    {
        if (isChecked)
        {
            var isZero = Expression.Equal(right, Expression.Default(node.Type));
            Expression fails = isZero;
            if (LeastOf(node.Type) is { } least)
                fails = Expression.OrElse(isZero, Expression.AndAlso(Expression.Equal(left, least), Expression.Equal(right, Expression.Convert(Expression.Constant(-1), node.Type))));
            Emit(Expression.IfThen(fails, Expression.Call(ThrowUniformDivisionMethod, Site(node), WarpIndex, ActiveBits(flow), isZero)));
        }
        return LaneValue.Uniform(Spill(Expression.MakeBinary(node.NodeType, left, right)));
    }

    private static ConstantExpression? LeastOf(Type type) => type == typeof(int) ? Expression.Constant(int.MinValue) : type == typeof(long) ? Expression.Constant(long.MinValue) : null;

    private void CheckDivision(BinaryExpression node, Expression[] dividends, Expression[] divisors, Flow flow)
    {
        var bad = divisors.Zip(dividends, (divisor, dividend) =>
        {
            var isZero = VectorCalls.Call("Equals", divisor, VectorCalls.Zero(divisor.Type));
            if (LeastOf(node.Type) is not { } least)
                return VectorCalls.As(isZero, typeof(int));
            var overflows = VectorCalls.Call("BitwiseAnd", VectorCalls.Call("Equals", dividend, VectorCalls.Splat(dividend.Type, least)), VectorCalls.Call("Equals", divisor, VectorCalls.AllBitsSet(divisor.Type)));
            return VectorCalls.As(VectorCalls.Call("BitwiseOr", isZero, overflows), typeof(int));
        }).ToArray();
        FailWhere(Spill(Active(bad, flow)), lanes =>
        {
            ToRoom(0, divisors);
            Emit(Expression.Call(ThrowDivisionMethod, _state, Site(node), WarpIndex, lanes, Expression.Constant(4)));
        });
    }

    private void FailWhere(Expression[] bad, Action<Expression> fail) => Emit(Expression.IfThen(Any(bad), Nest(() => fail(Bits(bad)))));

    private static LaneValue PowerDivision(BinaryExpression node, Expression[] dividends, int divisor)
    {
        var shift = Expression.Constant(BitOperations.Log2((uint)divisor));
        var isSigned = node.Type == typeof(int);
        Expression Constant(int value, Type vector) => VectorCalls.Splat(vector, isSigned ? Expression.Constant(value) : Expression.Constant((uint)value));
        return LaneValue.Varying(node.Type,
        [
            .. dividends.Select(dividend =>
            {
                var rest = Constant(divisor - 1, dividend.Type);
                if (!isSigned)
                    return node.NodeType == ExpressionType.Divide ? VectorCalls.Call("ShiftRightLogical", dividend, shift) : VectorCalls.Call("BitwiseAnd", dividend, rest);
                // Negative numbers are rounded up, to zero.
                var raised = VectorCalls.Call("Add", dividend, VectorCalls.Call("BitwiseAnd", VectorCalls.Call("ShiftRightArithmetic", dividend, Expression.Constant(31)), rest));
                return node.NodeType == ExpressionType.Divide
                    ? VectorCalls.Call("ShiftRightArithmetic", raised, shift)
                    : VectorCalls.Call("Subtract", dividend, VectorCalls.Call("BitwiseAnd", raised, Constant(-divisor, dividend.Type)));
            }),
        ]);
    }

    // Of a power of two whose inverse is one as well: a product with that is the quotient, bit for bit.
    private static LaneValue? InverseOf(LaneValue divisor) => (divisor.Scalar as ConstantExpression)?.Value switch
    {
        float number when float.IsNormal(1 / number) && (BitConverter.SingleToInt32Bits(number) & 0x7FFFFF) == 0 => LaneValue.Uniform(Expression.Constant(1 / number)),
        double number when double.IsNormal(1 / number) && (BitConverter.DoubleToInt64Bits(number) & 0xFFFFFFFFFFFFF) == 0 => LaneValue.Uniform(Expression.Constant(1 / number)),
        _ => null,
    };

    private LaneValue Converted(UnaryExpression node, LaneValue value, Flow flow)
    {
        var (from, to) = (value.Type, node.Type);
        if (node.Method is null && Conversion(from, to, value) is { } parts)
            return LaneValue.Varying(to, parts);
        return Mapped(ScalarFunctions.Of(node), to, [value], node, flow);
    }

    /// <summary>The conversion of C#, where registers have it; otherwise null.</summary>
    private Expression[]? Conversion(Type from, Type to, LaneValue value)
    {
        Expression[] As(Expression[] parts, Type type) => [.. parts.Select(part => VectorCalls.As(part, type))];
        Expression[] Call(string name, Expression[] parts) => [.. parts.Select(part => VectorCalls.Call(name, part))];
        if (from == typeof(bool) || from == typeof(Half) || to == typeof(Half) || to == typeof(bool))
            return null;
        if (from == to)
            return Vectors(value);
        // A byte is an int that is small enough.
        if (from == typeof(byte))
            return to == typeof(int) ? Vectors(value) : Conversion(typeof(int), to, value with { Type = typeof(int), Parts = Vectors(value) });
        if (to == typeof(byte))
        {
            if (!KernelTypes.IsInteger(from))
                return null;
            var low = from == typeof(int) ? Vectors(value) : Conversion(from, typeof(int), value)!;
            return [.. low.Select(part => VectorCalls.Call("BitwiseAnd", part, VectorCalls.Splat(part.Type, Expression.Constant(255))))];
        }
        var parts = Vectors(value);
        var (fromBytes, toBytes) = (LaneLayout.LaneBytes(from), LaneLayout.LaneBytes(to));
        if (KernelTypes.IsInteger(from) && KernelTypes.IsInteger(to))
            return (fromBytes, toBytes) switch
            {
                (4, 8) => As(Widened(parts, from == typeof(int) ? typeof(long) : typeof(ulong)), to),
                (8, 4) => Narrowed(As(parts, to == typeof(int) ? typeof(long) : typeof(ulong)), to),
                _ => As(parts, to),
            };
        return (Type.GetTypeCode(from), Type.GetTypeCode(to)) switch
        {
            (TypeCode.Int32 or TypeCode.UInt32, TypeCode.Single) => Call("ConvertToSingle", parts),
            (TypeCode.Int32, TypeCode.Double) => Call("ConvertToDouble", Widened(parts, typeof(long))),
            (TypeCode.UInt32, TypeCode.Double) => Call("ConvertToDouble", Widened(parts, typeof(ulong))),
            (TypeCode.Int64 or TypeCode.UInt64, TypeCode.Double) => Call("ConvertToDouble", parts),
            (TypeCode.Single, TypeCode.Double) => Widened(parts, typeof(double)),
            (TypeCode.Double, TypeCode.Single) => Narrowed(parts, typeof(float)),
            (TypeCode.Single, TypeCode.Int32) => Call("ConvertToInt32", parts),
            (TypeCode.Double, TypeCode.Int32) => Narrowed([.. Call("ConvertToInt64", parts).Select(Clamped)], typeof(int)),
            _ => null,
        };
    }

    // From double to int by long: both saturate.
    private static Expression Clamped(Expression part) => VectorCalls.Call("Min", VectorCalls.Call("Max", part, VectorCalls.Splat(part.Type, Expression.Constant((long)int.MinValue))),
        VectorCalls.Splat(part.Type, Expression.Constant((long)int.MaxValue)));
}
