using System.Linq.Expressions;
using System.Runtime.ExceptionServices;
using Xcs.Compilation;
using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>Runs a body and gives how it has ended: a failure inside is a value outside.</summary>
internal sealed class AttemptOperator<TResult>(Body body, Type[] inputTypes)
    : Operator<Outcome<TResult>>("try", OperatorKind.Control, inputTypes), ISuspendingOperator, IActivationOwner
{
    public bool Suspends => body.Graph.IsParallel;

    public bool Start(Frame frame, ReadOnlySpan<int> inputs, int output, Suspension suspension)
    {
        suspension.Begin(body, frame, inputs, this).Start(suspension.Starter);
        return false;
    }

    public void BodyDone(Activation activation, Participant? me)
    {
        var outer = activation.Outer.Frame;
        if (activation.Failure is { } failure)
            outer.Write(activation.OuterNode, new Outcome<TResult>(failure));
        else if (activation.HasResult)
            outer.Write(activation.OuterNode, new Outcome<TResult>(activation.Frame.Read<TResult>(activation.Units.Graph.Result.Value)));
        activation.CompleteOuter(me, failure: null);
    }

    internal override Operator WithBodies(IReadOnlyList<DataflowGraph> bodies) =>
        new AttemptOperator<TResult>(body.With(bodies[0]), inputTypes) { Bodies = bodies, Effects = Effects, Cost = Cost };

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        var inner = body.Enter(frame, inputs);
        try
        {
            frame.Write(output, new Outcome<TResult>(body.Run<TResult>(inner)));
        }
        catch (Exception exception) when (!frame.Context.CancellationToken.IsCancellationRequested)
        {
            frame.Write(output, new Outcome<TResult>(ExceptionDispatchInfo.Capture(exception)));
        }
        finally
        {
            body.Leave(inner);
        }
    }

    internal override Expression? Emit(IReadOnlyList<Expression> inputs)
    {
        if (FunctionCompiler.Emit(body.Graph, [.. inputs.Skip(body.FirstCapture).Take(body.CaptureCount)]) is not { } value)
            return null;
        var failure = Expression.Parameter(typeof(Exception), "failure");
        return Expression.TryCatch(
            Expression.New(ResultType.GetConstructor([typeof(TResult)])!, value),
            Expression.Catch(failure, Expression.Call(ResultType, nameof(Outcome<>.Failed), null, failure)));
    }
}
