using System.Linq.Expressions;
using System.Reflection;
using Xcs.Dataflow;

namespace Xcs.Tracing;

/// <summary>
/// Makes the nodes of one graph. Visiting an expression adds the calls inside to the graph, in order of evaluation, and returns what is left:
/// an expression over variables that stand for nodes. What is left is evaluated by the node that consumes it, so it has to become a node of
/// its own (it is <em>held</em>) where a call follows that must not overtake it.
/// </summary>
internal sealed partial class ExpressionFlattener(string name, ExpressionContext context)
{
    private readonly GraphBuffer _buffer = new();
    private readonly Dictionary<ParameterExpression, int> _nodes = [];

    /// <summary>The graph of a function: its parameters are the first arguments, variables of the graph around it the others.</summary>
    public DataflowGraph Trace(LambdaExpression lambda, IEnumerable<ParameterExpression>? captures = null)
    {
        foreach (var parameter in lambda.Parameters)
            Argument(parameter, parameter.Name ?? $"argument {_buffer.Count}");
        return Close(lambda.Body, lambda.ReturnType, captures ?? []);
    }

    /// <summary>The graph of an ordinary function: its parameters are variables too, which its statements may write.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="bound">A delegate whose target is the value of the first parameter; null where there is none.</param>
    /// <param name="body">The statements.</param>
    public DataflowGraph TraceLifted(IReadOnlyList<ParameterExpression> parameters, Delegate? bound, Expression body)
    {
        if (bound is not null)
            _locals[parameters[0]] = Expression.Constant(bound.Target, parameters[0].Type);
        foreach (var parameter in parameters.Skip(bound is null ? 0 : 1))
        {
            var given = Expression.Parameter(parameter.Type, parameter.Name);
            Argument(given, parameter.Name ?? $"argument {_buffer.Count}");
            _locals[parameter] = given;
        }

        var result = body.Type == typeof(void) ? Effect(body) : Node(Visit(body));
        return _buffer.ToGraph(name, [.. Enumerable.Range(0, _buffer.Count)], result, [.. Explained()]);
    }

    /// <summary>The graph of a function that is one node.</summary>
    public DataflowGraph TraceWhole(IEnumerable<ParameterExpression> parameters, Expression call, string nodeName)
    {
        foreach (var parameter in parameters)
            Argument(parameter, parameter.Name ?? $"argument {_buffer.Count}");
        var (lambda, inputs) = Fuse(call);
        var result = Add(ExpressionOperators.Of(call.Type).Glue(nodeName, lambda.Compile(), Substitutable(lambda), isPure: false, cost: 0), inputs);
        return _buffer.ToGraph(name, [.. Enumerable.Range(0, _buffer.Count)], result, ["lift: it makes no calls that could run side by side: it runs as it is"]);
    }

    /// <summary>The graph of an expression over variables of the graph around it.</summary>
    private DataflowGraph Close(Expression body, Type type, IEnumerable<ParameterExpression> captures)
    {
        foreach (var capture in captures)
            Argument(capture, $"captured {capture.Name ?? "value"}");
        var result = type == typeof(void) ? Effect(body) : Node(Converted(Visit(body), type));
        return _buffer.ToGraph(name, [.. Enumerable.Range(0, _buffer.Count)], result);
    }

    /// <summary>Adds the calls inside an expression to the graph and returns what is left of it.</summary>
    private Expression Visit(Expression expression)
    {
        if (!context.Calls.Contains(expression))
            return Origin(Current(expression), expression);
        ExpressionRefusal.EnsureStack(expression);
        if (context.Lifted is not null && VisitStatement(expression) is { } value)
            return value;
        return Origin(VisitCalls(expression), expression);
    }

    private Expression VisitCalls(Expression expression)
    {
        return expression switch
        {
            MethodCallExpression call when ExpressionCalls.IsForm(call, nameof(Graph.Await)) => Await(call),
            MethodCallExpression call when ExpressionCalls.IsForm(call, nameof(Graph.Map)) => Map(call),
            MethodCallExpression call when ExpressionCalls.IsForm(call, nameof(Graph.Reduce)) => Reduce(call),
            MethodCallExpression call when ExpressionCalls.IsNode(call) => Call(call),
            InvocationExpression { Expression: LambdaExpression lambda } invocation => Inline(lambda, invocation),
            InvocationExpression invocation => Invoke(invocation),
            ConditionalExpression branch when context.Calls.Contains(branch.IfTrue) || context.Calls.Contains(branch.IfFalse) =>
                Choose("if", typeof(bool), branch.Test, ["then", "else"], [branch.IfTrue, branch.IfFalse], branch.Type),
            BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.OrElse } logic when context.Calls.Contains(logic.Right) => Logic(logic),
            BinaryExpression { NodeType: ExpressionType.Coalesce } choice when context.Calls.Contains(choice.Right) => Coalesce(choice),
            MemberInitExpression creation => Initialize(creation),
            ListInitExpression creation => Initialize(creation),
            BlockExpression { Variables.Count: 0 } block => Sequence(block),
            _ when IsOrdinary(expression) => Rebuild(expression),
            _ => throw ExpressionRefusal.Of(expression,
                $"the {Text(expression.NodeType)} expression holds calls, which cannot run as separate nodes", "Move it into a method; a call of that method is one node."),
        };
    }

    /// <summary>The expression with its children visited in order. Those that may not be overtaken by a later child's calls are held.</summary>
    private Expression Rebuild(Expression expression)
    {
        var children = ExpressionChildren.Of(expression);
        return ExpressionChildren.Replace(expression, Operands(children, k => IsByAddress(expression, k)));
    }

    private Expression[] Operands(IReadOnlyList<Expression> children, Func<int, bool>? isByAddress = null, Func<int, bool>? isKept = null)
    {
        var last = children.Count - 1;
        while (last >= 0 && !context.Calls.Contains(children[last]))
            last--;
        var operands = new Expression[children.Count];
        for (var k = 0; k < operands.Length; k++)
        {
            if (isKept is not null && isKept(k))
                operands[k] = children[k];
            else if (k >= last)
                operands[k] = Visit(children[k]);
            else
                operands[k] = isByAddress is not null && isByAddress(k) ? Place(children[k]) : Hold(Visit(children[k]));
        }

        return operands;
    }

    /// <summary>Something that later calls cannot overtake: the expression where nothing tells when it is evaluated, else a node.</summary>
    private Expression Hold(Expression expression) =>
        context.Traits.IsInert(expression) ? expression : Variable(Node(expression), expression.Type);

    // A struct's method runs where the struct lives: later calls that change the place are seen. What finds the place runs first.
    private Expression Place(Expression expression)
    {
        switch (expression)
        {
            case MemberExpression { Member: FieldInfo, Expression: { } owner } field when owner.Type.IsValueType:
                return field.Update(Place(owner));
            case MemberExpression { Member: FieldInfo, Expression: { } owner } field:
                return Checked(field.Update(Hold(Visit(owner))), owner is ConstantExpression { Value: not null });
            case BinaryExpression { NodeType: ExpressionType.ArrayIndex } element:
                return Checked(element.Update(Hold(Visit(element.Left)), element.Conversion, Hold(Visit(element.Right))), isThere: false);
            case IndexExpression { Indexer: null, Object: { } array } element:
                return Checked(element.Update(Hold(Visit(array)), element.Arguments.Select(index => Hold(Visit(index)))), isThere: false);
            case ParameterExpression or MemberExpression { Member: FieldInfo, Expression: null }:
                return Current(expression);
            default:
                return Hold(Visit(expression));
        }
    }

    private Expression Checked(Expression place, bool isThere)
    {
        if (!isThere)
            Node(place);
        return place;
    }

    private Expression Sequence(BlockExpression block)
    {
        for (var k = 0; k < block.Expressions.Count - 1; k++)
            Effect(block.Expressions[k]);
        var last = block.Expressions[^1];
        return block.Type == typeof(void) ? Variable(Effect(last), typeof(void)) : Converted(Visit(last), block.Type);
    }

    /// <summary>Evaluates an expression for what it does; the node gives <see cref="Unit"/>.</summary>
    private int Effect(Expression expression)
    {
        var left = Visit(expression);
        if (left.Type == typeof(Unit) || left.Type == typeof(void))
            return Node(left);
        if (!context.Traits.IsInert(left))
            Node(left);
        return Node(Expression.Default(typeof(Unit)));
    }

    // The receiver of a struct's method, and what is passed by reference.
    private static bool IsByAddress(Expression expression, int child)
    {
        if (expression is not MethodCallExpression call)
            return false;
        if (call.Object is not null)
            return child == 0 ? call.Object.Type.IsValueType : call.Method.GetParameters()[child - 1].ParameterType.IsByRef;
        return call.Method.GetParameters()[child].ParameterType.IsByRef;
    }

    private static bool IsOrdinary(Expression expression) => expression switch
    {
        BinaryExpression binary => !ExpressionPlaces.IsAssignment(binary.NodeType),
        UnaryExpression unary => !ExpressionPlaces.IsAssignment(unary.NodeType),
        MemberExpression or MethodCallExpression or NewExpression or NewArrayExpression or TypeBinaryExpression or ConditionalExpression or IndexExpression => true,
        _ => false,
    };

    private static Expression Converted(Expression expression, Type type) =>
        expression.Type == type || GraphVerifier.Fits(expression.Type, type) ? expression : Expression.Convert(expression, type);
}
