using System.Runtime.CompilerServices;
using Xcs.Dataflow;
using Xcs.Dataflow.Operators;
using Xcs.Tracing;

namespace Xcs;

public static partial class Graph
{
    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    [OverloadResolutionPriority(1)]
    public static Traced<TResult> Call<TResult>(Func<Task<TResult>> method, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) =>
        {
            var function = (Func<Task<TResult>>)method;
            return facts.Await(new Invoker<ValueTask<TResult>>(() => AsyncResult.Of(function())));
        }, [], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    [OverloadResolutionPriority(1)]
    public static Traced<TResult> Call<T1, TResult>(Func<T1, Task<TResult>> method, Traced<T1> input1, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) =>
        {
            var function = (Func<T1, Task<TResult>>)method;
            return facts.Await(new Invoker<T1, ValueTask<TResult>>((a1) => AsyncResult.Of(function(a1))));
        }, [tracer.Resolve(input1)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    [OverloadResolutionPriority(1)]
    public static Traced<TResult> Call<T1, T2, TResult>(Func<T1, T2, Task<TResult>> method, Traced<T1> input1, Traced<T2> input2, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, Task<TResult>>)method;
            return facts.Await(new Invoker<T1, T2, ValueTask<TResult>>((a1, a2) => AsyncResult.Of(function(a1, a2))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    [OverloadResolutionPriority(1)]
    public static Traced<TResult> Call<T1, T2, T3, TResult>(Func<T1, T2, T3, Task<TResult>> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, T3, Task<TResult>>)method;
            return facts.Await(new Invoker<T1, T2, T3, ValueTask<TResult>>((a1, a2, a3) => AsyncResult.Of(function(a1, a2, a3))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    [OverloadResolutionPriority(1)]
    public static Traced<TResult> Call<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, Task<TResult>> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, T3, T4, Task<TResult>>)method;
            return facts.Await(new Invoker<T1, T2, T3, T4, ValueTask<TResult>>((a1, a2, a3, a4) => AsyncResult.Of(function(a1, a2, a3, a4))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    [OverloadResolutionPriority(1)]
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, Task<TResult>> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, T3, T4, T5, Task<TResult>>)method;
            return facts.Await(new Invoker<T1, T2, T3, T4, T5, ValueTask<TResult>>((a1, a2, a3, a4, a5) => AsyncResult.Of(function(a1, a2, a3, a4, a5))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    [OverloadResolutionPriority(1)]
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, Task<TResult>> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, T3, T4, T5, T6, Task<TResult>>)method;
            return facts.Await(new Invoker<T1, T2, T3, T4, T5, T6, ValueTask<TResult>>((a1, a2, a3, a4, a5, a6) => AsyncResult.Of(function(a1, a2, a3, a4, a5, a6))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    [OverloadResolutionPriority(1)]
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, Task<TResult>> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, Traced<T7> input7, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, T3, T4, T5, T6, T7, Task<TResult>>)method;
            return facts.Await(new Invoker<T1, T2, T3, T4, T5, T6, T7, ValueTask<TResult>>((a1, a2, a3, a4, a5, a6, a7) => AsyncResult.Of(function(a1, a2, a3, a4, a5, a6, a7))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6), tracer.Resolve(input7)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    [OverloadResolutionPriority(1)]
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, Task<TResult>> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, Traced<T7> input7, Traced<T8> input8, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, T3, T4, T5, T6, T7, T8, Task<TResult>>)method;
            return facts.Await(new Invoker<T1, T2, T3, T4, T5, T6, T7, T8, ValueTask<TResult>>((a1, a2, a3, a4, a5, a6, a7, a8) => AsyncResult.Of(function(a1, a2, a3, a4, a5, a6, a7, a8))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6), tracer.Resolve(input7), tracer.Resolve(input8)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<TResult>(Func<ValueTask<TResult>> method, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Await(new Invoker<ValueTask<TResult>>((Func<ValueTask<TResult>>)method)), [], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, TResult>(Func<T1, ValueTask<TResult>> method, Traced<T1> input1, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Await(new Invoker<T1, ValueTask<TResult>>((Func<T1, ValueTask<TResult>>)method)), [tracer.Resolve(input1)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, TResult>(Func<T1, T2, ValueTask<TResult>> method, Traced<T1> input1, Traced<T2> input2, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Await(new Invoker<T1, T2, ValueTask<TResult>>((Func<T1, T2, ValueTask<TResult>>)method)), [tracer.Resolve(input1), tracer.Resolve(input2)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, T3, TResult>(Func<T1, T2, T3, ValueTask<TResult>> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Await(new Invoker<T1, T2, T3, ValueTask<TResult>>((Func<T1, T2, T3, ValueTask<TResult>>)method)), [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, ValueTask<TResult>> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Await(new Invoker<T1, T2, T3, T4, ValueTask<TResult>>((Func<T1, T2, T3, T4, ValueTask<TResult>>)method)), [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, ValueTask<TResult>> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Await(new Invoker<T1, T2, T3, T4, T5, ValueTask<TResult>>((Func<T1, T2, T3, T4, T5, ValueTask<TResult>>)method)), [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, ValueTask<TResult>> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Await(new Invoker<T1, T2, T3, T4, T5, T6, ValueTask<TResult>>((Func<T1, T2, T3, T4, T5, T6, ValueTask<TResult>>)method)), [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, ValueTask<TResult>> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, Traced<T7> input7, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Await(new Invoker<T1, T2, T3, T4, T5, T6, T7, ValueTask<TResult>>((Func<T1, T2, T3, T4, T5, T6, T7, ValueTask<TResult>>)method)), [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6), tracer.Resolve(input7)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<TResult> Call<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, ValueTask<TResult>> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, Traced<T7> input7, Traced<T8> input8, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<TResult>(method, static (method, facts) => facts.Await(new Invoker<T1, T2, T3, T4, T5, T6, T7, T8, ValueTask<TResult>>((Func<T1, T2, T3, T4, T5, T6, T7, T8, ValueTask<TResult>>)method)), [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6), tracer.Resolve(input7), tracer.Resolve(input8)], new(file, line));
    }
}
