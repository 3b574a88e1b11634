using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Products of 64 bits whose factors have 32.</summary>
internal static class Products
{
    /// <summary>The high half of a product.</summary>
    public static uint High(uint x, uint y) => (uint)(((ulong)x * y) >> 32);

    /// <summary>The high half of a product.</summary>
    public static int High(int x, int y) => (int)(((long)x * y) >> 32);

    /// <summary>int or uint if both factors of a product of 64 bits are what that converts to; otherwise null.</summary>
    public static Type? Factors(BinaryExpression product) =>
        HasNoHigh(product.Left) && HasNoHigh(product.Right) ? typeof(uint) : IsSigned(product.Left) && IsSigned(product.Right) ? typeof(int) : null;

    private static bool HasNoHigh(Expression node) => node switch
    {
        ConstantExpression { Value: ulong number } => number <= uint.MaxValue,
        ConstantExpression { Value: long number } => number is >= 0 and <= uint.MaxValue,
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null, Operand: var operand } => operand.Type == typeof(uint) || operand.Type == typeof(byte) || IsWide(operand.Type) && HasNoHigh(operand),
        BinaryExpression { NodeType: ExpressionType.And } both => HasNoHigh(both.Left) || HasNoHigh(both.Right),
        BinaryExpression { NodeType: ExpressionType.Or or ExpressionType.ExclusiveOr } either => HasNoHigh(either.Left) && HasNoHigh(either.Right),
        BinaryExpression { NodeType: ExpressionType.RightShift, Right: ConstantExpression { Value: int count } } shift => shift.Type == typeof(ulong) && (count & 63) >= 32 || HasNoHigh(shift.Left),
        _ => false,
    };

    private static bool IsSigned(Expression node) => node switch
    {
        ConstantExpression { Value: ulong number } => number <= int.MaxValue || number >= unchecked((ulong)int.MinValue),
        ConstantExpression { Value: long number } => number is >= int.MinValue and <= int.MaxValue,
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null, Operand: var operand } => operand.Type == typeof(int) || operand.Type == typeof(byte) || IsWide(operand.Type) && IsSigned(operand),
        _ => false,
    };

    public static bool IsWide(Type type) => type == typeof(long) || type == typeof(ulong);
}
