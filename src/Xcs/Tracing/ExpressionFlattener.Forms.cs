using System.Linq.Expressions;
using Xcs.Dataflow;

namespace Xcs.Tracing;

// The plain forms of Graph that have nodes of their own kind.
internal sealed partial class ExpressionFlattener
{
    private ParameterExpression Await(MethodCallExpression call)
    {
        var task = call.Arguments[0];
        OperatorFacts? facts = null;
        var operatorName = "await";
        Expression left;
        if (task is MethodCallExpression inner && ExpressionCalls.IsNode(inner) && inner.Method.DeclaringType != typeof(Graph))
        {
            facts = OperatorFacts.Of(inner.Method);
            left = WithOperands(inner);
        }
        else if (task is InvocationExpression { Expression: not LambdaExpression } invocation)
        {
            operatorName = ExpressionCalls.NameOf(invocation);
            left = Rebuild(invocation);
        }
        else
        {
            left = Visit(task);
        }

        var (lambda, inputs) = Fuse(ExpressionForms.Started(left, call.Type));
        return Variable(Add(ExpressionOperators.Of(call.Type).Await(facts, operatorName, lambda.Compile()), inputs, context.Lifted?.Accesses.Own(task)), call.Type);
    }

    private ParameterExpression Map(MethodCallExpression call)
    {
        var types = call.Method.GetGenericArguments();
        var isArray = call.Method.GetParameters()[0].ParameterType.IsArray;
        int items;
        if ((call.Arguments[1] as LambdaExpression ?? ExpressionMethodGroup.AsLambda(call.Arguments[1])) is { } body)
        {
            var source = Visit(call.Arguments[0]);
            items = Node(ExpressionForms.Call(isArray ? nameof(ExpressionForms.Items) : nameof(ExpressionForms.ItemsOf), [types[0]], source));
        }
        else
        {
            var given = Operands(call.Arguments);
            var both = ExpressionForms.Call(isArray ? nameof(ExpressionForms.MapInput) : nameof(ExpressionForms.MapInputOf), types, given);
            var input = Variable(Node(both), both.Type);
            items = Node(Expression.Field(input, "Item1"));
            var function = Expression.Field(input, "Item2");
            var item = Expression.Parameter(types[0], "item");
            body = Expression.Lambda(Expression.Invoke(Variable(Node(function), function.Type), item), item);
        }

        var captures = ExpressionSlots.In(body, _nodes);
        var graph = new ExpressionFlattener("body", context).Trace(body, captures);
        var operation = ExpressionOperators.Of(types[1]).Map(types[0], new Body(graph, parameterCount: 1, firstCapture: 1),
            [types[0].MakeArrayType(), .. captures.Select(static capture => capture.Type)]);
        return Variable(Add(operation, [items, .. captures.Select(capture => _nodes[capture])]), call.Type);
    }

    private ParameterExpression Reduce(MethodCallExpression call)
    {
        Type[] types = [call.Type];
        var combine = call.Arguments[1];
        var isFixed = ExpressionMethodGroup.AsLambda(combine) is not null
            || (combine is LambdaExpression && ExpressionSlots.In(combine, _nodes).Count == 0);
        var operands = Operands(call.Arguments);
        var input = isFixed
            ? ExpressionForms.Call(nameof(ExpressionForms.Items), types, operands[0])
            : ExpressionForms.Call(nameof(ExpressionForms.ReduceInput), types, operands);
        var function = isFixed ? (combine as LambdaExpression)?.Compile() ?? Expression.Lambda<Func<Delegate>>(combine).Compile()() : null;
        return Variable(Add(ExpressionOperators.Of(call.Type).Reduce(function), [Node(input)]), call.Type);
    }
}
