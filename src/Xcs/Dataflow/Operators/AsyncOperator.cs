using Xcs.Execution;
using Xcs.Execution.Policies;

namespace Xcs.Dataflow.Operators;

/// <summary>A call that returns a task. In a parallel run it holds no worker while it waits; alone it is waited for on the calling thread.</summary>
internal sealed class AsyncOperator<TResult>(string name, InvokerOf<ValueTask<TResult>> invoker)
    : Operator<TResult>(name, OperatorKind.Asynchronous, invoker.InputTypes), ISuspendingOperator
{
    public bool Suspends => true;

    public bool Start(Frame frame, ReadOnlySpan<int> inputs, int output, Suspension suspension) =>
        AsyncResult.Store(invoker.Invoke(frame, inputs), frame, output, suspension);

    internal override bool IsCall => true;

    internal override Operator WithPolicy(OperatorGuard guard) => new PolicyOperator<TResult>(this, guard);

    internal override Func<ValueTask<TResult>> Bind(Frame frame, ReadOnlySpan<int> inputs) => invoker.Bind(frame, inputs);

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        var task = invoker.Invoke(frame, inputs);
        frame.Write(output, task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult());
    }
}
