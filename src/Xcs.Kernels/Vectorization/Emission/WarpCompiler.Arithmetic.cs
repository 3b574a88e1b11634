using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Divisions, conversions and functions.</content>
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

    private LaneValue Call(MethodCallExpression node, LaneValue[] arguments, Flow flow)
    {
        var definition = VectorFunctions.Definition(node.Method);
        if (Array.TrueForAll(arguments, a => a.IsUniform))
            return PureFunctions.MayThrow(node.Method)
                ? LaneValue.Uniform(Spill(MappedOnce(node, arguments, flow)))
                : LaneValue.Uniform(Expression.Call(definition, arguments.Select(a => a.Scalar!)));
        if (Function(node.Method, arguments) is { } parts)
            return LaneValue.Varying(node.Type, parts);
        if (VectorFunctions.IsVector(node.Method))
            return StraightLine(node, arguments[0], flow);
        if (node.Method is { Name: nameof(Math.Clamp), DeclaringType: var owner } && owner == typeof(Math) && IsPlain(node.Type))
            return Clamp(node, arguments, flow);
        return Mapped(ScalarFunctions.Of(node.Method), node.Type, arguments, node, flow);
    }

    // Where a least value is above a greatest, the definition says what happens.
    private LaneValue Clamp(MethodCallExpression node, LaneValue[] arguments, Flow flow)
    {
        var (least, most) = (arguments[1], arguments[2]);
        var parts = Array.ConvertAll(arguments, argument => Spill(Vectors(argument)));
        Expression[] IsCrossed() => MaskOf(Truth(Each("GreaterThan", parts[1], parts[2]), node.Type), 4);
        Emit(Expression.IfThen(least.IsUniform && most.IsUniform ? Expression.GreaterThan(least.Scalar!, most.Scalar!) : Any(Active(IsCrossed(), flow)),
            Nest(() => Mapped(ScalarFunctions.Of(node.Method), node.Type, arguments, node, flow))));
        return LaneValue.Varying(node.Type, Spill([.. parts[0].Select((value, i) =>
            VectorCalls.Call("ConditionalSelect", VectorCalls.Call("LessThan", value, parts[1][i]), parts[1][i],
                VectorCalls.Call("ConditionalSelect", VectorCalls.Call("GreaterThan", value, parts[2][i]), parts[2][i], value)))]));
    }

    private static LaneValue Truth(Expression[] parts, Type type)
    {
        var laneBytes = LaneLayout.LaneBytes(type);
        return LaneValue.Mask([.. parts.Select(part => VectorCalls.As(part, laneBytes == 4 ? typeof(int) : typeof(long)))], laneBytes);
    }

    // A register after the other: in turns, they would not fit into the registers that there are. Lanes beyond the limit are computed one by one.
    private LaneValue StraightLine(MethodCallExpression node, LaneValue argument, Flow flow)
    {
        var (line, limit) = VectorFunctions.StraightLine(node.Method);
        var arguments = Spill(Vectors(argument));
        var parts = arguments.Select(part => Spill(new VectorForm(part.Type, Temporary, Emit).Call(line, part))).ToArray();
        if (limit is { } most)
            BeyondLimit(node, arguments, parts, most, flow);
        return LaneValue.Varying(node.Type, parts);
    }

    private void BeyondLimit(MethodCallExpression node, Expression[] arguments, Expression[] results, float limit, Flow flow)
    {
        var beyond = NewMask();
        SetMask(beyond, Active([.. arguments.Select(part =>
            VectorCalls.As(VectorCalls.Call("GreaterThan", VectorCalls.Call("Abs", part), VectorCalls.Splat(part.Type, Expression.Constant(limit))), typeof(int)))], flow));
        Emit(Expression.IfThen(Any(beyond), Nest(() =>
        {
            var exact = Mapped(ScalarFunctions.Of(node.Method), node.Type, [LaneValue.Varying(node.Type, arguments)], node, new(beyond, false, flow.Empty));
            for (var i = 0; i < results.Length; i++)
                Set((ParameterExpression)results[i], Select(beyond[i], exact.Parts![i], results[i]));
        })));
    }

    // The platform's functions of 512 bits fuse other operations than those of 128 and 256, and differ in the last bit.
    private Expression Halved(string name, Expression part)
    {
        if (VectorCalls.SizeOf(part.Type) < 64)
            return VectorCalls.Call(name, part);
        var whole = Spill(part);
        return VectorCalls.Call(whole.Type, "Create", VectorCalls.Call(name, VectorCalls.Call("GetLower", whole)), VectorCalls.Call(name, VectorCalls.Call("GetUpper", whole)));
    }

    private Expression MappedOnce(MethodCallExpression node, LaneValue[] arguments, Flow flow)
    {
        Expression Argument(int i) => i < arguments.Length ? Interpretation.Bits.From(arguments[i].Scalar!) : Expression.Constant(0UL);
        return Interpretation.Bits.To(Spill(Expression.Call(MapOnceMethod, Expression.Constant(ScalarFunctions.Of(node.Method)), ActiveBits(flow), Argument(0), Argument(1), Argument(2), Site(node), WarpIndex)), node.Type);
    }

    /// <summary>A function that registers have; otherwise null.</summary>
    private Expression[]? Function(MethodInfo method, LaneValue[] arguments)
    {
        var type = method.ReturnType;
        var isFloat = type == typeof(float) || type == typeof(double);
        if (method.DeclaringType == typeof(BitConverter) && IsPlain(type) && IsPlain(arguments[0].Type))
            return [.. Vectors(arguments[0]).Select(part => VectorCalls.As(part, type))];
        if (method.DeclaringType == typeof(Products))
            return HighProduct(arguments[0], arguments[1]);
        if (!Array.TrueForAll(arguments, a => a.Type == type) || !IsPlain(type))
            return null;
        Expression[] Apply(string name)
        {
            var operands = Array.ConvertAll(arguments, Vectors);
            return [.. operands[0].Select((_, i) => VectorCalls.Call(name, [.. operands.Select(o => o[i])]))];
        }
        if (VectorFunctions.IsVector(method))
            return type == typeof(float) ? null : [.. Vectors(arguments[0]).Select(part => Halved(method.Name, part))];
        return (method.Name, arguments.Length) switch
        {
            ("Sqrt" or "Floor" or "Ceiling" or "Truncate" or "Round" or "Abs", 1) when isFloat => Apply(method.Name),
            ("FusedMultiplyAdd", 3) when isFloat => Apply(method.Name),
            ("CopySign", 2) when isFloat => Apply(method.Name),
            ("Min" or "Max", 2) => Apply(method.Name),
            _ => null,
        };
    }
}
