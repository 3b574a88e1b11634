using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Xcs.Dataflow;
using Xcs.Diagnostics;
using Xcs.Diagnostics.Telemetry;
using Xcs.Threading;

namespace Xcs.Execution;

/// <summary>The right to complete, once, a unit that a worker has left waiting.</summary>
internal readonly struct Suspension(Activation activation, int unit, Participant? me)
{
    public Activation Activation => activation;

    public int Unit => unit;

    /// <summary>The worker that starts the unit; not to be used once it has left the unit.</summary>
    public Participant Starter => me!;

    /// <summary>Completes the unit, from any thread; does nothing where the run has gone on without it.</summary>
    public void Resume(Exception? failure)
    {
        if (!activation.TryResume(unit))
            return;
        var run = activation.Run;
        run.Hold();
        var (scope, node, started) = Part();
        activation.CompleteWaiting(unit, failure is null ? null : ExceptionDispatchInfo.Capture(failure), me: null);
        scope?.Part(node, started, me: null);
        run.Release();
    }

    /// <summary>Where to note a part of the unit that starts now; there is no scope where nobody looks at the run.</summary>
    private (RunScope? Scope, int Node, long Started) Part() =>
        activation.Scope is { } scope ? (scope, activation.Units.FirstNode[unit], Stopwatch.GetTimestamp()) : default;

    /// <summary>An activation of a body of the unit's node, captured values in place, ready to start.</summary>
    public Activation Begin(Body body, Frame frame, ReadOnlySpan<int> inputs, IActivationOwner owner)
    {
        var inner = activation.Run.RentBody(body.Graph, owner, activation, unit);
        body.Capture(frame, inputs, inner.Frame);
        return inner;
    }

    /// <summary>Runs the operator on a blocking thread of the pool.</summary>
    public void RunBlocking(Operator operation, Frame frame, int[] inputs, int output) =>
        activation.Run.Pool.RunBlocking(new BlockingCall(this, operation, frame, inputs, output), generation: 0);

    private sealed class BlockingCall(Suspension suspension, Operator operation, Frame frame, int[] inputs, int output) : IPoolWorkItem
    {
        public void Execute(long generation)
        {
            // The run may have gone on without it while it stood in line.
            if (!suspension.Activation.IsAwaited(suspension.Unit))
                return;
            if (suspension.Activation.Run.Flow is { } flow)
                ExecutionContext.Run(flow, static call => ((BlockingCall)call!).Execute(), this);
            else
                Execute();
        }

        private void Execute()
        {
            Exception? failure = null;
            var (scope, node, started) = suspension.Part();
            try
            {
                using var _ = CurrentSpan.Enter(scope?.SpanOf(node));
                operation.Execute(frame, inputs, output);
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            scope?.Part(node, started, me: null);
            suspension.Resume(failure);
        }
    }
}
