using System.Linq.Expressions;
using System.Reflection;
using Xcs.Dataflow;
using Xcs.Tracing.Statements;

namespace Xcs.Tracing;

// Calls of methods and delegates.
internal sealed partial class ExpressionFlattener
{
    private ParameterExpression Call(MethodCallExpression call)
    {
        var left = WithOperands(call);
        At(call);
        var does = context.Lifted?.Accesses.Own(call);
        return Variable(Direct(left, does) ?? Fused(left, OperatorFacts.Of(call.Method), does), call.Type);
    }

    /// <summary>The call with what it needs in place. A pure call takes every argument from a node: calls that are merged have the same inputs.</summary>
    private MethodCallExpression WithOperands(MethodCallExpression call)
    {
        var left = (MethodCallExpression)Rebuild(call);
        if (call.Method.GetCustomAttribute<OperatorAttribute>() is not { Pure: true })
            return left;
        var operands = ExpressionChildren.Of(left).Select(operand => IsKept(operand) ? operand : Variable(Node(operand), operand.Type));
        return (MethodCallExpression)ExpressionChildren.Replace(left, [.. operands]);

        // A span over an array is no value of a graph, and says nothing that the array does not.
        bool IsKept(Expression operand) =>
            operand is ParameterExpression || operand == left.Object && operand is ConstantExpression
            || (!ExpressionCalls.IsStorable(operand.Type) && context.Traits.IsPure(operand));
    }

    private int Fused(Expression call, OperatorFacts facts, Accesses.Summary? does)
    {
        var (lambda, inputs) = Fuse(call);
        return Add(ExpressionOperators.Of(call.Type).Call(facts, lambda.Compile(), Substitutable(lambda)), inputs, does);
    }

    // A call on nothing but nodes needs no code of its own: the method is the operator.
    private int? Direct(MethodCallExpression call, Accesses.Summary? does)
    {
        var parameters = call.Method.GetParameters();
        var target = (call.Object as ConstantExpression)?.Value;
        if (call.Method.ReturnType == typeof(void) || parameters.Length > ExpressionOperators.MostInputs
            || (call.Object is not null && (target is null || target.GetType().IsValueType))
            || !parameters.Select((parameter, k) => IsGiven(call.Arguments[k], parameter.ParameterType)).All(static given => given))
        {
            return null;
        }

        if (target is not null || !context.Operators.TryGetValue(call.Method, out var node))
        {
            var type = Expression.GetFuncType([.. parameters.Select(static parameter => parameter.ParameterType), call.Method.ReturnType]);
            node = ExpressionOperators.Of(call.Type).Call(OperatorFacts.Of(call.Method), Delegate.CreateDelegate(type, target, call.Method), lambda: null);
            if (target is null)
                context.Operators.Add(call.Method, node);
        }

        return Add(node, [.. parameters.Select((parameter, k) => GivenNode(call.Arguments[k], parameter.ParameterType)!.Value)], does);
    }

    // Which method a delegate calls is known only when the graph runs: nothing is assumed of it.
    private ParameterExpression Invoke(InvocationExpression invocation)
    {
        var call = Rebuild(invocation);
        var (lambda, inputs) = Fuse(call);
        var node = ExpressionOperators.Of(call.Type).Glue(ExpressionCalls.NameOf(invocation), lambda.Compile(), Substitutable(lambda), isPure: false, cost: 0);
        return Variable(Add(node, inputs, context.Lifted?.Accesses.Own(invocation)), call.Type);
    }

    // A lambda invoked where it stands: its parameters are names for the arguments.
    private Expression Inline(LambdaExpression lambda, InvocationExpression invocation)
    {
        var arguments = Operands(invocation.Arguments);
        var values = new Dictionary<ParameterExpression, Expression>();
        for (var k = 0; k < arguments.Length; k++)
            values.Add(lambda.Parameters[k], Variable(Node(Converted(arguments[k], lambda.Parameters[k].Type)), lambda.Parameters[k].Type));
        var body = new ExpressionSubstitution(values).Visit(lambda.Body)!;
        return invocation.Type == typeof(void) ? Variable(Effect(body), typeof(void)) : Converted(Visit(body), invocation.Type);
    }
}
