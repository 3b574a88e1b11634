using System.Runtime.ExceptionServices;

namespace Xcs.Execution.Streaming;

/// <summary>One item of a stream on its way through the stages. Belongs to one stage at a time.</summary>
internal sealed class StreamItem(Frame frame)
{
    public Frame Frame => frame;

    /// <summary>The first node in program order that has failed so far.</summary>
    public int FailedAt { get; private set; } = int.MaxValue;

    /// <summary>What it threw; null while no node has failed.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    public void Begin(RunContext context)
    {
        frame.Context = context;
        FailedAt = int.MaxValue;
        Failure = null;
    }

    public void Fail(int node, ExceptionDispatchInfo failure)
    {
        if (node > FailedAt)
            return;
        FailedAt = node;
        Failure = failure;
    }

    /// <summary>Keeps nothing of a user alive.</summary>
    public void Rest()
    {
        frame.Clear();
        Failure = null;
    }
}
