using Xcs.Execution;

namespace Xcs;

// One class an arity. A call goes to the compiled graph directly where it is one method, otherwise through a frame.

/// <summary>A function that runs a graph. Safe to call from many threads at once, also from inside an operator.</summary>
public sealed class JitFunction<T1, TResult> : JitFunction
{
    internal JitFunction(Executor executor)
        : base(executor)
    {
    }

    /// <summary>Runs the graph; the calling thread takes part.</summary>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    /// <remarks>Throws what the first failing node in program order throws.</remarks>
    public TResult Invoke(T1 argument1)
    {
        if (DirectFor<Func<T1, TResult>>() is { } direct)
            return direct(argument1);
        var call = Begin();
        call.Frame.Write(0, argument1);
        return call.Execute<TResult>();
    }

    /// <summary>Runs the graph on the pool. Cancelling stops the run: nodes that have not started are left out, those that run are waited for.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    /// <remarks>
    /// Throws what the first failing node in program order throws. An operator that is not asynchronous must not wait for the task: it would
    /// hold a worker that the run may need. Call <see cref="Invoke"/> there, or mark the operator blocking.
    /// </remarks>
    public Task<TResult> InvokeAsync(T1 argument1, CancellationToken cancellationToken = default) =>
        Start<T1, TResult>(argument1, Write, cancellationToken);

    /// <summary>Runs the graph on every item of a stream, several at a time; results come in the order of the items.</summary>
    /// <param name="source">
    /// The arguments, call by call. Read at most max(16, 4 × workers) batches ahead; a batch is one item, or up to 128 where items prove cheap.
    /// </param>
    /// <param name="cancellationToken">Stops the stream.</param>
    /// <returns>The results. Each enumeration reads the source anew; once it is disposed nothing of it runs any more.</returns>
    /// <exception cref="OperationCanceledException">The stream was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    /// <remarks>
    /// After the first failing item in order its exception surfaces; results before it have been given. Effects on one resource happen in the
    /// order of the items and stop at a failed item that has come so far; an item commits only when all items before it have succeeded.
    /// </remarks>
    public IAsyncEnumerable<TResult> StreamAsync(IAsyncEnumerable<T1> source, CancellationToken cancellationToken = default) =>
        Stream<T1, TResult>(source, Write, cancellationToken);

    /// <summary>This function as a delegate.</summary>
    public Func<T1, TResult> ToDelegate() => Invoke;

    /// <summary>This function as a delegate.</summary>
    public static implicit operator Func<T1, TResult>(JitFunction<T1, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.Invoke;
    }

    private static void Write(Frame frame, T1 arguments)
    {
        frame.Write(0, arguments);
    }
}

/// <summary>A function that runs a graph. Safe to call from many threads at once, also from inside an operator.</summary>
public sealed class JitFunction<T1, T2, TResult> : JitFunction
{
    internal JitFunction(Executor executor)
        : base(executor)
    {
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.Invoke(T1)"/>
    public TResult Invoke(T1 argument1, T2 argument2)
    {
        if (DirectFor<Func<T1, T2, TResult>>() is { } direct)
            return direct(argument1, argument2);
        var call = Begin();
        call.Frame.Write(0, argument1);
        call.Frame.Write(1, argument2);
        return call.Execute<TResult>();
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.InvokeAsync(T1, CancellationToken)"/>
    public Task<TResult> InvokeAsync(T1 argument1, T2 argument2, CancellationToken cancellationToken = default) =>
        Start<(T1, T2), TResult>((argument1, argument2), Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.StreamAsync(IAsyncEnumerable{T1}, CancellationToken)"/>
    public IAsyncEnumerable<TResult> StreamAsync(IAsyncEnumerable<(T1, T2)> source, CancellationToken cancellationToken = default) =>
        Stream<(T1, T2), TResult>(source, Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.ToDelegate()"/>
    public Func<T1, T2, TResult> ToDelegate() => Invoke;

    /// <summary>This function as a delegate.</summary>
    public static implicit operator Func<T1, T2, TResult>(JitFunction<T1, T2, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.Invoke;
    }

    private static void Write(Frame frame, (T1, T2) arguments)
    {
        frame.Write(0, arguments.Item1);
        frame.Write(1, arguments.Item2);
    }
}

/// <summary>A function that runs a graph. Safe to call from many threads at once, also from inside an operator.</summary>
public sealed class JitFunction<T1, T2, T3, TResult> : JitFunction
{
    internal JitFunction(Executor executor)
        : base(executor)
    {
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.Invoke(T1)"/>
    public TResult Invoke(T1 argument1, T2 argument2, T3 argument3)
    {
        if (DirectFor<Func<T1, T2, T3, TResult>>() is { } direct)
            return direct(argument1, argument2, argument3);
        var call = Begin();
        call.Frame.Write(0, argument1);
        call.Frame.Write(1, argument2);
        call.Frame.Write(2, argument3);
        return call.Execute<TResult>();
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.InvokeAsync(T1, CancellationToken)"/>
    public Task<TResult> InvokeAsync(T1 argument1, T2 argument2, T3 argument3, CancellationToken cancellationToken = default) =>
        Start<(T1, T2, T3), TResult>((argument1, argument2, argument3), Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.StreamAsync(IAsyncEnumerable{T1}, CancellationToken)"/>
    public IAsyncEnumerable<TResult> StreamAsync(IAsyncEnumerable<(T1, T2, T3)> source, CancellationToken cancellationToken = default) =>
        Stream<(T1, T2, T3), TResult>(source, Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.ToDelegate()"/>
    public Func<T1, T2, T3, TResult> ToDelegate() => Invoke;

    /// <summary>This function as a delegate.</summary>
    public static implicit operator Func<T1, T2, T3, TResult>(JitFunction<T1, T2, T3, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.Invoke;
    }

    private static void Write(Frame frame, (T1, T2, T3) arguments)
    {
        frame.Write(0, arguments.Item1);
        frame.Write(1, arguments.Item2);
        frame.Write(2, arguments.Item3);
    }
}

/// <summary>A function that runs a graph. Safe to call from many threads at once, also from inside an operator.</summary>
public sealed class JitFunction<T1, T2, T3, T4, TResult> : JitFunction
{
    internal JitFunction(Executor executor)
        : base(executor)
    {
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.Invoke(T1)"/>
    public TResult Invoke(T1 argument1, T2 argument2, T3 argument3, T4 argument4)
    {
        if (DirectFor<Func<T1, T2, T3, T4, TResult>>() is { } direct)
            return direct(argument1, argument2, argument3, argument4);
        var call = Begin();
        call.Frame.Write(0, argument1);
        call.Frame.Write(1, argument2);
        call.Frame.Write(2, argument3);
        call.Frame.Write(3, argument4);
        return call.Execute<TResult>();
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.InvokeAsync(T1, CancellationToken)"/>
    public Task<TResult> InvokeAsync(T1 argument1, T2 argument2, T3 argument3, T4 argument4, CancellationToken cancellationToken = default) =>
        Start<(T1, T2, T3, T4), TResult>((argument1, argument2, argument3, argument4), Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.StreamAsync(IAsyncEnumerable{T1}, CancellationToken)"/>
    public IAsyncEnumerable<TResult> StreamAsync(IAsyncEnumerable<(T1, T2, T3, T4)> source, CancellationToken cancellationToken = default) =>
        Stream<(T1, T2, T3, T4), TResult>(source, Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.ToDelegate()"/>
    public Func<T1, T2, T3, T4, TResult> ToDelegate() => Invoke;

    /// <summary>This function as a delegate.</summary>
    public static implicit operator Func<T1, T2, T3, T4, TResult>(JitFunction<T1, T2, T3, T4, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.Invoke;
    }

    private static void Write(Frame frame, (T1, T2, T3, T4) arguments)
    {
        frame.Write(0, arguments.Item1);
        frame.Write(1, arguments.Item2);
        frame.Write(2, arguments.Item3);
        frame.Write(3, arguments.Item4);
    }
}
