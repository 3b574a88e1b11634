using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Xcs.Execution;

namespace Xcs;

/// <summary>Delegates of any type that run a graph.</summary>
internal static class JitDelegate
{
    private static readonly ConditionalWeakTable<Delegate, Executor> Executors = [];

    public static Executor? ExecutorOf(Delegate function) => Executors.TryGetValue(function, out var executor) ? executor : null;

    public static TDelegate Of<TDelegate>(TDelegate function, Executor executor)
        where TDelegate : Delegate
    {
        var made = (TDelegate)Compile(typeof(TDelegate), executor);
        Executors.Add(made, executor);
        return made;
    }

    // The compiled graph where there is one, else through a frame: what JitFunction does, for any signature.
    private static Delegate Compile(Type type, Executor executor)
    {
        var invoke = type.GetMethod("Invoke")!;
        ParameterExpression[] parameters = [.. invoke.GetParameters().Select(static parameter => Expression.Parameter(parameter.ParameterType, parameter.Name))];
        var result = executor.Graph.Operators[executor.Graph.Result.Value].ResultType;
        Expression[] arguments = [.. parameters.Select((parameter, k) => Converted(parameter, executor.Graph.Operators[k].ResultType))];
        var target = Expression.Constant(executor);
        var directType = Expression.GetDelegateType([.. arguments.Select(static argument => argument.Type), result]);
        var direct = Expression.Variable(directType, "direct");
        var call = Expression.Variable(typeof(Call), "call");
        var writes = arguments.Select((argument, k) => Expression.Call(Expression.Property(call, nameof(Call.Frame)), nameof(Frame.Write), [argument.Type], Expression.Constant(k), argument));
        var value = Expression.Block(
            result,
            [direct, call],
            Expression.Assign(direct, Expression.TypeAs(Expression.Property(target, nameof(Executor.Direct)), directType)),
            Expression.Condition(
                Expression.ReferenceNotEqual(direct, Expression.Constant(null)),
                Expression.Invoke(direct, arguments),
                Expression.Block(
                    result,
                    [
                        Expression.Assign(call, Expression.Call(target, nameof(Executor.Begin), null)),
                        .. writes,
                        Expression.Call(call, nameof(Call.Execute), [result]),
                    ])));
        Expression body = invoke.ReturnType == typeof(void) ? Expression.Block(typeof(void), value) : Converted(value, invoke.ReturnType);
        return Expression.Lambda(type, body, executor.Graph.Name, parameters).Compile();
    }

    private static Expression Converted(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);
}
