using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>Boolean expressions.</summary>
internal static class Conditions
{
    /// <summary>The opposite. An ordering of floating-point numbers is not turned round: neither it nor its opposite holds for NaN.</summary>
    public static Expression Not(Expression condition) => condition switch
    {
        UnaryExpression { NodeType: ExpressionType.Not } not => not.Operand,
        ConstantExpression { Value: bool value } => Expression.Constant(!value),
        BinaryExpression { Method: null } comparison when Opposite(comparison) is { } opposite =>
            Compare(opposite, comparison.Left, comparison.Right),
        _ => Expression.Not(condition),
    };

    public static Expression And(Expression first, Expression second) => Expression.AndAlso(first, second);

    public static Expression Or(Expression first, Expression second) => Expression.OrElse(first, second);

    /// <summary>One of two values; of booleans as <c>&amp;&amp;</c> and <c>||</c> where one is constant.</summary>
    public static Expression Choice(Expression condition, Expression whenTrue, Expression whenFalse, Type type) => (whenTrue, whenFalse) switch
    {
        (ConstantExpression { Value: true }, ConstantExpression { Value: false }) => condition,
        (ConstantExpression { Value: false }, ConstantExpression { Value: true }) => Not(condition),
        (ConstantExpression { Value: true }, _) => Or(condition, whenFalse),
        (ConstantExpression { Value: false }, _) => And(Not(condition), whenFalse),
        (_, ConstantExpression { Value: true }) => Or(Not(condition), whenTrue),
        (_, ConstantExpression { Value: false }) => And(condition, whenTrue),
        _ => Expression.Condition(condition, whenTrue, whenFalse, type),
    };

    /// <summary>Whether a value, as a branch sees it, is not zero or null.</summary>
    public static Expression IsTrue(Expression value)
    {
        if (value.Type == typeof(bool))
            return value;
        if (value is ConditionalExpression { IfTrue: ConstantExpression { Value: 1 }, IfFalse: ConstantExpression { Value: 0 } } choice)
            return choice.Test;
        return StackKinds.Of(value.Type) switch
        {
            StackKind.Int32 when value is ConstantExpression { Value: int number } => Expression.Constant(number != 0),
            StackKind.Int32 => Expression.NotEqual(Coercion.To(value, typeof(int)), Expression.Constant(0)),
            StackKind.Int64 => Expression.NotEqual(Coercion.To(value, typeof(long)), Expression.Constant(0L)),
            _ => Expression.ReferenceNotEqual(value, Expression.Constant(null, value.Type)),
        };
    }

    // Objects compare by identity, whatever operators their type declares.
    private static BinaryExpression Compare(ExpressionType comparison, Expression left, Expression right) => comparison switch
    {
        ExpressionType.Equal when !left.Type.IsValueType => Expression.ReferenceEqual(left, right),
        ExpressionType.NotEqual when !left.Type.IsValueType => Expression.ReferenceNotEqual(left, right),
        _ => Expression.MakeBinary(comparison, left, right),
    };

    private static ExpressionType? Opposite(BinaryExpression comparison)
    {
        var isFloat = comparison.Left.Type == typeof(float) || comparison.Left.Type == typeof(double);
        return comparison.NodeType switch
        {
            ExpressionType.Equal => ExpressionType.NotEqual,
            ExpressionType.NotEqual => ExpressionType.Equal,
            ExpressionType.LessThan when !isFloat => ExpressionType.GreaterThanOrEqual,
            ExpressionType.GreaterThanOrEqual when !isFloat => ExpressionType.LessThan,
            ExpressionType.GreaterThan when !isFloat => ExpressionType.LessThanOrEqual,
            ExpressionType.LessThanOrEqual when !isFloat => ExpressionType.GreaterThan,
            _ => null,
        };
    }
}
