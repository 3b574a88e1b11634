using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Interpretation;

/// <summary>Finds the variables of a loop that what it does depends on; a mere counter is none of them.</summary>
internal sealed class RelevantVariables : ExpressionVisitor
{
    private readonly HashSet<ParameterExpression> _found = [];
    private int _count = -1;

    private RelevantVariables()
    {
    }

    public static IReadOnlyCollection<ParameterExpression> Of(LoopExpression loop)
    {
        var search = new RelevantVariables();
        while (search._count < search._found.Count)
        {
            search._count = search._found.Count;
            search.Visit(loop.Body);
        }
        return search._found;
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node is not { NodeType: ExpressionType.Assign, Left: ParameterExpression variable })
            return base.VisitBinary(node);
        // What is computed for a variable that does not matter does not matter either, unless it has effects.
        if (_found.Contains(variable) || node.Right is KernelNode and not ArrayLoad and not WarpOperation)
            Visit(node.Right);
        return node;
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        _found.Add(node);
        return node;
    }
}
