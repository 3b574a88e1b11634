using System.Linq.Expressions;
using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>A call that waits for something outside the process. A parallel run gives it to a blocking thread of the pool.</summary>
internal sealed class BlockingOperator<TResult>(string name, InvokerOf<TResult> invoker)
    : Operator<TResult>(name, OperatorKind.Blocking, invoker.InputTypes), ISuspendingOperator
{
    public bool Suspends => true;

    public bool Start(Frame frame, ReadOnlySpan<int> inputs, int output, Suspension suspension)
    {
        suspension.RunBlocking(this, frame, inputs.ToArray(), output);
        return false;
    }

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output) =>
        frame.Write(output, invoker.Invoke(frame, inputs));

    internal override Expression Emit(IReadOnlyList<Expression> inputs) => invoker.Emit(inputs);
}
