using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>A call that returns a task. In a parallel run it holds no worker while it waits; alone it is waited for on the calling thread.</summary>
internal sealed class AsyncOperator<TResult>(string name, InvokerOf<ValueTask<TResult>> invoker)
    : Operator<TResult>(name, OperatorKind.Asynchronous, invoker.InputTypes), ISuspendingOperator
{
    public bool Suspends => true;

    public bool Start(Frame frame, ReadOnlySpan<int> inputs, int output, Suspension suspension)
    {
        var awaiter = invoker.Invoke(frame, inputs).ConfigureAwait(false).GetAwaiter();
        if (awaiter.IsCompleted)
        {
            frame.Write(output, awaiter.GetResult());
            return true;
        }

        awaiter.UnsafeOnCompleted(() =>
        {
            Exception? failure = null;
            try
            {
                frame.Write(output, awaiter.GetResult());
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            suspension.Resume(failure);
        });
        return false;
    }

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        var task = invoker.Invoke(frame, inputs);
        frame.Write(output, task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult());
    }
}
