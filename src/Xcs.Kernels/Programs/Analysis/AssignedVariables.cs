using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Finds the variables that a tree assigns.</summary>
internal sealed class AssignedVariables : ExpressionVisitor
{
    private readonly HashSet<ParameterExpression> _variables = [];

    private AssignedVariables()
    {
    }

    public static HashSet<ParameterExpression> In(Expression node)
    {
        var search = new AssignedVariables();
        search.Visit(node);
        return search._variables;
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node is { NodeType: ExpressionType.Assign, Left: ParameterExpression variable })
            _variables.Add(variable);
        return base.VisitBinary(node);
    }
}
