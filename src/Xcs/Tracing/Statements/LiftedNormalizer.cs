using System.Linq.Expressions;
using System.Reflection;
using Xcs.Lifting;

namespace Xcs.Tracing.Statements;

/// <summary>
/// Writes what IL has as calls as what it was: properties, indexers, delegates. Calls of methods with <see cref="InlineAttribute"/> become the
/// methods' bodies.
/// </summary>
internal sealed class LiftedNormalizer(SourceMap sources) : ExpressionVisitor
{
    private const BindingFlags Anything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly Stack<MethodInfo> _open = [];

    public override Expression? Visit(Expression? node)
    {
        if (node is not null)
            ExpressionRefusal.EnsureStack(node);
        return sources.Keep(node, base.Visit(node));
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        var method = node.Method;
        if (method.IsDefined(typeof(InlineAttribute), inherit: false))
            return Inlined(node);
        var call = (MethodCallExpression)base.VisitMethodCall(node);
        if (method.IsDefined(typeof(OperatorAttribute), inherit: true))
            return call;
        if (method.Name == "Invoke" && method.DeclaringType!.IsSubclassOf(typeof(Delegate)) && call.Object is not null)
            return Expression.Invoke(call.Object, call.Arguments);
        return method.IsSpecialName && PropertyOf(method) is { } property ? Accessed(call, property) : call;
    }

    private static Expression Accessed(MethodCallExpression call, PropertyInfo property)
    {
        var isSetter = call.Method == property.SetMethod || call.Method.ReturnType == typeof(void);
        if (isSetter && (!property.CanWrite || property.PropertyType != call.Arguments[^1].Type))
            return call;
        Expression[] indices = [.. isSetter ? call.Arguments.SkipLast(1) : call.Arguments];
        if (indices.Length > 0 && call.Object is null || call.Object is { Type.IsValueType: true } && isSetter)
            return call;
        Expression place = indices.Length == 0 ? Expression.Property(call.Object, property) : Expression.Property(call.Object, property, indices);
        if (place.Type != call.Type && !isSetter)
            return call;
        return isSetter ? Expression.Block(typeof(void), Expression.Assign(place, call.Arguments[^1])) : place;
    }

    private static PropertyInfo? PropertyOf(MethodInfo method)
    {
        if (!method.Name.StartsWith("get_", StringComparison.Ordinal) && !method.Name.StartsWith("set_", StringComparison.Ordinal))
            return null;
        return Array.Find(method.DeclaringType!.GetProperties(Anything), property => property.GetMethod == method || property.SetMethod == method);
    }

    // The arguments are evaluated first, in order; then the body runs on its own variables.
    private BlockExpression Inlined(MethodCallExpression call)
    {
        var method = call.Method;
        var place = $"{method.DeclaringType?.Name}.{method.Name}";
        if (_open.Contains(method))
            throw new TracingException("it is marked [Inline] and calls itself", "Drop [Inline], or write a loop.", place, sources.Of(call));
        if (method.GetParameters().Any(static parameter => parameter.ParameterType.IsByRef) || (method.IsVirtual && !method.IsFinal))
            throw new TracingException("it is marked [Inline], and is virtual or takes arguments by reference", "Drop [Inline]; a call of it is one node.", place, sources.Of(call));
        Expression[] arguments = [.. ExpressionChildren.Of(call).Select(argument => Visit(argument)!)];
        _open.Push(method);
        var lifted = Lifter.Lift(method);
        sources.Add(lifted.SourceOf);
        var copy = new FreshCopy(sources);
        var body = Visit(copy.Visit(lifted.Body)!)!;
        _open.Pop();
        ParameterExpression[] parameters = [.. lifted.Parameters.Select(copy.Of)];
        var steps = parameters.Select((parameter, k) => (Expression)Expression.Assign(parameter, arguments[k])).ToList();
        if (call.Object is { Type.IsValueType: false })
            steps.Add(Expression.IfThen(Expression.ReferenceEqual(parameters[0], Expression.Constant(null)), Expression.Throw(Expression.New(typeof(NullReferenceException)))));
        return Expression.Block(call.Type, parameters, [.. steps, body]);
    }

    /// <summary>The same code with variables and labels of its own.</summary>
    private sealed class FreshCopy(SourceMap sources) : ExpressionVisitor
    {
        private readonly Dictionary<ParameterExpression, ParameterExpression> _variables = [];
        private readonly Dictionary<LabelTarget, LabelTarget> _labels = [];

        public ParameterExpression Of(ParameterExpression variable)
        {
            if (!_variables.TryGetValue(variable, out var copy))
                _variables.Add(variable, copy = Expression.Variable(variable.Type, variable.Name));
            return copy;
        }

        public override Expression? Visit(Expression? node) => sources.Keep(node, base.Visit(node));

        protected override Expression VisitParameter(ParameterExpression node) => Of(node);

        protected override LabelTarget? VisitLabelTarget(LabelTarget? node)
        {
            if (node is null)
                return null;
            if (!_labels.TryGetValue(node, out var copy))
                _labels.Add(node, copy = Expression.Label(node.Type, node.Name));
            return copy;
        }
    }
}
