using System.Runtime.CompilerServices;
using Xcs.Tracing;

namespace Xcs;

// Lambdas with statements, and delegates of the Func types: one overload an arity. Method groups have no such type and come back as they are.
public static partial class Graph
{
    /// <summary>
    /// Turns an ordinary function into a graph, now, and gives a function that runs it in parallel: same result, same exception, same visible
    /// effects in the same order. The method's IL is read: calls that return a value are nodes that may overlap, calls that return nothing
    /// and writes keep their place. <c>Explain()</c> says for each call which rule applied.
    /// </summary>
    /// <param name="function">A lambda or a delegate; what it captures is read when it runs.</param>
    /// <param name="options">How to compile and run; the defaults where it is null.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="LiftingException">The method holds something that cannot be a graph; the message names the place, the rule and the mend.</exception>
    /// <exception cref="TracingException">It is async, takes an argument by reference, or is several methods.</exception>
    /// <exception cref="OptionsException">An option has a value that it cannot have.</exception>
    [OverloadResolutionPriority(2)]
    public static JitFunction<T1, TResult> Jit<T1, TResult>(Func<T1, TResult> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, MethodTracer.Trace));

    /// <summary>The graph of an ordinary function, without compiling it.</summary>
    /// <inheritdoc cref="Jit{T1, TResult}(Func{T1, TResult}, JitOptions)" path="/param[@name='function']|/exception"/>
    [OverloadResolutionPriority(2)]
    public static DataflowGraph Trace<T1, TResult>(Func<T1, TResult> function) => MethodTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{T1, TResult}, JitOptions)"/>
    [OverloadResolutionPriority(2)]
    public static JitFunction<T1, T2, TResult> Jit<T1, T2, TResult>(Func<T1, T2, TResult> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, MethodTracer.Trace));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{T1, TResult})"/>
    [OverloadResolutionPriority(2)]
    public static DataflowGraph Trace<T1, T2, TResult>(Func<T1, T2, TResult> function) => MethodTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{T1, TResult}, JitOptions)"/>
    [OverloadResolutionPriority(2)]
    public static JitFunction<T1, T2, T3, TResult> Jit<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, MethodTracer.Trace));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{T1, TResult})"/>
    [OverloadResolutionPriority(2)]
    public static DataflowGraph Trace<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function) => MethodTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{T1, TResult}, JitOptions)"/>
    [OverloadResolutionPriority(2)]
    public static JitFunction<T1, T2, T3, T4, TResult> Jit<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, MethodTracer.Trace));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{T1, TResult})"/>
    [OverloadResolutionPriority(2)]
    public static DataflowGraph Trace<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> function) => MethodTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{T1, TResult}, JitOptions)"/>
    [OverloadResolutionPriority(2)]
    public static JitFunction<T1, T2, T3, T4, T5, TResult> Jit<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, MethodTracer.Trace));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{T1, TResult})"/>
    [OverloadResolutionPriority(2)]
    public static DataflowGraph Trace<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> function) => MethodTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{T1, TResult}, JitOptions)"/>
    [OverloadResolutionPriority(2)]
    public static JitFunction<T1, T2, T3, T4, T5, T6, TResult> Jit<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, MethodTracer.Trace));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{T1, TResult})"/>
    [OverloadResolutionPriority(2)]
    public static DataflowGraph Trace<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> function) => MethodTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{T1, TResult}, JitOptions)"/>
    [OverloadResolutionPriority(2)]
    public static JitFunction<T1, T2, T3, T4, T5, T6, T7, TResult> Jit<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, MethodTracer.Trace));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{T1, TResult})"/>
    [OverloadResolutionPriority(2)]
    public static DataflowGraph Trace<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> function) => MethodTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{T1, TResult}, JitOptions)"/>
    [OverloadResolutionPriority(2)]
    public static JitFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult> Jit<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, MethodTracer.Trace));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{T1, TResult})"/>
    [OverloadResolutionPriority(2)]
    public static DataflowGraph Trace<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> function) => MethodTracer.Trace(function);
}
