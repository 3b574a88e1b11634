namespace Xcs.Diagnostics;

/// <summary>An event as it was recorded: what can be worked out is left out.</summary>
/// <param name="Scope">The run, the graph, and which execution of it.</param>
/// <param name="Started">Stopwatch ticks.</param>
/// <param name="Ended">Stopwatch ticks.</param>
/// <param name="Node">The node; -1 for a run.</param>
/// <param name="FirstUnit">The first unit; -1 where there is none.</param>
/// <param name="UnitCount">How many units.</param>
/// <param name="Worker">The number of the worker; -1 where the thread is none.</param>
/// <param name="Tags">The rest, in one byte each.</param>
internal readonly record struct TraceEntry(RunScope Scope, long Started, long Ended, int Node, int FirstUnit, int UnitCount, short Worker, TraceTags Tags);

/// <summary>What an event is about and how it ended, packed.</summary>
internal readonly struct TraceTags(TraceEventKind kind, TraceOutcome outcome, TraceThread thread, bool isSuspended)
{
    private readonly byte _bits = (byte)((int)kind | ((int)outcome << 2) | ((int)thread << 4) | (isSuspended ? 64 : 0));

    public TraceEventKind Kind => (TraceEventKind)(_bits & 3);

    public TraceOutcome Outcome => (TraceOutcome)((_bits >> 2) & 3);

    public TraceThread Thread => (TraceThread)((_bits >> 4) & 3);

    public bool IsSuspended => (_bits & 64) != 0;
}
