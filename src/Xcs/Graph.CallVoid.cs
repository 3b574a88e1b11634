using System.Runtime.CompilerServices;
using Xcs.Dataflow;
using Xcs.Tracing;

namespace Xcs;

public static partial class Graph
{
    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call(Action method, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Action)method;
            return facts.Call(new Invoker<Unit>(() => { function(); return default(Unit); }));
        }, [], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1>(Action<T1> method, Traced<T1> input1, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Action<T1>)method;
            return facts.Call(new Invoker<T1, Unit>((a1) => { function(a1); return default(Unit); }));
        }, [tracer.Resolve(input1)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2>(Action<T1, T2> method, Traced<T1> input1, Traced<T2> input2, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Action<T1, T2>)method;
            return facts.Call(new Invoker<T1, T2, Unit>((a1, a2) => { function(a1, a2); return default(Unit); }));
        }, [tracer.Resolve(input1), tracer.Resolve(input2)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2, T3>(Action<T1, T2, T3> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Action<T1, T2, T3>)method;
            return facts.Call(new Invoker<T1, T2, T3, Unit>((a1, a2, a3) => { function(a1, a2, a3); return default(Unit); }));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2, T3, T4>(Action<T1, T2, T3, T4> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Action<T1, T2, T3, T4>)method;
            return facts.Call(new Invoker<T1, T2, T3, T4, Unit>((a1, a2, a3, a4) => { function(a1, a2, a3, a4); return default(Unit); }));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2, T3, T4, T5>(Action<T1, T2, T3, T4, T5> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Action<T1, T2, T3, T4, T5>)method;
            return facts.Call(new Invoker<T1, T2, T3, T4, T5, Unit>((a1, a2, a3, a4, a5) => { function(a1, a2, a3, a4, a5); return default(Unit); }));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2, T3, T4, T5, T6>(Action<T1, T2, T3, T4, T5, T6> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Action<T1, T2, T3, T4, T5, T6>)method;
            return facts.Call(new Invoker<T1, T2, T3, T4, T5, T6, Unit>((a1, a2, a3, a4, a5, a6) => { function(a1, a2, a3, a4, a5, a6); return default(Unit); }));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2, T3, T4, T5, T6, T7>(Action<T1, T2, T3, T4, T5, T6, T7> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, Traced<T7> input7, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Action<T1, T2, T3, T4, T5, T6, T7>)method;
            return facts.Call(new Invoker<T1, T2, T3, T4, T5, T6, T7, Unit>((a1, a2, a3, a4, a5, a6, a7) => { function(a1, a2, a3, a4, a5, a6, a7); return default(Unit); }));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6), tracer.Resolve(input7)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2, T3, T4, T5, T6, T7, T8>(Action<T1, T2, T3, T4, T5, T6, T7, T8> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, Traced<T7> input7, Traced<T8> input8, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Action<T1, T2, T3, T4, T5, T6, T7, T8>)method;
            return facts.Call(new Invoker<T1, T2, T3, T4, T5, T6, T7, T8, Unit>((a1, a2, a3, a4, a5, a6, a7, a8) => { function(a1, a2, a3, a4, a5, a6, a7, a8); return default(Unit); }));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6), tracer.Resolve(input7), tracer.Resolve(input8)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call(Func<Task> method, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Func<Task>)method;
            return facts.Await(new Invoker<ValueTask<Unit>>(() => Finish(function())));
        }, [], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1>(Func<T1, Task> method, Traced<T1> input1, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Func<T1, Task>)method;
            return facts.Await(new Invoker<T1, ValueTask<Unit>>((a1) => Finish(function(a1))));
        }, [tracer.Resolve(input1)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2>(Func<T1, T2, Task> method, Traced<T1> input1, Traced<T2> input2, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, Task>)method;
            return facts.Await(new Invoker<T1, T2, ValueTask<Unit>>((a1, a2) => Finish(function(a1, a2))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2, T3>(Func<T1, T2, T3, Task> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, T3, Task>)method;
            return facts.Await(new Invoker<T1, T2, T3, ValueTask<Unit>>((a1, a2, a3) => Finish(function(a1, a2, a3))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2, T3, T4>(Func<T1, T2, T3, T4, Task> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, T3, T4, Task>)method;
            return facts.Await(new Invoker<T1, T2, T3, T4, ValueTask<Unit>>((a1, a2, a3, a4) => Finish(function(a1, a2, a3, a4))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2, T3, T4, T5>(Func<T1, T2, T3, T4, T5, Task> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, T3, T4, T5, Task>)method;
            return facts.Await(new Invoker<T1, T2, T3, T4, T5, ValueTask<Unit>>((a1, a2, a3, a4, a5) => Finish(function(a1, a2, a3, a4, a5))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2, T3, T4, T5, T6>(Func<T1, T2, T3, T4, T5, T6, Task> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, T3, T4, T5, T6, Task>)method;
            return facts.Await(new Invoker<T1, T2, T3, T4, T5, T6, ValueTask<Unit>>((a1, a2, a3, a4, a5, a6) => Finish(function(a1, a2, a3, a4, a5, a6))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2, T3, T4, T5, T6, T7>(Func<T1, T2, T3, T4, T5, T6, T7, Task> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, Traced<T7> input7, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, T3, T4, T5, T6, T7, Task>)method;
            return facts.Await(new Invoker<T1, T2, T3, T4, T5, T6, T7, ValueTask<Unit>>((a1, a2, a3, a4, a5, a6, a7) => Finish(function(a1, a2, a3, a4, a5, a6, a7))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6), tracer.Resolve(input7)], new(file, line));
    }

    /// <inheritdoc cref="Call{TResult}(Func{TResult}, string, int)"/>
    public static Traced<Unit> Call<T1, T2, T3, T4, T5, T6, T7, T8>(Func<T1, T2, T3, T4, T5, T6, T7, T8, Task> method, Traced<T1> input1, Traced<T2> input2, Traced<T3> input3, Traced<T4> input4, Traced<T5> input5, Traced<T6> input6, Traced<T7> input7, Traced<T8> input8, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var tracer = Tracer.Require(file, line);
        return tracer.Call<Unit>(method, static (method, facts) =>
        {
            var function = (Func<T1, T2, T3, T4, T5, T6, T7, T8, Task>)method;
            return facts.Await(new Invoker<T1, T2, T3, T4, T5, T6, T7, T8, ValueTask<Unit>>((a1, a2, a3, a4, a5, a6, a7, a8) => Finish(function(a1, a2, a3, a4, a5, a6, a7, a8))));
        }, [tracer.Resolve(input1), tracer.Resolve(input2), tracer.Resolve(input3), tracer.Resolve(input4), tracer.Resolve(input5), tracer.Resolve(input6), tracer.Resolve(input7), tracer.Resolve(input8)], new(file, line));
    }

    private static async ValueTask<Unit> Finish(Task task)
    {
        await task.ConfigureAwait(false);
        return default;
    }
}
