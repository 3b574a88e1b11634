using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>Makes statements: expressions of type void.</summary>
internal static class Statements
{
    public static Expression Sequence(List<Expression> statements) => statements switch
    {
        [] => Expression.Empty(),
        [var only] when only.Type == typeof(void) => only,
        _ => Expression.Block(typeof(void), statements),
    };

    public static Expression If(Expression condition, Expression whenTrue, Expression whenFalse) => (whenTrue, whenFalse) switch
    {
        (DefaultExpression, DefaultExpression) => condition,
        (_, DefaultExpression) => Expression.IfThen(condition, whenTrue),
        (DefaultExpression, _) => Expression.IfThen(Conditions.Not(condition), whenFalse),
        _ => Expression.IfThenElse(condition, whenTrue, whenFalse),
    };
}
