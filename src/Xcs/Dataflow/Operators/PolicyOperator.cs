using Xcs.Execution;
using Xcs.Execution.Policies;

namespace Xcs.Dataflow.Operators;

/// <summary>A call with a policy around it. To the graph it is an asynchronous operator: waiting for a gate, a clock or a retry holds no worker.</summary>
internal sealed class PolicyOperator<TResult> : Operator<TResult>, ISuspendingOperator
{
    private readonly Operator<TResult> _call;
    private readonly OperatorGuard _guard;

    public PolicyOperator(Operator<TResult> call, OperatorGuard guard)
        : base(call.Name, OperatorKind.Asynchronous, call.InputTypes)
    {
        _call = call;
        _guard = guard;
        Cost = call.Cost;
        Effects = call.Effects;
        Method = call.Method;
    }

    public bool Suspends => true;

    internal override string PolicyText => _guard.TextFor(Name);

    public bool Start(Frame frame, ReadOnlySpan<int> inputs, int output, Suspension suspension)
    {
        var call = Bind(frame, inputs, suspension.Activation.Run.Pool);
        var mayRunHere = _call.Kind == OperatorKind.Synchronous;
        return AsyncResult.Store(new ValueTask<TResult>(call.Start(mayRunHere)), frame, output, suspension);
    }

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        var pool = WorkerPool.CurrentPool ?? _guard.Pool;
        pool.EnterRun();
        try
        {
            frame.Write(output, Bind(frame, inputs, pool).Start(mayRunHere: true).GetAwaiter().GetResult());
        }
        finally
        {
            pool.ExitRun();
        }
    }

    private PolicyCall<TResult> Bind(Frame frame, ReadOnlySpan<int> inputs, WorkerPool pool) =>
        new(_call, _guard, _call.Bind(frame, inputs), pool, frame.Context.CancellationToken);
}
