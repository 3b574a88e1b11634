using System.Runtime.CompilerServices;
using Xcs.Dataflow;
using Xcs.Tracing;

namespace Xcs;

// Calls of synchronous methods, one overload an arity.
public static partial class Graph
{
    /// <summary>
    /// Makes a node that calls a method when the graph runs. Tasks are unwrapped: the node's value is that of the task, and no worker is
    /// held while it runs. The method may run on any thread; <see cref="OperatorAttribute"/> on it says what else may be assumed.
    /// </summary>
    /// <param name="method">The operator; its exceptions surface from the run.</param>
    /// <param name="file">The caller's file, filled in by the compiler.</param>
    /// <param name="line">The caller's line, filled in by the compiler.</param>
    /// <exception cref="TracingException">The method is null; no function is being traced on this thread; or an input belongs to no trace or to another.</exception>
    public static Traced<TResult> Call<TResult>(Func<TResult> method, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Call(new Invoker<TResult>((Func<TResult>)method)), [], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, TResult>(Func<T1, TResult> method, Traced<T1> input1, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Call(new Invoker<T1, TResult>((Func<T1, TResult>)method)), [tracer.Resolve(input1)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, TResult>(Func<T1, T2, TResult> method, Traced<T1> input1, Traced<T2> input2, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Call(new Invoker<T1, T2, TResult>((Func<T1, T2, TResult>)method)), [tracer.Resolve(input1), tracer.Resolve(input2)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Call(new Invoker<T1, T2, T3, TResult>((Func<T1, T2, T3, TResult>)method)), [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Call(new Invoker<T1, T2, T3, T4, TResult>((Func<T1, T2, T3, T4, TResult>)method)), [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Call(new Invoker<T1, T2, T3, T4, T5, TResult>((Func<T1, T2, T3, T4, T5, TResult>)method)), [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Call(new Invoker<T1, T2, T3, T4, T5, T6, TResult>((Func<T1, T2, T3, T4, T5, T6, TResult>)method)), [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, Traced<T7> input7, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Call(new Invoker<T1, T2, T3, T4, T5, T6, T7, TResult>((Func<T1, T2, T3, T4, T5, T6, T7, TResult>)method)), [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6), tracer.Resolve(input7)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, Traced<T7> input7, Traced<T8> input8, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Call(new Invoker<T1, T2, T3, T4, T5, T6, T7, T8, TResult>((Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>)method)), [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6), tracer.Resolve(input7), tracer.Resolve(input8)], new(file, line));
    }
}
