using System.Linq.Expressions;
using System.Reflection;

namespace Xcs.Tracing;

/// <summary>Reduces extension nodes, and writes operator overloads and properties that carry <see cref="OperatorAttribute"/> as the calls that they are.</summary>
internal sealed class ExpressionNormalizer : ExpressionVisitor
{
    private ExpressionNormalizer()
    {
    }

    public static LambdaExpression Apply(LambdaExpression lambda)
    {
        var body = new ExpressionNormalizer().Visit(lambda.Body)!;
        return body == lambda.Body ? lambda : Expression.Lambda(lambda.Type, body, lambda.Name, lambda.Parameters);
    }

    public override Expression? Visit(Expression? node)
    {
        if (node is not null)
            ExpressionRefusal.EnsureStack(node);
        return base.Visit(node);
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        var visited = (BinaryExpression)base.VisitBinary(node);
        return IsDeclared(visited.Method, visited) && !visited.IsLifted && visited.NodeType is not (ExpressionType.AndAlso or ExpressionType.OrElse)
            ? Expression.Call(visited.Method!, visited.Left, visited.Right)
            : visited;
    }

    protected override Expression VisitUnary(UnaryExpression node)
    {
        // A quoted expression is data: its reader sees it as it was written.
        if (node.NodeType == ExpressionType.Quote)
            return node;
        var visited = (UnaryExpression)base.VisitUnary(node);
        return IsDeclared(visited.Method, visited) && !visited.IsLifted ? Expression.Call(visited.Method!, visited.Operand) : visited;
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        var visited = (MemberExpression)base.VisitMember(node);
        return visited.Member is PropertyInfo property && IsDeclared(property.GetMethod, visited)
            ? Expression.Call(visited.Expression, property.GetMethod!)
            : visited;
    }

    private static bool IsDeclared(MethodInfo? method, Expression node) =>
        method is not null && method.ReturnType == node.Type && method.IsDefined(typeof(OperatorAttribute), inherit: true);
}
