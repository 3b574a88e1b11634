using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>The token of the run: cancelled by the caller, and when a node earlier than all its readers fails.</summary>
internal sealed class CancellationTokenOperator() : Operator<CancellationToken>("cancellation token", OperatorKind.Synchronous, [])
{
    internal override bool ReadsToken => true;

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output) =>
        frame.Write(output, frame.Context.CancellationToken);
}
