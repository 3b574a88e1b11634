using Xcs.Tracing;

namespace Xcs;

// Calls of functions that have been jitted already, one overload an arity.
public static partial class Graph
{
    /// <summary>Puts the graph of a function into this one: its nodes overlap with those around them. The options it was made with do not apply here.</summary>
    /// <exception cref="TracingException">The function is null; no function is being traced on this thread; or an input belongs to another trace.</exception>
    public static Traced<TResult> Call<T1, TResult>(JitFunction<T1, TResult> function, Traced<T1> input1)
    {
        Tracer.RequireGiven(function);
        var tracer = Tracer.Require();
        return tracer.Inline<TResult>(function.Graph, [tracer.Resolve(input1)]);
    }

    /// <inheritdoc cref="Call{T1, TResult}(JitFunction{T1, TResult}, Traced{T1})"/>
    public static Traced<TResult> Call<T1, T2, TResult>(JitFunction<T1, T2, TResult> function, Traced<T1> input1, Traced<T2> input2)
    {
        Tracer.RequireGiven(function);
        var tracer = Tracer.Require();
        return tracer.Inline<TResult>(function.Graph, [tracer.Resolve(input1), tracer.Resolve(input2)]);
    }

    /// <inheritdoc cref="Call{T1, TResult}(JitFunction{T1, TResult}, Traced{T1})"/>
    public static Traced<TResult> Call<T1, T2, T3, TResult>(JitFunction<T1, T2, T3, TResult> function, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3)
    {
        Tracer.RequireGiven(function);
        var tracer = Tracer.Require();
        return tracer.Inline<TResult>(function.Graph, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3)]);
    }

    /// <inheritdoc cref="Call{T1, TResult}(JitFunction{T1, TResult}, Traced{T1})"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, TResult>(JitFunction<T1, T2, T3, T4, TResult> function, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4)
    {
        Tracer.RequireGiven(function);
        var tracer = Tracer.Require();
        return tracer.Inline<TResult>(function.Graph, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4)]);
    }

    /// <inheritdoc cref="Call{T1, TResult}(JitFunction{T1, TResult}, Traced{T1})"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, TResult>(JitFunction<T1, T2, T3, T4, T5, TResult> function, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5)
    {
        Tracer.RequireGiven(function);
        var tracer = Tracer.Require();
        return tracer.Inline<TResult>(function.Graph, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5)]);
    }

    /// <inheritdoc cref="Call{T1, TResult}(JitFunction{T1, TResult}, Traced{T1})"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, T6, TResult>(JitFunction<T1, T2, T3, T4, T5, T6, TResult> function, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6)
    {
        Tracer.RequireGiven(function);
        var tracer = Tracer.Require();
        return tracer.Inline<TResult>(function.Graph, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6)]);
    }

    /// <inheritdoc cref="Call{T1, TResult}(JitFunction{T1, TResult}, Traced{T1})"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, T6, T7, TResult>(JitFunction<T1, T2, T3, T4, T5, T6, T7, TResult> function, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, Traced<T7> input7)
    {
        Tracer.RequireGiven(function);
        var tracer = Tracer.Require();
        return tracer.Inline<TResult>(function.Graph, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6), tracer.Resolve(input7)]);
    }

    /// <inheritdoc cref="Call{T1, TResult}(JitFunction{T1, TResult}, Traced{T1})"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(JitFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult> function, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, Traced<T7> input7, Traced<T8> input8)
    {
        Tracer.RequireGiven(function);
        var tracer = Tracer.Require();
        return tracer.Inline<TResult>(function.Graph, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6), tracer.Resolve(input7), tracer.Resolve(input8)]);
    }
}
