using System.Linq.Expressions;

namespace Xcs.Tracing;

/// <summary>Puts expressions in the place of variables.</summary>
internal sealed class ExpressionSubstitution(IReadOnlyDictionary<ParameterExpression, Expression> values) : ExpressionVisitor
{
    public override Expression? Visit(Expression? node)
    {
        if (node is not null)
            ExpressionRefusal.EnsureStack(node);
        return base.Visit(node);
    }

    protected override Expression VisitParameter(ParameterExpression node) => values.GetValueOrDefault(node, node);
}
