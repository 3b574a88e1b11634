namespace Xcs;

/// <summary>What one run did, measured. All times are in nanoseconds.</summary>
/// <param name="Run">The number of the run in its trace.</param>
/// <param name="Graph">The name of the graph.</param>
/// <param name="Mode">How it used its workers; never <see cref="ExecutionMode.Auto"/>.</param>
/// <param name="Workers">How many threads may have taken part.</param>
/// <param name="Outcome">How it ended; <see cref="TraceOutcome.Dropped"/> where it was cancelled.</param>
/// <param name="Work">T1: the time of all nodes together. Of an asynchronous or a blocking node that is from its start to its end, of an expanding node the sum of its units.</param>
/// <param name="WorkerTime">The part of <paramref name="Work"/> that held a worker or the caller.</param>
/// <param name="Span">T∞: the longest path through the graph with these times. An expanding node counts with its longest unit, for which the mean of units that ran without a break stands.</param>
/// <param name="Makespan">From the call to the result.</param>
/// <param name="LostEvents">How many events of the run are missing: where it is not 0, the times of nodes are too small.</param>
/// <remarks>
/// Times are those of this run, with what slows nodes down when they run side by side: shared caches, memory and garbage collections.
/// </remarks>
public sealed record RunSummary(
    int Run,
    string Graph,
    ExecutionMode Mode,
    int Workers,
    TraceOutcome Outcome,
    double Work,
    double WorkerTime,
    double Span,
    double Makespan,
    long LostEvents)
{
    /// <summary>The nanoseconds below which no schedule of the same nodes gets with a number of workers: max(T∞, T1/p). Waiting holds no worker, so it counts in T∞ and not in the T1 that is divided.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no worker.</exception>
    public double Bound(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        return Math.Max(Span, WorkerTime / workers);
    }

    /// <summary>How close the run came to <see cref="Bound"/>: 1 is perfect.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no worker.</exception>
    public double Efficiency(int workers) => Makespan > 0 ? Bound(workers) / Makespan : 1;
}
