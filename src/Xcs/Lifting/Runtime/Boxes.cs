using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>Type tests for boxed values: trees have <c>as</c> for classes alone.</summary>
internal static class Boxes
{
    /// <summary>The box if it holds a <typeparamref name="T"/>, otherwise null.</summary>
    public static object? As<T>(object? value) => value is T ? value : null;

    public static MethodCallExpression AsInstance(Expression value, Type type) => Expression.Call(typeof(Boxes), nameof(As), [type], value);

    /// <summary>Whether <see cref="As{T}"/> would not give null.</summary>
    public static Expression Test(MethodCallExpression instance) =>
        Expression.TypeIs(instance.Arguments[0], instance.Method.GetGenericArguments()[0]);
}
