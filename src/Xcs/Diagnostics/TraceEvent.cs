namespace Xcs;

/// <summary>Something that happened in a run while a <see cref="RunTrace"/> was open. All times are ticks of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
public readonly record struct TraceEvent
{
    /// <summary>The number of the run in its trace, from 1 on in the order in which the runs began.</summary>
    public required int Run { get; init; }

    /// <summary>What the event is about.</summary>
    public required TraceEventKind Kind { get; init; }

    /// <summary>The graph that the node is in: that of the run, or a body of a control node.</summary>
    public required DataflowGraph Graph { get; init; }

    /// <summary>The node; null for a run.</summary>
    public required NodeId? Node { get; init; }

    /// <summary>The name of the node's operator, for a run that of the graph.</summary>
    public required string Operator { get; init; }

    /// <summary>Which execution of a body the node belongs to: one number for each item of a map and each round of a loop. 0 where <see cref="Graph"/> is the graph of the run.</summary>
    public required int Activation { get; init; }

    /// <summary>The item or the round that the body was run for; -1 where <see cref="Graph"/> is the graph of the run.</summary>
    public required int Item { get; init; }

    /// <summary>The wave of the node in the plan of <see cref="Graph"/>; -1 for a run.</summary>
    public required int Wave { get; init; }

    /// <summary>The first of the units; -1 where the event is not about units.</summary>
    public required int FirstUnit { get; init; }

    /// <summary>How many units; 0 where the event is not about units.</summary>
    public required int UnitCount { get; init; }

    /// <summary>What the thread was to the run.</summary>
    public required TraceThread Thread { get; init; }

    /// <summary>The number of the worker in its pool; -1 for other threads.</summary>
    public required int Worker { get; init; }

    /// <summary>The managed id of the thread. Of a node that was left waiting it is the thread that completed it.</summary>
    public required int ThreadId { get; init; }

    /// <summary>The name of the thread.</summary>
    public required string ThreadName { get; init; }

    /// <summary>
    /// When it could have started: for a node when the last of those that it waits for had ended, for units when their node started. Null
    /// where that is not in the trace.
    /// </summary>
    public required long? Queued { get; init; }

    /// <summary>When it started.</summary>
    public required long Started { get; init; }

    /// <summary>When it ended; <see cref="Started"/> where it was left out.</summary>
    public required long Ended { get; init; }

    /// <summary>When a node that was left waiting left its thread for the first time; null for everything else.</summary>
    public long? Suspended { get; init; }

    /// <summary>
    /// When a node that was left waiting went on for the last time, on <see cref="ThreadId"/>; null for everything else. In between it may have
    /// gone on and waited again: each time is an event of kind <see cref="TraceEventKind.Part"/>.
    /// </summary>
    public long? Resumed { get; init; }

    /// <summary>How it ended.</summary>
    public required TraceOutcome Outcome { get; init; }

    /// <summary>Whether it left its thread before its end, so that the thread ran other things in the meantime.</summary>
    public required bool IsSuspended { get; init; }

    /// <summary>Whether it was begun. Of a node that waited when the run was cancelled, the result alone is dropped.</summary>
    internal bool HasStarted => Outcome != TraceOutcome.Dropped || IsSuspended;
}
