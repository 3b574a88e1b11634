using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Text;

namespace Xcs.Tests.Lifting.Differential;

/// <summary>Delegates as inputs: functions whose results depend on their arguments alone, predicates that hold for some, comparisons that are total orders.</summary>
internal static class InputDelegates
{
    private static readonly ConcurrentDictionary<Type, Func<Func<object?[], object?>, Delegate>> Factories = [];

    public static Func<InputGenerator, object?>? Maker(Type type)
    {
        if (type.IsAbstract || type.GetMethod("Invoke") is not { } invoke)
            return null;
        var parameters = invoke.GetParameters().Select(static p => p.ParameterType).ToArray();
        if (parameters.Length > 6 || parameters.Any(static p => p.IsByRef || p.IsByRefLike || p.IsPointer))
            return null;
        var result = invoke.ReturnType;
        if (result != typeof(void) && (result.IsByRefLike || result == type || InputTypes.Maker(result) is null))
            return null;

        var ordering = result == typeof(int) && parameters.Length == 2 && parameters[0] == parameters[1];
        return g =>
        {
            if (g.Chance(5))
                return null;
            var seed = g.Below(1000);
            return Factory(type)(ordering
                ? static arguments => string.CompareOrdinal(Showing.Text(arguments[0]), Showing.Text(arguments[1]))
                : arguments => Answer(seed, result, arguments));
        };
    }

    private static object? Answer(int seed, Type result, object?[] arguments)
    {
        if (result == typeof(void))
            return null;
        var hash = Hash($"{seed}:{Showing.Texts(arguments)}");
        if (result == typeof(bool))
            return hash % 3 != 0;
        if (seed % 50 == 0 && hash % 5 == 0)
            throw new TimeZoneNotFoundException("thrown by an input");
        foreach (var argument in arguments)
        {
            if (seed % 3 == 0 && argument is not null && argument.GetType() == result)
                return argument;
        }

        return InputTypes.Maker(result)!(new InputGenerator(hash));
    }

    // FNV-1a: string.GetHashCode differs from process to process.
    public static int Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
            hash = (hash ^ character) * 16777619u;
        return (int)(hash & 0x7FFFFFFF);
    }

    private static Func<Func<object?[], object?>, Delegate> Factory(Type type) => Factories.GetOrAdd(type, static type =>
    {
        var invoke = type.GetMethod("Invoke")!;
        var answer = Expression.Parameter(typeof(Func<object?[], object?>), "answer");
        var parameters = invoke.GetParameters().Select(static p => Expression.Parameter(p.ParameterType)).ToArray();
        Expression body = Expression.Invoke(answer, Expression.NewArrayInit(typeof(object), parameters.Select(static p => Expression.Convert(p, typeof(object)))));
        if (invoke.ReturnType != typeof(void))
            body = Expression.Convert(body, invoke.ReturnType);
        return Expression.Lambda<Func<Func<object?[], object?>, Delegate>>(Expression.Lambda(type, body, parameters), answer).Compile();
    });
}
