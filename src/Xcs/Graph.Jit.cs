using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Xcs.Tracing;

namespace Xcs;

// One overload an arity: the traced form wins over the expression form where a lambda fits both.
public static partial class Graph
{
    /// <summary>
    /// Traces a function once, now, and gives one that runs it in parallel: same result, same exception as running its nodes one by one.
    /// The function must not depend on anything that changes between calls except through its arguments; values that it captures are those
    /// of this moment. Functions that capture nothing share what is traced and compiled.
    /// </summary>
    /// <param name="function">Called once, on this thread, with traced values.</param>
    /// <param name="options">How to compile and run; the defaults where it is null.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="TracingException">The function cannot be traced; the message names the place, the rule and the mend.</exception>
    /// <exception cref="OptionsException">An option has a value that it cannot have.</exception>
    [OverloadResolutionPriority(3)]
    public static JitFunction<T1, TResult> Jit<T1, TResult>(Func<Traced<T1>, Traced<TResult>> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, static function => Trace((Func<Traced<T1>, Traced<TResult>>)function)));

    /// <summary>
    /// Turns an expression into a graph, now, and gives a function that runs it in parallel: same result, same exception as the expression.
    /// Method calls are nodes, conditions choose lazily, variables that the expression captures are read when it runs.
    /// </summary>
    /// <param name="function">The expression.</param>
    /// <param name="options">How to compile and run; the defaults where it is null.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="TracingException">The expression cannot be turned into a graph; the message names the place, the rule and the mend.</exception>
    /// <exception cref="OptionsException">An option has a value that it cannot have.</exception>
    [OverloadResolutionPriority(1)]
    public static JitFunction<T1, TResult> Jit<T1, TResult>(Expression<Func<T1, TResult>> function, JitOptions? options = null) =>
        new(JitCache.Make(Trace(function), options, "made for this call of Graph.Jit from an expression"));

    /// <summary>The graph of a function, without compiling it: the first of the stages trace, plan, compile.</summary>
    /// <inheritdoc cref="Jit{T1, TResult}(Func{Traced{T1}, Traced{TResult}}, JitOptions)" path="/param[@name='function']|/exception"/>
    [OverloadResolutionPriority(3)]
    public static DataflowGraph Trace<T1, TResult>(Func<Traced<T1>, Traced<TResult>> function) =>
        FunctionTracer.Trace<TResult>(function, (tracer, names) => function(tracer.Argument<T1>(names[0])));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(1)]
    public static DataflowGraph Trace<T1, TResult>(Expression<Func<T1, TResult>> function) =>
        FunctionTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{Traced{T1}, Traced{TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(3)]
    public static JitFunction<T1, T2, TResult> Jit<T1, T2, TResult>(Func<Traced<T1>, Traced<T2>, Traced<TResult>> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, static function => Trace((Func<Traced<T1>, Traced<T2>, Traced<TResult>>)function)));

    /// <inheritdoc cref="Jit{T1, TResult}(Expression{Func{T1, TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(1)]
    public static JitFunction<T1, T2, TResult> Jit<T1, T2, TResult>(Expression<Func<T1, T2, TResult>> function, JitOptions? options = null) =>
        new(JitCache.Make(Trace(function), options, "made for this call of Graph.Jit from an expression"));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(3)]
    public static DataflowGraph Trace<T1, T2, TResult>(Func<Traced<T1>, Traced<T2>, Traced<TResult>> function) =>
        FunctionTracer.Trace<TResult>(function, (tracer, names) => function(tracer.Argument<T1>(names[0]), tracer.Argument<T2>(names[1])));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(1)]
    public static DataflowGraph Trace<T1, T2, TResult>(Expression<Func<T1, T2, TResult>> function) =>
        FunctionTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{Traced{T1}, Traced{TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(3)]
    public static JitFunction<T1, T2, T3, TResult> Jit<T1, T2, T3, TResult>(Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<TResult>> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, static function => Trace((Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<TResult>>)function)));

    /// <inheritdoc cref="Jit{T1, TResult}(Expression{Func{T1, TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(1)]
    public static JitFunction<T1, T2, T3, TResult> Jit<T1, T2, T3, TResult>(Expression<Func<T1, T2, T3, TResult>> function, JitOptions? options = null) =>
        new(JitCache.Make(Trace(function), options, "made for this call of Graph.Jit from an expression"));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(3)]
    public static DataflowGraph Trace<T1, T2, T3, TResult>(Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<TResult>> function) =>
        FunctionTracer.Trace<TResult>(function, (tracer, names) => function(tracer.Argument<T1>(names[0]), tracer.Argument<T2>(names[1]), tracer.Argument<T3>(names[2])));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(1)]
    public static DataflowGraph Trace<T1, T2, T3, TResult>(Expression<Func<T1, T2, T3, TResult>> function) =>
        FunctionTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{Traced{T1}, Traced{TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(3)]
    public static JitFunction<T1, T2, T3, T4, TResult> Jit<T1, T2, T3, T4, TResult>(Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<TResult>> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, static function => Trace((Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<TResult>>)function)));

    /// <inheritdoc cref="Jit{T1, TResult}(Expression{Func{T1, TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(1)]
    public static JitFunction<T1, T2, T3, T4, TResult> Jit<T1, T2, T3, T4, TResult>(Expression<Func<T1, T2, T3, T4, TResult>> function, JitOptions? options = null) =>
        new(JitCache.Make(Trace(function), options, "made for this call of Graph.Jit from an expression"));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(3)]
    public static DataflowGraph Trace<T1, T2, T3, T4, TResult>(Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<TResult>> function) =>
        FunctionTracer.Trace<TResult>(function, (tracer, names) => function(tracer.Argument<T1>(names[0]), tracer.Argument<T2>(names[1]), tracer.Argument<T3>(names[2]), tracer.Argument<T4>(names[3])));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(1)]
    public static DataflowGraph Trace<T1, T2, T3, T4, TResult>(Expression<Func<T1, T2, T3, T4, TResult>> function) =>
        FunctionTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{Traced{T1}, Traced{TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(3)]
    public static JitFunction<T1, T2, T3, T4, T5, TResult> Jit<T1, T2, T3, T4, T5, TResult>(Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<T5>, Traced<TResult>> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, static function => Trace((Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<T5>, Traced<TResult>>)function)));

    /// <inheritdoc cref="Jit{T1, TResult}(Expression{Func{T1, TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(1)]
    public static JitFunction<T1, T2, T3, T4, T5, TResult> Jit<T1, T2, T3, T4, T5, TResult>(Expression<Func<T1, T2, T3, T4, T5, TResult>> function, JitOptions? options = null) =>
        new(JitCache.Make(Trace(function), options, "made for this call of Graph.Jit from an expression"));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(3)]
    public static DataflowGraph Trace<T1, T2, T3, T4, T5, TResult>(Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<T5>, Traced<TResult>> function) =>
        FunctionTracer.Trace<TResult>(function, (tracer, names) => function(tracer.Argument<T1>(names[0]), tracer.Argument<T2>(names[1]), tracer.Argument<T3>(names[2]), tracer.Argument<T4>(names[3]), tracer.Argument<T5>(names[4])));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(1)]
    public static DataflowGraph Trace<T1, T2, T3, T4, T5, TResult>(Expression<Func<T1, T2, T3, T4, T5, TResult>> function) =>
        FunctionTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{Traced{T1}, Traced{TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(3)]
    public static JitFunction<T1, T2, T3, T4, T5, T6, TResult> Jit<T1, T2, T3, T4, T5, T6, TResult>(Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<T5>, Traced<T6>, Traced<TResult>> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, static function => Trace((Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<T5>, Traced<T6>, Traced<TResult>>)function)));

    /// <inheritdoc cref="Jit{T1, TResult}(Expression{Func{T1, TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(1)]
    public static JitFunction<T1, T2, T3, T4, T5, T6, TResult> Jit<T1, T2, T3, T4, T5, T6, TResult>(Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> function, JitOptions? options = null) =>
        new(JitCache.Make(Trace(function), options, "made for this call of Graph.Jit from an expression"));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(3)]
    public static DataflowGraph Trace<T1, T2, T3, T4, T5, T6, TResult>(Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<T5>, Traced<T6>, Traced<TResult>> function) =>
        FunctionTracer.Trace<TResult>(function, (tracer, names) => function(tracer.Argument<T1>(names[0]), tracer.Argument<T2>(names[1]), tracer.Argument<T3>(names[2]), tracer.Argument<T4>(names[3]), tracer.Argument<T5>(names[4]), tracer.Argument<T6>(names[5])));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(1)]
    public static DataflowGraph Trace<T1, T2, T3, T4, T5, T6, TResult>(Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> function) =>
        FunctionTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{Traced{T1}, Traced{TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(3)]
    public static JitFunction<T1, T2, T3, T4, T5, T6, T7, TResult> Jit<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<T5>, Traced<T6>, Traced<T7>, Traced<TResult>> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, static function => Trace((Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<T5>, Traced<T6>, Traced<T7>, Traced<TResult>>)function)));

    /// <inheritdoc cref="Jit{T1, TResult}(Expression{Func{T1, TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(1)]
    public static JitFunction<T1, T2, T3, T4, T5, T6, T7, TResult> Jit<T1, T2, T3, T4, T5, T6, T7, TResult>(Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> function, JitOptions? options = null) =>
        new(JitCache.Make(Trace(function), options, "made for this call of Graph.Jit from an expression"));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(3)]
    public static DataflowGraph Trace<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<T5>, Traced<T6>, Traced<T7>, Traced<TResult>> function) =>
        FunctionTracer.Trace<TResult>(function, (tracer, names) => function(tracer.Argument<T1>(names[0]), tracer.Argument<T2>(names[1]), tracer.Argument<T3>(names[2]), tracer.Argument<T4>(names[3]), tracer.Argument<T5>(names[4]), tracer.Argument<T6>(names[5]), tracer.Argument<T7>(names[6])));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(1)]
    public static DataflowGraph Trace<T1, T2, T3, T4, T5, T6, T7, TResult>(Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> function) =>
        FunctionTracer.Trace(function);

    /// <inheritdoc cref="Jit{T1, TResult}(Func{Traced{T1}, Traced{TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(3)]
    public static JitFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult> Jit<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<T5>, Traced<T6>, Traced<T7>, Traced<T8>, Traced<TResult>> function, JitOptions? options = null) =>
        new(JitCache.Get(function, options, static function => Trace((Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<T5>, Traced<T6>, Traced<T7>, Traced<T8>, Traced<TResult>>)function)));

    /// <inheritdoc cref="Jit{T1, TResult}(Expression{Func{T1, TResult}}, JitOptions)"/>
    [OverloadResolutionPriority(1)]
    public static JitFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult> Jit<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> function, JitOptions? options = null) =>
        new(JitCache.Make(Trace(function), options, "made for this call of Graph.Jit from an expression"));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(3)]
    public static DataflowGraph Trace<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<Traced<T1>, Traced<T2>, Traced<T3>, Traced<T4>, Traced<T5>, Traced<T6>, Traced<T7>, Traced<T8>, Traced<TResult>> function) =>
        FunctionTracer.Trace<TResult>(function, (tracer, names) => function(tracer.Argument<T1>(names[0]), tracer.Argument<T2>(names[1]), tracer.Argument<T3>(names[2]), tracer.Argument<T4>(names[3]), tracer.Argument<T5>(names[4]), tracer.Argument<T6>(names[5]), tracer.Argument<T7>(names[6]), tracer.Argument<T8>(names[7])));

    /// <inheritdoc cref="Trace{T1, TResult}(Func{Traced{T1}, Traced{TResult}})"/>
    [OverloadResolutionPriority(1)]
    public static DataflowGraph Trace<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> function) =>
        FunctionTracer.Trace(function);
}
