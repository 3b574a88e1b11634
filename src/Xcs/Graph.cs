using System.Runtime.CompilerServices;
using Xcs.Dataflow.Operators;
using Xcs.Tracing;

namespace Xcs;

/// <summary>
/// The front door. <c>Graph.Jit</c> turns a function into one that runs in parallel, <c>Graph.Trace</c> shows the graph that it becomes,
/// and the other members make nodes inside a function that is being traced. All members are safe to use from many threads at once.
/// </summary>
public static partial class Graph
{
    /// <summary>A value fixed when the graph is made.</summary>
    /// <exception cref="TracingException">No function is being traced on this thread.</exception>
    public static Traced<T> Constant<T>(T value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Tracer.Require(file, line).Constant(value, new(file, line));

    /// <summary>
    /// The token of the run, for operators that can stop early: cancelled when the caller cancels, and when a node earlier in program order
    /// than every node that reads it has failed.
    /// </summary>
    /// <exception cref="TracingException">No function is being traced on this thread.</exception>
    public static Traced<CancellationToken> CancellationToken([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Tracer.Require(file, line).Add<CancellationToken>(new CancellationTokenOperator(), [], new(file, line));

    /// <summary>The results of several nodes as one array.</summary>
    /// <param name="values">The items, in order; there may be none.</param>
    /// <param name="file">The caller's file, filled in by the compiler.</param>
    /// <param name="line">The caller's line, filled in by the compiler.</param>
    /// <exception cref="TracingException">No function is being traced on this thread, or an item belongs to another trace.</exception>
    public static Traced<T[]> Array<T>(IEnumerable<Traced<T>> values, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Tracer.RequireGiven(values);
        var tracer = Tracer.Require(file, line);
        var inputs = values.Select(value => tracer.Resolve(value)).ToArray();
        return tracer.Add<T[]>(new ArrayOperator<T>(inputs.Length), inputs, new(file, line));
    }

    /// <summary>Pairs the items of two arrays; the result is as long as the shorter one.</summary>
    /// <inheritdoc cref="Array{T}(IEnumerable{Traced{T}}, string, int)" path="/exception"/>
    public static Traced<(T1, T2)[]> Zip<T1, T2>(Traced<T1[]> first, Traced<T2[]> second, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Call(ZipItems, first, second, file, line);

    [Operator(Name = "zip")]
    private static (T1, T2)[] ZipItems<T1, T2>(T1[] first, T2[] second) => [.. first.Zip(second)];
}
