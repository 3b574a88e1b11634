using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Turns <c>if (c) v = a; else v = b;</c> into <c>v = c ? a : b</c>, where both are cheap: lanes need not part for that.</summary>
internal sealed class Choices(Dictionary<Expression, SourceLocation> sources) : ProgramRewriter(sources)
{
    private const int MostNodes = 12;

    protected override Expression VisitConditional(ConditionalExpression node)
    {
        var visited = (ConditionalExpression)base.VisitConditional(node);
        return Only(visited.IfTrue) is BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable } yes
            && Only(visited.IfFalse) is BinaryExpression { NodeType: ExpressionType.Assign } no && no.Left == variable && IsCheap(yes.Right) && IsCheap(no.Right)
            ? Expression.Assign(variable, Expression.Condition(visited.Test, yes.Right, no.Right))
            : visited;
    }

    private static Expression Only(Expression branch) => branch is BlockExpression { Expressions: [var only] } ? only : branch;

    private static bool IsCheap(Expression value)
    {
        var count = 0;
        return !NodeSearch.Any(value, node => node is MethodCallExpression or BlockBarrier or ArrayAtomic || ++count > MostNodes) && Conditionals.IsSafe(value);
    }
}
