using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>Which variables expressions name.</summary>
internal static class Uses
{
    /// <summary>Whether an expression names one of some variables.</summary>
    public static bool Any(Expression expression, HashSet<ParameterExpression> variables)
    {
        if (expression is ConstantExpression)
            return false;
        if (expression is ParameterExpression single)
            return variables.Contains(single);
        var search = new Search(variables);
        search.Visit(expression);
        return search.Found;
    }

    /// <summary>How often an expression names a variable.</summary>
    public static int Of(ParameterExpression variable, Expression expression)
    {
        var counts = new Dictionary<ParameterExpression, int>();
        Count(expression, counts);
        return counts.GetValueOrDefault(variable);
    }

    /// <summary>Counts how often expressions name variables.</summary>
    public static void Count(Expression expression, Dictionary<ParameterExpression, int> counts) => new Counter(counts).Visit(expression);

    private sealed class Search(HashSet<ParameterExpression> variables) : TreeVisitor
    {
        public bool Found { get; private set; }

        public override Expression? Visit(Expression? node) => Found ? node : base.Visit(node);

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= variables.Contains(node);
            return node;
        }
    }

    private sealed class Counter(Dictionary<ParameterExpression, int> counts) : TreeVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node)
        {
            counts[node] = counts.GetValueOrDefault(node) + 1;
            return node;
        }
    }
}
