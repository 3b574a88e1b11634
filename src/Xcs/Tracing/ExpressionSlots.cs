using System.Linq.Expressions;

namespace Xcs.Tracing;

/// <summary>Finds the variables of an expression that stand for nodes, each once, in order of first use.</summary>
internal sealed class ExpressionSlots : ExpressionVisitor
{
    private readonly IReadOnlyDictionary<ParameterExpression, int> _nodes;
    private readonly List<ParameterExpression> _found = [];
    private readonly HashSet<ParameterExpression> _seen = [];

    private ExpressionSlots(IReadOnlyDictionary<ParameterExpression, int> nodes) => _nodes = nodes;

    public static List<ParameterExpression> In(Expression expression, IReadOnlyDictionary<ParameterExpression, int> nodes)
    {
        var finder = new ExpressionSlots(nodes);
        finder.Visit(expression);
        return finder._found;
    }

    public override Expression? Visit(Expression? node)
    {
        if (node is not null)
            ExpressionRefusal.EnsureStack(node);
        return base.Visit(node);
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        if (_nodes.ContainsKey(node) && _seen.Add(node))
            _found.Add(node);
        return node;
    }
}
