using System.Runtime.CompilerServices;
using Xcs.Tracing;

namespace Xcs;

/// <summary>
/// A value of a function while it is traced: it stands for the result of a node and holds no value. It lives as long as its trace and
/// belongs to the thread that traces.
/// </summary>
/// <typeparam name="T">The type of the value that the node gives when the graph runs.</typeparam>
public readonly struct Traced<T>
{
    internal Traced(Tracer tracer, int node)
    {
        Tracer = tracer;
        Node = node;
    }

    internal Tracer? Tracer { get; }

    internal int Node { get; }

    /// <summary>A constant of the function that is being traced on this thread.</summary>
    /// <exception cref="TracingException">No function is being traced on this thread.</exception>
    public static implicit operator Traced<T>(T value) => Tracer.Require("converting a value to a traced one").Constant(value, default);

    /// <summary>Calls a method on this value; short for <c>Graph.Call(method, value)</c>.</summary>
    /// <param name="method">The operator; its exceptions surface from the run.</param>
    /// <param name="file">The caller's file, filled in by the compiler.</param>
    /// <param name="line">The caller's line, filled in by the compiler.</param>
    /// <exception cref="TracingException">The value belongs to no trace, or to another than this thread's.</exception>
    public Traced<TResult> Then<TResult>(Func<T, TResult> method, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Graph.Call(method, this, file, line);

    /// <inheritdoc cref="Then{TResult}(Func{T, TResult}, string, int)"/>
    [OverloadResolutionPriority(1)]
    public Traced<TResult> Then<TResult>(Func<T, Task<TResult>> method, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Graph.Call(method, this, file, line);

    /// <inheritdoc cref="Then{TResult}(Func{T, TResult}, string, int)"/>
    public Traced<TResult> Then<TResult>(Func<T, ValueTask<TResult>> method, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Graph.Call(method, this, file, line);

    /// <inheritdoc cref="Then{TResult}(Func{T, TResult}, string, int)"/>
    public Traced<Unit> Then(Action<T> method, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Graph.Call(method, this, file, line);

    /// <inheritdoc cref="Then{TResult}(Func{T, TResult}, string, int)"/>
    public Traced<Unit> Then(Func<T, Task> method, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Graph.Call(method, this, file, line);

    /// <inheritdoc/>
    public override string ToString() => Tracer is null ? "no value" : $"%{Node}";
}
