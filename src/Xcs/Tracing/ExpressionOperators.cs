using System.Linq.Expressions;
using Xcs.Dataflow;

namespace Xcs.Tracing;

/// <summary>Makes operators whose result type is known only when a function is traced.</summary>
internal abstract class ExpressionOperators
{
    /// <summary>The most inputs that an <see cref="Invoker{TResult}"/> and its siblings take.</summary>
    public const int MostInputs = 8;

    private static readonly Type[] Invokers =
    [
        typeof(Invoker<>), typeof(Invoker<,>), typeof(Invoker<,,>), typeof(Invoker<,,,>), typeof(Invoker<,,,,>), typeof(Invoker<,,,,,>),
        typeof(Invoker<,,,,,,>), typeof(Invoker<,,,,,,,>), typeof(Invoker<,,,,,,,,>),
    ];

    public static ExpressionOperators Of(Type result) =>
        (ExpressionOperators)Activator.CreateInstance(typeof(ExpressionOperators<>).MakeGenericType(Stored(result)))!;

    /// <summary>The type of a node for expressions of a type.</summary>
    public static Type Stored(Type type) => type == typeof(void) ? typeof(Unit) : type;

    public abstract Operator Argument(string name);

    public abstract Operator Constant(object? value);

    public abstract Operator Default();

    public abstract Operator Array(int length);

    /// <summary>A call, which a method's attribute may say more about.</summary>
    public abstract Operator Call(OperatorFacts facts, Delegate function, LambdaExpression? lambda);

    public abstract Operator Glue(string name, Delegate function, LambdaExpression? lambda, bool isPure, double cost);

    /// <param name="facts">What is known of the method that returns the task; null where it is no method.</param>
    /// <param name="name">The name where there are no facts.</param>
    /// <param name="function">Returns a <see cref="ValueTask{TResult}"/> of the result.</param>
    public abstract Operator Await(OperatorFacts? facts, string name, Delegate function);

    public abstract Operator Switch(string name, Type selector, Body[] bodies, Type[] inputTypes);

    /// <summary>A loop over a state of this type.</summary>
    public abstract Operator While(Body test, Body body, Type[] inputTypes);

    /// <summary>A body of this result whose failure is a value.</summary>
    public abstract Operator Attempt(Body body, Type[] inputTypes);

    /// <summary>A map whose body gives this result.</summary>
    public abstract Operator Map(Type item, Body body, Type[] inputTypes);

    /// <param name="combine">Null where the node's input brings it along.</param>
    public abstract Operator Reduce(Delegate? combine);

    private protected static object Invoker(Delegate function, Type result)
    {
        var inputs = function.GetType().GetMethod("Invoke")!.GetParameters().Select(static parameter => parameter.ParameterType);
        Type[] types = [.. inputs, result];
        return Activator.CreateInstance(Invokers[types.Length - 1].MakeGenericType(types), function)!;
    }
}
