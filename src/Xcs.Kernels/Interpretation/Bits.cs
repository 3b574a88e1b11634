using System.Linq.Expressions;

namespace Xcs.Kernels.Interpretation;

/// <summary>Numbers as 64 bits, widened with zeros.</summary>
internal static class Bits
{
    /// <summary>The number that bits are.</summary>
    public static Expression To(Expression bits, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => Expression.NotEqual(bits, Expression.Constant(0UL)),
        TypeCode.Single => Expression.Call(typeof(BitConverter), nameof(BitConverter.UInt32BitsToSingle), null, Expression.Convert(bits, typeof(uint))),
        TypeCode.Double => Expression.Call(typeof(BitConverter), nameof(BitConverter.UInt64BitsToDouble), null, bits),
        _ when type == typeof(Half) => Expression.Call(typeof(BitConverter), nameof(BitConverter.UInt16BitsToHalf), null, Expression.Convert(bits, typeof(ushort))),
        _ => Expression.Convert(bits, type),
    };

    /// <summary>The bits of a number.</summary>
    public static Expression From(Expression number) => Type.GetTypeCode(number.Type) switch
    {
        TypeCode.Boolean => Expression.Condition(number, Expression.Constant(1UL), Expression.Constant(0UL)),
        TypeCode.Single => Expression.Convert(Expression.Call(typeof(BitConverter), nameof(BitConverter.SingleToUInt32Bits), null, number), typeof(ulong)),
        TypeCode.Double => Expression.Call(typeof(BitConverter), nameof(BitConverter.DoubleToUInt64Bits), null, number),
        TypeCode.Int32 => Expression.Convert(Expression.Convert(number, typeof(uint)), typeof(ulong)),
        _ when number.Type == typeof(Half) => Expression.Convert(Expression.Call(typeof(BitConverter), nameof(BitConverter.HalfToUInt16Bits), null, number), typeof(ulong)),
        _ => Expression.Convert(number, typeof(ulong)),
    };

    /// <summary>The bits of a boxed number.</summary>
    public static ulong Of(object number) => number switch
    {
        bool truth => truth ? 1UL : 0,
        byte small => small,
        int signed => (uint)signed,
        uint unsigned => unsigned,
        long signed => (ulong)signed,
        ulong unsigned => unsigned,
        float single => BitConverter.SingleToUInt32Bits(single),
        double full => BitConverter.DoubleToUInt64Bits(full),
        Half half => BitConverter.HalfToUInt16Bits(half),
        _ => throw new NotSupportedException($"a {number.GetType()}"),
    };
}
