using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>An integer of 64 bits as two words, both uint.</summary>
internal readonly record struct WordPair(Expression Low, Expression High)
{
    private static readonly ConstantExpression Zero = Expression.Constant(0U);

    public static WordPair Of(ulong constant) => new(Expression.Constant((uint)constant), Expression.Constant((uint)(constant >> 32)));

    /// <summary>What a number of 32 bits or less converts to.</summary>
    public static WordPair Extended(Expression number) =>
        new(As(number, typeof(uint)), number.Type == typeof(int) ? As(Expression.RightShift(number, Expression.Constant(31)), typeof(uint)) : Zero);

    /// <summary>The product of two numbers, both int or both uint.</summary>
    public static WordPair Product(Expression x, Expression y) =>
        new(Expression.Multiply(As(x, typeof(uint)), As(y, typeof(uint))), As(Expression.Call(typeof(Products), nameof(Products.High), null, x, y), typeof(uint)));

    /// <summary>A number of 32 bits or less as another type of 32 bits.</summary>
    public static Expression As(Expression number, Type type) => number switch
    {
        _ when number.Type == type => number,
        UnaryExpression { NodeType: ExpressionType.Convert, Operand: var same } when same.Type == type => same,
        ConstantExpression { Value: uint word } when type == typeof(int) => Expression.Constant(unchecked((int)word)),
        ConstantExpression { Value: int word } when type == typeof(uint) => Expression.Constant(unchecked((uint)word)),
        _ => Expression.Convert(number, type),
    };

    public WordPair Complement() => new(Expression.Not(Low), Expression.Not(High));

    public WordPair With(ExpressionType operation, WordPair other) => new(Logic(operation, Low, other.Low), Logic(operation, High, other.High));

    public WordPair ShiftedLeft(int count) => count >= 32 ? new(Zero, Left(Low, count - 32)) : new(Left(Low, count), Logic(ExpressionType.Or, Left(High, count), Right(Low, 32 - count)));

    public WordPair ShiftedRight(int count, bool isSigned)
    {
        var high = isSigned ? As(High, typeof(int)) : High;
        return count >= 32
            ? new(As(Right(high, count - 32), typeof(uint)), isSigned ? As(Right(high, 31), typeof(uint)) : Zero)
            : new(Logic(ExpressionType.Or, Right(Low, count), Left(High, 32 - count)), As(Right(high, count), typeof(uint)));
    }

    public bool HasNoLow => IsZero(Low);

    public bool HasNoHigh => IsZero(High);

    private static bool IsZero(Expression word) => word is ConstantExpression { Value: 0U };

    private static Expression Left(Expression word, int count) => count == 0 || IsZero(word) ? word : count == 32 ? Zero : Expression.LeftShift(word, Expression.Constant(count));

    private static Expression Right(Expression word, int count) => count == 0 || IsZero(word) ? word : count == 32 ? Zero : Expression.RightShift(word, Expression.Constant(count));

    private static Expression Logic(ExpressionType operation, Expression x, Expression y) => (operation, x, y) switch
    {
        (ExpressionType.And, _, _) when IsZero(x) || IsZero(y) => Zero,
        (ExpressionType.And, _, ConstantExpression { Value: uint.MaxValue }) => x,
        (ExpressionType.And, ConstantExpression { Value: uint.MaxValue }, _) => y,
        (not ExpressionType.And, _, _) when IsZero(y) => x,
        (not ExpressionType.And, _, _) when IsZero(x) => y,
        _ => Expression.MakeBinary(operation, x, y),
    };
}
