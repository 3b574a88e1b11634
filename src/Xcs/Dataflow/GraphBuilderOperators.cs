using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Dataflow;

/// <summary>
/// Turns delegates whose type is known only at run time into operators: for each type of delegate once a factory, which wraps a delegate of
/// that type the way <c>Graph.Call</c> does with types known to the compiler.
/// </summary>
internal static class GraphBuilderOperators
{
    private const int MaxParameters = 8;

    private static readonly Type[] Functions =
        [typeof(Func<>), typeof(Func<,>), typeof(Func<,,>), typeof(Func<,,,>), typeof(Func<,,,,>), typeof(Func<,,,,,>), typeof(Func<,,,,,,>), typeof(Func<,,,,,,,>), typeof(Func<,,,,,,,,>)];

    private static readonly Type[] Invokers =
        [typeof(Invoker<>), typeof(Invoker<,>), typeof(Invoker<,,>), typeof(Invoker<,,,>), typeof(Invoker<,,,,>), typeof(Invoker<,,,,,>), typeof(Invoker<,,,,,,>), typeof(Invoker<,,,,,,,>), typeof(Invoker<,,,,,,,,>)];

    private static readonly ConditionalWeakTable<Type, Func<Delegate, OperatorFacts, Operator>> Factories = [];

    /// <exception cref="GraphException">The delegate cannot be an operator.</exception>
    public static Operator Create(Delegate operation, string? name, SourceLocation source)
    {
        var type = operation.GetType();
        if (!Factories.TryGetValue(type, out var factory))
        {
            RequireUsable(type.GetMethod("Invoke")!, name ?? OperatorFacts.ReadableName(operation.Method), source);
            Factories.AddOrUpdate(type, factory = FactoryOf(type));
        }

        return factory(operation, OperatorFacts.Of(operation.Method, name));
    }

    private static void RequireUsable(MethodInfo invoke, string name, SourceLocation source)
    {
        var parameters = invoke.GetParameters();
        if (parameters.Length > MaxParameters)
        {
            throw new GraphException($"it has {parameters.Length} parameters, an operator at most {MaxParameters}",
                "Collect inputs in an array with Gather, or in a tuple with a node before it.", name, source);
        }

        foreach (var type in parameters.Select(static parameter => parameter.ParameterType).Append(invoke.ReturnType))
        {
            if (type.IsByRef || type.IsByRefLike || type.IsPointer || type.IsFunctionPointer)
                throw new GraphException($"it takes or returns a {type.Name}, which no node can keep", "Pass values or objects.", name, source);
        }
    }

    private static Func<Delegate, OperatorFacts, Operator> FactoryOf(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        var parameters = invoke.GetParameters().Select(static parameter => parameter.ParameterType).ToArray();
        var operation = Expression.Parameter(typeof(Delegate));
        var variables = parameters.Select(Expression.Parameter).ToArray();
        var call = Unwrap(Expression.Invoke(Expression.Convert(operation, type), variables), out var isAwaited);

        var functionType = Functions[parameters.Length].MakeGenericType([.. parameters, call.Type]);
        var function = functionType == type ? (Expression)Expression.Convert(operation, type) : Expression.Lambda(functionType, call, variables);
        var invoker = Expression.New(Invokers[parameters.Length].MakeGenericType([.. parameters, call.Type]).GetConstructors()[0], function);

        var facts = Expression.Parameter(typeof(OperatorFacts));
        Expression made = isAwaited
            ? Expression.Call(facts, nameof(OperatorFacts.Await), call.Type.GetGenericArguments(), invoker)
            : Expression.Call(facts, nameof(OperatorFacts.Call), [call.Type], invoker, Expression.Constant(null, typeof(LambdaExpression)));
        return Expression.Lambda<Func<Delegate, OperatorFacts, Operator>>(made, operation, facts).Compile();
    }

    /// <summary>The call as a value: nothing becomes <see cref="Unit"/>, and every kind of task a <see cref="ValueTask{TResult}"/>.</summary>
    private static Expression Unwrap(Expression call, out bool isAwaited)
    {
        var type = call.Type;
        var task = GenericTask(type);
        isAwaited = task is not null || type == typeof(Task) || type == typeof(ValueTask);
        if (type == typeof(void))
            return Expression.Block(call, Expression.Default(typeof(Unit)));
        if (type == typeof(Task) || type == typeof(ValueTask))
            return Expression.Call(typeof(GraphBuilderOperators), nameof(Finish), null, call);
        return task is null || type == task
            ? call
            : Expression.New(task.GetConstructor([typeof(Task<>).MakeGenericType(task.GetGenericArguments())])!, call);
    }

    // ValueTask<T> for Task<T>, ValueTask<T> and classes derived from Task<T>; null for everything else.
    private static Type? GenericTask(Type type)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.IsGenericType && (candidate.GetGenericTypeDefinition() == typeof(Task<>) || candidate.GetGenericTypeDefinition() == typeof(ValueTask<>)))
                return typeof(ValueTask<>).MakeGenericType(candidate.GetGenericArguments());
        }

        return null;
    }

    private static async ValueTask<Unit> Finish(Task task)
    {
        await task.ConfigureAwait(false);
        return default;
    }

    private static async ValueTask<Unit> Finish(ValueTask task)
    {
        await task.ConfigureAwait(false);
        return default;
    }
}
