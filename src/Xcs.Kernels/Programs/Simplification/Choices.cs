using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Turns <c>if (c) v = a; else v = b;</c> into <c>v = c ? a : b</c> where both only compute and are small: compilers make jumps of what was a choice.</summary>
internal sealed class Choices(Dictionary<Expression, SourceLocation> sources) : ProgramRewriter(sources)
{
    private const int Small = 8;

    protected override Expression VisitConditional(ConditionalExpression node)
    {
        var visited = (ConditionalExpression)base.VisitConditional(node);
        return Assigned(visited.IfTrue) is var (variable, yes) && Assigned(visited.IfFalse) is var (other, no) && variable == other
            ? Expression.Assign(variable, Expression.Condition(visited.Test, yes, no))
            : visited;
    }

    private static (ParameterExpression Variable, Expression Value)? Assigned(Expression branch) => branch switch
    {
        BlockExpression { Expressions: [var only] } => Assigned(only),
        BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable, Right: var value } when value is not KernelNode { Operands.Count: > 0 } && IsSmall(value) => (variable, value),
        _ => null,
    };

    private static bool IsSmall(Expression value)
    {
        var size = 0;
        return !NodeSearch.Any(value, node => ++size > Small || node is MethodCallExpression) && Conditionals.IsSafe(value);
    }
}
