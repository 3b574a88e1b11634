using Xcs.Execution;

namespace Xcs;

// One class an arity. A call goes to the compiled graph directly where it is one method, otherwise through a frame.

/// <summary>A function that runs a graph. Safe to call from many threads at once, also from inside an operator.</summary>
public sealed class JitFunction<T1, T2, T3, T4, T5, TResult> : JitFunction
{
    internal JitFunction(Executor executor)
        : base(executor)
    {
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.Invoke(T1)"/>
    public TResult Invoke(T1 argument1, T2 argument2, T3 argument3, T4 argument4, T5 argument5)
    {
        if (DirectFor<Func<T1, T2, T3, T4, T5, TResult>>() is { } direct)
            return direct(argument1, argument2, argument3, argument4, argument5);
        var call = Begin();
        call.Frame.Write(0, argument1);
        call.Frame.Write(1, argument2);
        call.Frame.Write(2, argument3);
        call.Frame.Write(3, argument4);
        call.Frame.Write(4, argument5);
        return call.Execute<TResult>();
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.InvokeAsync(T1, CancellationToken)"/>
    public Task<TResult> InvokeAsync(T1 argument1, T2 argument2, T3 argument3, T4 argument4, T5 argument5, CancellationToken cancellationToken = default) =>
        Start<(T1, T2, T3, T4, T5), TResult>((argument1, argument2, argument3, argument4, argument5), Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.StreamAsync(IAsyncEnumerable{T1}, CancellationToken)"/>
    public IAsyncEnumerable<TResult> StreamAsync(IAsyncEnumerable<(T1, T2, T3, T4, T5)> source, CancellationToken cancellationToken = default) =>
        Stream<(T1, T2, T3, T4, T5), TResult>(source, Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.ToDelegate()"/>
    public Func<T1, T2, T3, T4, T5, TResult> ToDelegate() => Invoke;

    /// <summary>This function as a delegate.</summary>
    public static implicit operator Func<T1, T2, T3, T4, T5, TResult>(JitFunction<T1, T2, T3, T4, T5, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.Invoke;
    }

    private static void Write(Frame frame, (T1, T2, T3, T4, T5) arguments)
    {
        frame.Write(0, arguments.Item1);
        frame.Write(1, arguments.Item2);
        frame.Write(2, arguments.Item3);
        frame.Write(3, arguments.Item4);
        frame.Write(4, arguments.Item5);
    }
}

/// <summary>A function that runs a graph. Safe to call from many threads at once, also from inside an operator.</summary>
public sealed class JitFunction<T1, T2, T3, T4, T5, T6, TResult> : JitFunction
{
    internal JitFunction(Executor executor)
        : base(executor)
    {
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.Invoke(T1)"/>
    public TResult Invoke(T1 argument1, T2 argument2, T3 argument3, T4 argument4, T5 argument5, T6 argument6)
    {
        if (DirectFor<Func<T1, T2, T3, T4, T5, T6, TResult>>() is { } direct)
            return direct(argument1, argument2, argument3, argument4, argument5, argument6);
        var call = Begin();
        call.Frame.Write(0, argument1);
        call.Frame.Write(1, argument2);
        call.Frame.Write(2, argument3);
        call.Frame.Write(3, argument4);
        call.Frame.Write(4, argument5);
        call.Frame.Write(5, argument6);
        return call.Execute<TResult>();
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.InvokeAsync(T1, CancellationToken)"/>
    public Task<TResult> InvokeAsync(T1 argument1, T2 argument2, T3 argument3, T4 argument4, T5 argument5, T6 argument6, CancellationToken cancellationToken = default) =>
        Start<(T1, T2, T3, T4, T5, T6), TResult>((argument1, argument2, argument3, argument4, argument5, argument6), Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.StreamAsync(IAsyncEnumerable{T1}, CancellationToken)"/>
    public IAsyncEnumerable<TResult> StreamAsync(IAsyncEnumerable<(T1, T2, T3, T4, T5, T6)> source, CancellationToken cancellationToken = default) =>
        Stream<(T1, T2, T3, T4, T5, T6), TResult>(source, Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.ToDelegate()"/>
    public Func<T1, T2, T3, T4, T5, T6, TResult> ToDelegate() => Invoke;

    /// <summary>This function as a delegate.</summary>
    public static implicit operator Func<T1, T2, T3, T4, T5, T6, TResult>(JitFunction<T1, T2, T3, T4, T5, T6, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.Invoke;
    }

    private static void Write(Frame frame, (T1, T2, T3, T4, T5, T6) arguments)
    {
        frame.Write(0, arguments.Item1);
        frame.Write(1, arguments.Item2);
        frame.Write(2, arguments.Item3);
        frame.Write(3, arguments.Item4);
        frame.Write(4, arguments.Item5);
        frame.Write(5, arguments.Item6);
    }
}

/// <summary>A function that runs a graph. Safe to call from many threads at once, also from inside an operator.</summary>
public sealed class JitFunction<T1, T2, T3, T4, T5, T6, T7, TResult> : JitFunction
{
    internal JitFunction(Executor executor)
        : base(executor)
    {
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.Invoke(T1)"/>
    public TResult Invoke(T1 argument1, T2 argument2, T3 argument3, T4 argument4, T5 argument5, T6 argument6, T7 argument7)
    {
        if (DirectFor<Func<T1, T2, T3, T4, T5, T6, T7, TResult>>() is { } direct)
            return direct(argument1, argument2, argument3, argument4, argument5, argument6, argument7);
        var call = Begin();
        call.Frame.Write(0, argument1);
        call.Frame.Write(1, argument2);
        call.Frame.Write(2, argument3);
        call.Frame.Write(3, argument4);
        call.Frame.Write(4, argument5);
        call.Frame.Write(5, argument6);
        call.Frame.Write(6, argument7);
        return call.Execute<TResult>();
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.InvokeAsync(T1, CancellationToken)"/>
    public Task<TResult> InvokeAsync(T1 argument1, T2 argument2, T3 argument3, T4 argument4, T5 argument5, T6 argument6, T7 argument7, CancellationToken cancellationToken = default) =>
        Start<(T1, T2, T3, T4, T5, T6, T7), TResult>((argument1, argument2, argument3, argument4, argument5, argument6, argument7), Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.StreamAsync(IAsyncEnumerable{T1}, CancellationToken)"/>
    public IAsyncEnumerable<TResult> StreamAsync(IAsyncEnumerable<(T1, T2, T3, T4, T5, T6, T7)> source, CancellationToken cancellationToken = default) =>
        Stream<(T1, T2, T3, T4, T5, T6, T7), TResult>(source, Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.ToDelegate()"/>
    public Func<T1, T2, T3, T4, T5, T6, T7, TResult> ToDelegate() => Invoke;

    /// <summary>This function as a delegate.</summary>
    public static implicit operator Func<T1, T2, T3, T4, T5, T6, T7, TResult>(JitFunction<T1, T2, T3, T4, T5, T6, T7, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.Invoke;
    }

    private static void Write(Frame frame, (T1, T2, T3, T4, T5, T6, T7) arguments)
    {
        frame.Write(0, arguments.Item1);
        frame.Write(1, arguments.Item2);
        frame.Write(2, arguments.Item3);
        frame.Write(3, arguments.Item4);
        frame.Write(4, arguments.Item5);
        frame.Write(5, arguments.Item6);
        frame.Write(6, arguments.Item7);
    }
}

/// <summary>A function that runs a graph. Safe to call from many threads at once, also from inside an operator.</summary>
public sealed class JitFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult> : JitFunction
{
    internal JitFunction(Executor executor)
        : base(executor)
    {
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.Invoke(T1)"/>
    public TResult Invoke(T1 argument1, T2 argument2, T3 argument3, T4 argument4, T5 argument5, T6 argument6, T7 argument7, T8 argument8)
    {
        if (DirectFor<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>>() is { } direct)
            return direct(argument1, argument2, argument3, argument4, argument5, argument6, argument7, argument8);
        var call = Begin();
        call.Frame.Write(0, argument1);
        call.Frame.Write(1, argument2);
        call.Frame.Write(2, argument3);
        call.Frame.Write(3, argument4);
        call.Frame.Write(4, argument5);
        call.Frame.Write(5, argument6);
        call.Frame.Write(6, argument7);
        call.Frame.Write(7, argument8);
        return call.Execute<TResult>();
    }

    /// <inheritdoc cref="JitFunction{T1, TResult}.InvokeAsync(T1, CancellationToken)"/>
    public Task<TResult> InvokeAsync(T1 argument1, T2 argument2, T3 argument3, T4 argument4, T5 argument5, T6 argument6, T7 argument7, T8 argument8, CancellationToken cancellationToken = default) =>
        Start<(T1, T2, T3, T4, T5, T6, T7, T8), TResult>((argument1, argument2, argument3, argument4, argument5, argument6, argument7, argument8), Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.StreamAsync(IAsyncEnumerable{T1}, CancellationToken)"/>
    public IAsyncEnumerable<TResult> StreamAsync(IAsyncEnumerable<(T1, T2, T3, T4, T5, T6, T7, T8)> source, CancellationToken cancellationToken = default) =>
        Stream<(T1, T2, T3, T4, T5, T6, T7, T8), TResult>(source, Write, cancellationToken);

    /// <inheritdoc cref="JitFunction{T1, TResult}.ToDelegate()"/>
    public Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> ToDelegate() => Invoke;

    /// <summary>This function as a delegate.</summary>
    public static implicit operator Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(JitFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.Invoke;
    }

    private static void Write(Frame frame, (T1, T2, T3, T4, T5, T6, T7, T8) arguments)
    {
        frame.Write(0, arguments.Item1);
        frame.Write(1, arguments.Item2);
        frame.Write(2, arguments.Item3);
        frame.Write(3, arguments.Item4);
        frame.Write(4, arguments.Item5);
        frame.Write(5, arguments.Item6);
        frame.Write(6, arguments.Item7);
        frame.Write(7, arguments.Item8);
    }
}
