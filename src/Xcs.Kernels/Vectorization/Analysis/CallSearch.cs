using System.Linq.Expressions;

namespace Xcs.Kernels.Vectorization;

/// <summary>Finds calls of functions, which may take long.</summary>
internal sealed class CallSearch : ExpressionVisitor
{
    private bool _isFound;

    public static bool IsIn(Expression node)
    {
        var search = new CallSearch();
        search.Visit(node);
        return search._isFound;
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        _isFound = true;
        return node;
    }
}
