using System.Collections.ObjectModel;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Tracing;

/// <summary>
/// Refuses what cannot be split into nodes without a change of meaning. Values of a graph never change; so what assigns a parameter, or
/// changes one in place, has no node that could do it. Variables of a block belong to the node that the block is.
/// </summary>
internal sealed class ExpressionRules : ExpressionVisitor
{
    private readonly Dictionary<ParameterExpression, int> _values = [];
    private readonly HashSet<ParameterExpression> _locals = [];
    private readonly Dictionary<ParameterExpression, int> _uses = [];
    private readonly List<(ParameterExpression Value, Expression Call, bool IsForeign)> _changes = [];
    private int _body;

    private ExpressionRules()
    {
    }

    public static void Check(LambdaExpression lambda)
    {
        var rules = new ExpressionRules();
        rules.Enter(lambda);
        foreach (var (value, call, isForeign) in rules._changes)
        {
            if (isForeign || rules._uses[value] > 1)
            {
                throw ExpressionRefusal.Of(call, $"it may change {value.Name} in place, which is used elsewhere too; nodes have copies of their own",
                    "Declare the member readonly, or call it inside a method that takes the struct and returns what is needed.");
            }
        }
    }

    public override Expression? Visit(Expression? node)
    {
        if (node is null)
            return null;
        ExpressionRefusal.EnsureStack(node);
        if (node.Type.IsGenericType && node.Type.GetGenericTypeDefinition() == typeof(Traced<>))
            throw ExpressionRefusal.Of(node, "it makes a traced value, and an expression works on plain values", "Call the method directly; calls in an expression are nodes by themselves.");
        return base.Visit(node);
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        if (!_values.ContainsKey(node) && !_locals.Contains(node))
            throw ExpressionRefusal.Of(node, "the variable is declared nowhere around its use", "Make it a parameter of the lambda.");
        _uses[node] = _uses.GetValueOrDefault(node) + 1;
        return node;
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (ExpressionPlaces.IsAssignment(node.NodeType))
            RequireLocal(node, node.Left);
        return base.VisitBinary(node);
    }

    protected override Expression VisitUnary(UnaryExpression node)
    {
        if (ExpressionPlaces.IsAssignment(node.NodeType))
            RequireLocal(node, node.Operand);
        return base.VisitUnary(node);
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        if (node is { Member: PropertyInfo { GetMethod: { } getter }, Expression: { } owner })
            Receiver(node, owner, getter);
        return base.VisitMember(node);
    }

    protected override Expression VisitNew(NewExpression node)
    {
        if (node.Constructor is not null)
            References(node, node.Constructor.GetParameters(), node.Arguments);
        return base.VisitNew(node);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        References(node, node.Method.GetParameters(), node.Arguments);
        if (node.Object is not null)
            Receiver(node, node.Object, node.Method);
        if (!ExpressionCalls.IsForm(node, nameof(Graph.Map)) || node.Arguments[1] is not LambdaExpression body)
            return base.VisitMethodCall(node);

        Visit(node.Arguments[0]);
        _body++;
        Enter(body);
        _body--;
        return node;
    }

    protected override Expression VisitInvocation(InvocationExpression node)
    {
        if (node.Expression is not LambdaExpression lambda)
        {
            if (node.Expression.Type.IsSubclassOf(typeof(Delegate)))
                References(node, node.Expression.Type.GetMethod("Invoke")!.GetParameters(), node.Arguments);
            return base.VisitInvocation(node);
        }

        Visit(node.Arguments);
        Enter(lambda);
        return node;
    }

    protected override Expression VisitLambda<T>(Expression<T> node)
    {
        Declare(node.Parameters, node);
        Visit(node.Body);
        _locals.ExceptWith(node.Parameters);
        return node;
    }

    protected override Expression VisitBlock(BlockExpression node)
    {
        Declare(node.Variables, node);
        Visit(node.Expressions);
        _locals.ExceptWith(node.Variables);
        return node;
    }

    protected override CatchBlock VisitCatchBlock(CatchBlock node)
    {
        if (node.Variable is null)
            return base.VisitCatchBlock(node);
        Declare([node.Variable], node.Body);
        Visit(node.Filter);
        Visit(node.Body);
        _locals.Remove(node.Variable);
        return node;
    }

    // The parameters of the function, and of lambdas that are parts of it, are values of a graph.
    private void Enter(LambdaExpression lambda)
    {
        foreach (var parameter in lambda.Parameters)
        {
            if (parameter.IsByRef || !ExpressionCalls.IsStorable(parameter.Type))
                throw ExpressionRefusal.Of(parameter, $"a parameter of type {parameter.Type.Name}{(parameter.IsByRef ? ", by reference," : "")} cannot be a value of a graph", "Take an array, or the value itself.");
            if (_locals.Contains(parameter) || !_values.TryAdd(parameter, _body))
                throw DeclaredTwice(parameter);
        }

        if (!ExpressionCalls.IsStorable(lambda.ReturnType))
            throw ExpressionRefusal.Of(lambda, $"a result of type {lambda.ReturnType.Name} cannot be a value of a graph", "Return an array, or the value itself.");
        Visit(lambda.Body);
        foreach (var parameter in lambda.Parameters)
            _values.Remove(parameter);
    }

    private void Declare(IEnumerable<ParameterExpression> variables, Expression place)
    {
        foreach (var variable in variables)
        {
            if (_values.ContainsKey(variable) || !_locals.Add(variable))
                throw DeclaredTwice(place);
        }
    }

    private void RequireLocal(Expression node, Expression target)
    {
        if (ExpressionPlaces.Root(target) is not { } root || !_locals.Contains(root))
            throw ExpressionRefusal.Of(node, "it writes to something that other nodes can see; nothing would order them", "Write inside a method, and return the new value.");
    }

    private void References(Expression node, ParameterInfo[] parameters, ReadOnlyCollection<Expression> arguments)
    {
        for (var k = 0; k < parameters.Length; k++)
        {
            var isWritten = parameters[k].ParameterType.IsByRef
                && !parameters[k].IsDefined(typeof(IsReadOnlyAttribute)) && !parameters[k].IsDefined(typeof(RequiresLocationAttribute));
            if (isWritten)
                RequireLocal(node, arguments[k]);
        }
    }

    private void Receiver(Expression call, Expression receiver, MethodInfo method)
    {
        if (ExpressionPlaces.MayChange(receiver, method) && ExpressionPlaces.Changed(receiver) is { } value && _values.TryGetValue(value, out var body))
            _changes.Add((value, call, body != _body));
    }

    private static TracingException DeclaredTwice(Expression place) =>
        ExpressionRefusal.Of(place, "a variable is declared twice, one inside the scope of the other", "Use a new ParameterExpression for each declaration.");
}
