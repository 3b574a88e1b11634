using System.Linq.Expressions;
using System.Reflection;
using Xcs.Execution;

namespace Xcs.Dataflow;

/// <summary>A delegate that can be called on slots of a frame: <see cref="Invoker{TResult}"/> and its siblings know the input types.</summary>
internal abstract class InvokerOf<TResult>(Delegate function, Type[] inputTypes)
{
    public Type[] InputTypes => inputTypes;

    public abstract TResult Invoke(Frame frame, ReadOnlySpan<int> inputs);

    /// <summary>The call with its inputs read now: it may be made later, more than once, and when the frame is in other use.</summary>
    public abstract Func<TResult> Bind(Frame frame, ReadOnlySpan<int> inputs);

    /// <summary>
    /// The call as an expression. A static method or an ordinary instance method is called directly, so that the JIT can inline it;
    /// anything else through the delegate: one made by another compiler, one closed over null, one of a virtual method, which may mean that of a base.
    /// </summary>
    public Expression Emit(IReadOnlyList<Expression> inputs)
    {
        var method = function.Method;
        var isOrdinary = function.HasSingleTarget && method.DeclaringType is { IsValueType: false };
        if (isOrdinary && method.IsStatic && function.Target is null && method.GetParameters().Length == inputs.Count)
            return Typed(Expression.Call(method, Arguments(method, inputs)));
        if (isOrdinary && !method.IsStatic && (!method.IsVirtual || method.IsFinal) && function.Target is { } target && method.DeclaringType!.IsInstanceOfType(target))
            return Typed(Expression.Call(Expression.Constant(target, method.DeclaringType), method, Arguments(method, inputs)));
        return Typed(Expression.Invoke(Expression.Constant(function, function.GetType()), inputs));
    }

    // Delegates are variant: a method may take a base type of what the delegate takes, and return a derived type of what it returns.
    private static Expression Typed(Expression call) =>
        call.Type == typeof(TResult) ? call : Expression.Convert(call, typeof(TResult));

    private static IEnumerable<Expression> Arguments(MethodInfo method, IReadOnlyList<Expression> inputs) =>
        method.GetParameters().Select((parameter, k) =>
            parameter.ParameterType == inputs[k].Type ? inputs[k] : Expression.Convert(inputs[k], parameter.ParameterType));
}
