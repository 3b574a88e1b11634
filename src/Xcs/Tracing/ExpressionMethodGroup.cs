using System.Linq.Expressions;
using System.Reflection;

namespace Xcs.Tracing;

/// <summary>A method used as a delegate. The compiler writes it as a conversion of <see cref="MethodInfo.CreateDelegate(Type, object)"/>.</summary>
/// <param name="Method">The method named.</param>
/// <param name="Target">Its receiver; a null constant where it is static.</param>
internal readonly record struct ExpressionMethodGroup(MethodInfo Method, Expression Target)
{
    public static ExpressionMethodGroup? Of(Expression expression) =>
        expression is UnaryExpression
        {
            NodeType: ExpressionType.Convert,
            Operand: MethodCallExpression { Method.Name: nameof(MethodInfo.CreateDelegate), Object: ConstantExpression { Value: MethodInfo method }, Arguments: [ConstantExpression, var target] },
        }
            ? new ExpressionMethodGroup(method, target)
            : null;

    /// <summary>The same as a lambda, where its receiver is fixed; null where it is not.</summary>
    public static LambdaExpression? AsLambda(Expression expression)
    {
        if (Of(expression) is not { Target: ConstantExpression target } group || group.Method.IsStatic != (target.Value is null))
            return null;
        var parameters = group.Method.GetParameters();
        var types = expression.Type.GetMethod("Invoke")!.GetParameters();
        if (parameters.Length != types.Length)
            return null;
        var variables = types.Select(static type => Expression.Parameter(type.ParameterType, "item")).ToArray();
        var arguments = variables.Select((variable, k) => Converted(variable, parameters[k].ParameterType));
        var receiver = group.Method.IsStatic ? null : Expression.Constant(target.Value, group.Method.DeclaringType!);
        return Expression.Lambda(expression.Type, Expression.Call(receiver, group.Method, arguments), variables);
    }

    private static Expression Converted(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);
}
