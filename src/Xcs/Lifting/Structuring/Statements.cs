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

    /// <summary>An if; a way that does not come back needs no else behind it.</summary>
    public static IEnumerable<Expression> If(Expression condition, List<Expression> whenTrue, List<Expression> whenFalse)
    {
        if (whenTrue.Count > 0 && IsEnd(whenTrue[^1]))
            return [Expression.IfThen(condition, Sequence(whenTrue)), .. whenFalse];
        if (whenFalse.Count > 0 && IsEnd(whenFalse[^1]))
            return [Expression.IfThen(Conditions.Not(condition), Sequence(whenFalse)), .. whenTrue];
        return (whenTrue.Count, whenFalse.Count) switch
        {
            (0, 0) => [condition],
            (_, 0) => [Expression.IfThen(condition, Sequence(whenTrue))],
            (0, _) => [Expression.IfThen(Conditions.Not(condition), Sequence(whenFalse))],
            _ => [Expression.IfThenElse(condition, Sequence(whenTrue), Sequence(whenFalse))],
        };
    }

    private static bool IsEnd(Expression statement) => statement is GotoExpression or UnaryExpression { NodeType: ExpressionType.Throw };
}
