using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>Finds barriers.</summary>
internal sealed class BarrierSearch : ExpressionVisitor
{
    private bool _isFound;

    public static bool IsIn(Expression node)
    {
        var search = new BarrierSearch();
        search.Visit(node);
        return search._isFound;
    }

    protected override Expression VisitExtension(Expression node)
    {
        _isFound |= node is BlockBarrier;
        return base.VisitExtension(node);
    }
}
