using System.Linq.Expressions;
using System.Reflection;
using Xcs.Tracing.Statements;

namespace Xcs.Tracing;

/// <summary>Says which calls become nodes, and which expressions contain one. What a nested delegate does is not part of the graph.</summary>
/// <param name="hasStatements">Whether expressions may write local variables; what does so is looked into like a call.</param>
internal sealed class ExpressionCalls(bool hasStatements)
{
    private readonly Dictionary<Expression, bool> _known = [];

    /// <summary>Whether evaluating the expression makes a node before the expression itself is done.</summary>
    public bool Contains(Expression expression)
    {
        if (expression is ConstantExpression or ParameterExpression or DefaultExpression or LambdaExpression or { NodeType: ExpressionType.Quote })
            return false;
        if (_known.TryGetValue(expression, out var known))
            return known;
        ExpressionRefusal.EnsureStack(expression);
        var contains = IsNode(expression) || (hasStatements && IsStatement(expression)) || Opened(expression).Any(Contains);
        _known.Add(expression, contains);
        return contains;
    }

    /// <summary>Whether the expression itself becomes a node: a call that is not glue, or the call of a delegate.</summary>
    public static bool IsNode(Expression expression) => expression switch
    {
        MethodCallExpression call => !IsGlue(call.Method),
        InvocationExpression invocation => invocation.Expression is not LambdaExpression && IsStorable(invocation.Type),
        _ => false,
    };

    /// <summary>Whether an expression does something to local variables or to the flow of control.</summary>
    private static bool IsStatement(Expression expression) => expression
        is BlockExpression or WhileStatement or TryExpression or SwitchExpression or { NodeType: ExpressionType.Throw }
        || ExpressionPlaces.IsAssignment(expression.NodeType) || LocalUse.Mutated(expression).Any();

    /// <summary>Whether a method is one of the plain forms of <see cref="Graph"/> with a node of its own kind.</summary>
    public static bool IsForm(MethodCallExpression call, string name) => call.Method.DeclaringType == typeof(Graph) && call.Method.Name == name;

    /// <summary>The delegate's name as the program has it.</summary>
    public static string NameOf(InvocationExpression invocation) => invocation.Expression switch
    {
        MemberExpression member => member.Member.Name,
        ParameterExpression { Name: { } name } => name,
        _ => "invoke",
    };

    /// <summary>Whether a value of the type can be kept between nodes.</summary>
    public static bool IsStorable(Type type) => type is { IsByRefLike: false, IsPointer: false, IsByRef: false, IsFunctionPointer: false };

    private static bool IsGlue(MethodInfo method)
    {
        if (!IsStorable(method.ReturnType))
            return true;
        if (method.IsDefined(typeof(OperatorAttribute), inherit: true))
            return false;
        var isAccessor = method.IsSpecialName && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("op_", StringComparison.Ordinal));
        return isAccessor || ExpressionBuiltIns.Contains(method);
    }

    // A lambda that is invoked on the spot is part of the program, not a delegate.
    private static IEnumerable<Expression> Opened(Expression expression) =>
        expression is InvocationExpression { Expression: LambdaExpression lambda } invocation
            ? invocation.Arguments.Append(lambda.Body)
            : ExpressionChildren.Of(expression);
}
