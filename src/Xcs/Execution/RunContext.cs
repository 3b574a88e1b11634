using Xcs.Diagnostics;

namespace Xcs.Execution;

/// <summary>What all frames of one run share: its token and who looks on.</summary>
internal sealed class RunContext
{
    /// <summary>The context of a frame at rest, and of calls made outside a run.</summary>
    public static readonly RunContext None = new();

    public CancellationToken CancellationToken { get; init; }

    /// <summary>Who looks on; null where nobody does.</summary>
    public RunObserver? Observer { get; init; }

    /// <summary>Whether an exception says no more than that the run has been cancelled.</summary>
    public bool IsStoppedBy(Exception exception) =>
        exception is OperationCanceledException stopped && CancellationToken.IsCancellationRequested && stopped.CancellationToken == CancellationToken;
}
