using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>Gives a stack value the type that its user expects, as the runtime does where IL leaves it implicit: without checks.</summary>
internal static class Coercion
{
    private static readonly MethodInfo AsMethod = typeof(Unsafe).GetMethod(nameof(Unsafe.As), 1, [typeof(object)])!;

    public static Expression To(Expression value, Type type)
    {
        if (value.Type == type)
            return value;
        var from = StackKinds.Of(value.Type);
        switch (StackKinds.Of(type))
        {
            case StackKind.Int32:
                return ToInt32(from == StackKind.Int32 ? value : Convert(To(value, typeof(long)), typeof(int)), type);
            case StackKind.Int64:
                return ToInt64(from == StackKind.Int32 ? SignExtend(value) : value, type);
            case StackKind.Single or StackKind.Double when from is StackKind.Single or StackKind.Double:
                return Convert(value, type);
            case StackKind.Object when from == StackKind.Object:
                return ToObject(value, type);
            default:
                throw new NotSupportedException($"a {value.Type} used as a {type}");
        }
    }

    /// <summary>Widens 32 bits to 64, keeping the sign.</summary>
    public static Expression SignExtend(Expression value) => value is ConstantExpression { Value: int number }
        ? Expression.Constant((long)number)
        : Convert(StackKinds.IsZeroExtended(value.Type) && value.Type != typeof(bool) && !value.Type.IsEnum ? value : To(value, typeof(int)), typeof(long));

    /// <summary>Widens 32 bits to 64 with zeros.</summary>
    public static Expression ZeroExtend(Expression value) => value is ConstantExpression { Value: int number }
        ? Expression.Constant((ulong)(uint)number)
        : Convert(To(value, typeof(uint)), typeof(ulong));

    /// <summary>Whether converting there and back changes nothing.</summary>
    private static bool IsLossless(Type from, Type to) => StackKinds.Of(from) == StackKinds.Of(to) && StackKinds.SizeOf(from) <= StackKinds.SizeOf(to);

    private static Expression ToInt32(Expression value, Type type)
    {
        if (type == typeof(bool))
            return ToBoolean(value);
        if (value is ConstantExpression { Value: int number })
            return Expression.Constant(Number(number, type), type);
        if (value.Type == typeof(bool))
            return Convert(Expression.Condition(value, Expression.Constant(1), Expression.Constant(0)), type);
        // A narrow conversion below only keeps the bits that this one keeps, too.
        if (value is UnaryExpression { NodeType: ExpressionType.Convert, Method: null } inner && IsLossless(inner.Operand.Type, inner.Type)
            && inner.Operand.Type == type)
            return inner.Operand;
        return Convert(value, type);
    }

    private static Expression ToBoolean(Expression value) => value switch
    {
        ConstantExpression { Value: int number } => Expression.Constant(number != 0),
        ConditionalExpression { IfTrue: ConstantExpression { Value: 1 }, IfFalse: ConstantExpression { Value: 0 } } choice => choice.Test,
        // A boolean is a byte: the lowest is kept.
        _ => Expression.NotEqual(To(value, typeof(byte)), Expression.Constant((byte)0)),
    };

    private static object Number(int number, Type type)
    {
        if (type.IsEnum)
            return Enum.ToObject(type, Number(number, type.GetEnumUnderlyingType()));
        unchecked
        {
            return Type.GetTypeCode(type) switch
            {
                TypeCode.Char => (char)number,
                TypeCode.SByte => (sbyte)number,
                TypeCode.Byte => (byte)number,
                TypeCode.Int16 => (short)number,
                TypeCode.UInt16 => (ushort)number,
                TypeCode.UInt32 => (uint)number,
                TypeCode.Boolean => number != 0,
                _ => number,
            };
        }
    }

    private static Expression ToInt64(Expression value, Type type)
    {
        if (value.Type == type)
            return value;
        if (type.IsPointer || type.IsFunctionPointer)
            type = typeof(long);
        if (value is ConstantExpression { Value: long number } && type == typeof(ulong))
            return Expression.Constant((ulong)number);
        if (value is ConstantExpression { Value: ulong bits } && type == typeof(long))
            return Expression.Constant((long)bits);
        // The platform's integers convert by their operators, each from one 64-bit type.
        if (type == typeof(nint))
            return Convert(To(value, typeof(long)), type);
        if (type == typeof(nuint))
            return Convert(To(value, typeof(ulong)), type);
        if (value.Type == typeof(nint) && type != typeof(long))
            return Convert(Convert(value, typeof(long)), type);
        if (value.Type == typeof(nuint) && type != typeof(ulong))
            return Convert(Convert(value, typeof(ulong)), type);
        return Convert(value, type);
    }

    private static Expression ToObject(Expression value, Type type)
    {
        if (type.IsAssignableFrom(value.Type))
            return value;
        if (value is ConstantExpression { Value: null })
            return Expression.Constant(null, type);
        return Expression.Call(AsMethod.MakeGenericMethod(type), value);
    }

    private static Expression Convert(Expression value, Type type)
    {
        if (value.Type == type)
            return value;
        if (value is UnaryExpression { NodeType: ExpressionType.Convert } inner && inner.Operand.Type == type && IsLossless(type, inner.Type))
            return inner.Operand;
        return Expression.Convert(value, type);
    }
}
