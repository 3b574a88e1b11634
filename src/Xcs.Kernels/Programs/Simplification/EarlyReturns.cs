using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>
/// Compilers turn <c>if (c) return; A;</c> into <c>if (!c) { A; return; }</c>. This turns it back, so that what follows an early return is not inside
/// a branch: a barrier there is one for all threads that are left.
/// </summary>
internal static class EarlyReturns
{
    public static Expression Simplify(Expression body, LabelTarget exit, Dictionary<Expression, SourceLocation> sources)
    {
        var statements = List(body);
        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i] is not ConditionalExpression { IfFalse: DefaultExpression } branch || List(branch.IfTrue) is not [.., GotoExpression end] inner || end.Target != exit)
                continue;
            var behind = statements[(i + 1)..];
            // Where both have barriers, or the rest is no simple end, it stays as it is.
            if (behind.Exists(s => s is LabelExpression) || behind.Exists(NodeSearch.HasBarrier) || behind.Count > 0 && !NodeSearch.HasBarrier(branch.IfTrue))
                continue;
            var leave = Expression.IfThen(Not(branch.Test), Block([.. behind, Expression.Goto(exit)]));
            if (sources.TryGetValue(branch, out var source))
                sources[leave] = source;
            statements = [.. statements[..i], leave, .. inner[..^1]];
        }
        return Block(statements);
    }

    private static List<Expression> List(Expression node) => node is BlockExpression block ? [.. block.Expressions] : [node];

    private static Expression Block(List<Expression> statements) => statements is [var only] && only is not LabelExpression ? only
        : statements.Count == 0 ? Expression.Empty() : Expression.Block(typeof(void), statements);

    private static Expression Not(Expression test) => test switch
    {
        UnaryExpression { NodeType: ExpressionType.Not } not => not.Operand,
        BinaryExpression { Left.Type: var type } comparison when KernelTypes.IsInteger(type) && Opposite(comparison.NodeType) is { } opposite =>
            Expression.MakeBinary(opposite, comparison.Left, comparison.Right),
        _ => Expression.Not(test),
    };

    private static ExpressionType? Opposite(ExpressionType comparison) => comparison switch
    {
        ExpressionType.Equal => ExpressionType.NotEqual,
        ExpressionType.NotEqual => ExpressionType.Equal,
        ExpressionType.LessThan => ExpressionType.GreaterThanOrEqual,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThan,
        ExpressionType.GreaterThan => ExpressionType.LessThanOrEqual,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThan,
        _ => null,
    };
}
