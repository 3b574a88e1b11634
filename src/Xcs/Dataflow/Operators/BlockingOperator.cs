using System.Linq.Expressions;
using Xcs.Execution;
using Xcs.Execution.Policies;

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

    internal override bool IsCall => true;

    internal override Operator WithPolicy(OperatorGuard guard) => new PolicyOperator<TResult>(this, guard);

    internal override Func<ValueTask<TResult>> Bind(Frame frame, ReadOnlySpan<int> inputs)
    {
        var call = invoker.Bind(frame, inputs);
        return () => new ValueTask<TResult>(call());
    }

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output) =>
        frame.Write(output, invoker.Invoke(frame, inputs));

    internal override Expression Emit(IReadOnlyList<Expression> inputs) => invoker.Emit(inputs);
}
