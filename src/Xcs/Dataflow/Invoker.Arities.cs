using Xcs.Execution;

namespace Xcs.Dataflow;

// One class an arity: what lets an operator read its inputs from typed slots without boxing.

internal sealed class Invoker<TResult>(Func<TResult> function) : InvokerOf<TResult>(function, [])
{
    public override TResult Invoke(Frame frame, ReadOnlySpan<int> inputs) =>
        function();

    public override Func<TResult> Bind(Frame frame, ReadOnlySpan<int> inputs) => function;
}

internal sealed class Invoker<T1, TResult>(Func<T1, TResult> function) : InvokerOf<TResult>(function, [typeof(T1)])
{
    public override TResult Invoke(Frame frame, ReadOnlySpan<int> inputs) =>
        function(frame.Read<T1>(inputs[0]));

    public override Func<TResult> Bind(Frame frame, ReadOnlySpan<int> inputs)
    {
        var a1 = frame.Read<T1>(inputs[0]);
        return () => function(a1);
    }
}

internal sealed class Invoker<T1, T2, TResult>(Func<T1, T2, TResult> function) : InvokerOf<TResult>(function, [typeof(T1), typeof(T2)])
{
    public override TResult Invoke(Frame frame, ReadOnlySpan<int> inputs) =>
        function(frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]));

    public override Func<TResult> Bind(Frame frame, ReadOnlySpan<int> inputs)
    {
        var (a1, a2) = (frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]));
        return () => function(a1, a2);
    }
}

internal sealed class Invoker<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function) : InvokerOf<TResult>(function, [typeof(T1), typeof(T2), typeof(T3)])
{
    public override TResult Invoke(Frame frame, ReadOnlySpan<int> inputs) =>
        function(frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]), frame.Read<T3>(inputs[2]));

    public override Func<TResult> Bind(Frame frame, ReadOnlySpan<int> inputs)
    {
        var (a1, a2, a3) = (frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]), frame.Read<T3>(inputs[2]));
        return () => function(a1, a2, a3);
    }
}

internal sealed class Invoker<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> function) : InvokerOf<TResult>(function, [typeof(T1), typeof(T2), typeof(T3), typeof(T4)])
{
    public override TResult Invoke(Frame frame, ReadOnlySpan<int> inputs) =>
        function(frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]), frame.Read<T3>(inputs[2]), frame.Read<T4>(inputs[3]));

    public override Func<TResult> Bind(Frame frame, ReadOnlySpan<int> inputs)
    {
        var (a1, a2, a3, a4) = (frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]), frame.Read<T3>(inputs[2]), frame.Read<T4>(inputs[3]));
        return () => function(a1, a2, a3, a4);
    }
}

internal sealed class Invoker<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> function) : InvokerOf<TResult>(function, [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5)])
{
    public override TResult Invoke(Frame frame, ReadOnlySpan<int> inputs) =>
        function(frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]), frame.Read<T3>(inputs[2]), frame.Read<T4>(inputs[3]), frame.Read<T5>(inputs[4]));

    public override Func<TResult> Bind(Frame frame, ReadOnlySpan<int> inputs)
    {
        var (a1, a2, a3, a4, a5) = (frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]), frame.Read<T3>(inputs[2]), frame.Read<T4>(inputs[3]), frame.Read<T5>(inputs[4]));
        return () => function(a1, a2, a3, a4, a5);
    }
}

internal sealed class Invoker<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> function) : InvokerOf<TResult>(function, [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6)])
{
    public override TResult Invoke(Frame frame, ReadOnlySpan<int> inputs) =>
        function(frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]), frame.Read<T3>(inputs[2]), frame.Read<T4>(inputs[3]), frame.Read<T5>(inputs[4]), frame.Read<T6>(inputs[5]));

    public override Func<TResult> Bind(Frame frame, ReadOnlySpan<int> inputs)
    {
        var (a1, a2, a3, a4, a5, a6) = (frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]), frame.Read<T3>(inputs[2]), frame.Read<T4>(inputs[3]), frame.Read<T5>(inputs[4]), frame.Read<T6>(inputs[5]));
        return () => function(a1, a2, a3, a4, a5, a6);
    }
}

internal sealed class Invoker<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> function) : InvokerOf<TResult>(function, [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7)])
{
    public override TResult Invoke(Frame frame, ReadOnlySpan<int> inputs) =>
        function(frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]), frame.Read<T3>(inputs[2]), frame.Read<T4>(inputs[3]), frame.Read<T5>(inputs[4]), frame.Read<T6>(inputs[5]), frame.Read<T7>(inputs[6]));

    public override Func<TResult> Bind(Frame frame, ReadOnlySpan<int> inputs)
    {
        var (a1, a2, a3, a4, a5, a6, a7) = (frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]), frame.Read<T3>(inputs[2]), frame.Read<T4>(inputs[3]), frame.Read<T5>(inputs[4]), frame.Read<T6>(inputs[5]), frame.Read<T7>(inputs[6]));
        return () => function(a1, a2, a3, a4, a5, a6, a7);
    }
}

internal sealed class Invoker<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> function) : InvokerOf<TResult>(function, [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8)])
{
    public override TResult Invoke(Frame frame, ReadOnlySpan<int> inputs) =>
        function(frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]), frame.Read<T3>(inputs[2]), frame.Read<T4>(inputs[3]), frame.Read<T5>(inputs[4]), frame.Read<T6>(inputs[5]), frame.Read<T7>(inputs[6]), frame.Read<T8>(inputs[7]));

    public override Func<TResult> Bind(Frame frame, ReadOnlySpan<int> inputs)
    {
        var (a1, a2, a3, a4, a5, a6, a7, a8) = (frame.Read<T1>(inputs[0]), frame.Read<T2>(inputs[1]), frame.Read<T3>(inputs[2]), frame.Read<T4>(inputs[3]), frame.Read<T5>(inputs[4]), frame.Read<T6>(inputs[5]), frame.Read<T7>(inputs[6]), frame.Read<T8>(inputs[7]));
        return () => function(a1, a2, a3, a4, a5, a6, a7, a8);
    }
}
