using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Looks for nodes in a tree.</summary>
internal sealed class NodeSearch : ExpressionVisitor
{
    private readonly Predicate<Expression> _isMeant;
    private bool _isFound;

    private NodeSearch(Predicate<Expression> isMeant) => _isMeant = isMeant;

    /// <summary>Whether a node or a node in it is meant.</summary>
    public static bool Any(Expression tree, Predicate<Expression> isMeant)
    {
        var search = new NodeSearch(isMeant);
        search.Visit(tree);
        return search._isFound;
    }

    /// <summary>The nodes that are meant, from the outside in.</summary>
    public static IReadOnlyList<Expression> All(Expression tree, Predicate<Expression> isMeant)
    {
        List<Expression> found = [];
        Any(tree, node =>
        {
            if (isMeant(node))
                found.Add(node);
            return false;
        });
        return found;
    }

    public static bool Reads(Expression tree, ParameterExpression variable) => Any(tree, node => node == variable);

    public static bool HasBarrier(Expression tree) => Any(tree, static node => node is BlockBarrier);

    public override Expression? Visit(Expression? node)
    {
        if (node is null || _isFound)
            return node;
        _isFound = _isMeant(node);
        return base.Visit(node);
    }
}
