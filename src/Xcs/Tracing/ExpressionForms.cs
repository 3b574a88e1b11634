using System.Linq.Expressions;
using System.Runtime.ExceptionServices;

namespace Xcs.Tracing;

/// <summary>What the plain forms of <see cref="Graph"/> do before their node starts, as methods that expressions call.</summary>
internal static class ExpressionForms
{
    public static Expression Call(string name, Type[] types, params Expression[] arguments) =>
        Expression.Call(typeof(ExpressionForms), name, types.Length == 0 ? null : types, arguments);

    public static T[] Items<T>(T[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items;
    }

    public static T[] ItemsOf<T>(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items.ToArray();
    }

    public static (T[] Items, Func<T, TResult> Body) MapInput<T, TResult>(T[] items, Func<T, TResult> body)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(body);
        return (items, body);
    }

    public static (T[] Items, Func<T, TResult> Body) MapInputOf<T, TResult>(IEnumerable<T> items, Func<T, TResult> body)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(body);
        return (items.ToArray(), body);
    }

    public static ExpressionReduction<T>.Input ReduceInput<T>(T[] items, Func<T, T, T> combine)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(combine);
        return new(items, combine);
    }

    /// <summary>Any task as a <see cref="ValueTask{TResult}"/>, as <see cref="Xcs.Dataflow.Operators.AsyncOperator{TResult}"/> starts it.</summary>
    public static Expression Started(Expression task, Type result)
    {
        if (result == typeof(void))
            return Call(task.Type == typeof(ValueTask) ? nameof(UnwrapValue) : nameof(Unwrap), [], task);
        var valueTask = typeof(ValueTask<>).MakeGenericType(result);
        return task.Type == valueTask ? task : Expression.New(valueTask.GetConstructor([typeof(Task<>).MakeGenericType(result)])!, task);
    }

    public static void ThrowIfAny(ExceptionDispatchInfo? failure) => failure?.Throw();

    public static ValueTask<Unit> Unwrap(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return UnwrapValue(new ValueTask(task));
    }

    public static async ValueTask<Unit> UnwrapValue(ValueTask task)
    {
        await task.ConfigureAwait(false);
        return default;
    }
}
