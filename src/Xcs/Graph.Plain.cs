using Xcs.Dataflow;

namespace Xcs;

// Forms over plain values, for functions given as expressions: there they become nodes, anywhere else they are ordinary sequential C#.
public static partial class Graph
{
    /// <summary>The result of a task. In a function given as an expression it makes a node that holds no worker while it waits; elsewhere it waits.</summary>
    /// <param name="task">A call of a method that returns a task, or any other task.</param>
    /// <exception cref="ArgumentNullException">The task is null.</exception>
    public static T Await<T>(Task<T> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Await{T}(Task{T})"/>
    public static T Await<T>(ValueTask<T> task) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="Await{T}(Task{T})"/>
    public static void Await(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        task.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Await{T}(Task{T})"/>
    public static void Await(ValueTask task)
    {
        if (task.IsCompleted)
            task.GetAwaiter().GetResult();
        else
            task.AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Applies a function to every item. In a function given as an expression the items are independent: they may run at the same time.</summary>
    /// <param name="items">The items.</param>
    /// <param name="body">Its calls become the nodes of a sub-graph; it may use values from outside.</param>
    /// <returns>The results in the order of the items.</returns>
    /// <exception cref="ArgumentNullException">There are no items, or no function.</exception>
    public static TResult[] Map<T, TResult>(T[] items, Func<T, TResult> body)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(body);
        return System.Array.ConvertAll(items, item => body(item));
    }

    /// <inheritdoc cref="Map{T, TResult}(T[], Func{T, TResult})"/>
    /// <remarks>The sequence is read to its end before the first item is worked on.</remarks>
    public static TResult[] Map<T, TResult>(IEnumerable<T> items, Func<T, TResult> body)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(body);
        return Map(items.ToArray(), body);
    }

    /// <summary>Combines all items into one, in an order that depends on their number alone: the same bits here and for every number of workers.</summary>
    /// <param name="items">At least one item.</param>
    /// <param name="combine">Associative, or nearly so: it is applied to neighbours, block by block and then pairwise.</param>
    /// <exception cref="ArgumentNullException">There are no items, or no function.</exception>
    /// <exception cref="InvalidOperationException">The array is empty.</exception>
    public static T Reduce<T>(T[] items, Func<T, T, T> combine)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(combine);
        var reduction = new PairwiseReduction<T>(combine);
        var parts = new T[reduction.Count(items)];
        for (var unit = 0; unit < parts.Length; unit++)
            parts[unit] = reduction.Execute(items, unit, default, default);
        return reduction.Merge(items, parts);
    }

    /// <summary>Pairs the items of two arrays; the result is as long as the shorter one.</summary>
    /// <exception cref="ArgumentNullException">An array is null.</exception>
    [Operator(Name = "zip")]
    public static (T1, T2)[] Zip<T1, T2>(T1[] first, T2[] second) => ZipItems(first, second);
}
