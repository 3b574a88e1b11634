namespace Xcs.Diagnostics.Exports.ChromeTrace;

/// <summary>How many workers, callers included, ran nodes at each moment of a trace, and how many nodes were ready and waited for one.</summary>
internal static class TraceCounters
{
    public const string ActiveWorkers = "active workers";
    public const string QueuedNodes = "queued nodes";

    /// <returns>The value of a counter from a moment, in ticks, on; by name and then by moment.</returns>
    public static IEnumerable<(string Name, long At, int Value)> Of(IReadOnlyList<TraceEvent> events) =>
        Sums(ActiveWorkers, Working(events)).Concat(Sums(QueuedNodes, Queued(events)));

    // A worker is active while it is in a slice of a node, however many are open; a run's own slice is the time that its caller waits for it.
    private static List<(long At, int Change)> Working(IReadOnlyList<TraceEvent> events)
    {
        var changes = new List<(long At, int Change)>();
        var slices = events.Where(static e =>
            e is { Kind: not TraceEventKind.Run, IsSuspended: false, Thread: TraceThread.Worker or TraceThread.Caller } && e.Ended > e.Started);
        foreach (var thread in slices.GroupBy(static e => e.ThreadId))
        {
            var end = long.MinValue;
            foreach (var slice in thread.OrderBy(static e => e.Started))
            {
                if (slice.Started > end)
                    changes.AddRange([(end, -1), (slice.Started, 1)]);
                end = Math.Max(end, slice.Ended);
            }

            changes.Add((end, -1));
        }

        changes.RemoveAll(static change => change.At == long.MinValue);
        return changes;
    }

    private static List<(long At, int Change)> Queued(IReadOnlyList<TraceEvent> events)
    {
        var changes = new List<(long At, int Change)>();
        foreach (var traced in events)
        {
            if (traced is { Kind: TraceEventKind.Node, Queued: { } queued } && queued < traced.Started)
                changes.AddRange([(queued, 1), (traced.Started, -1)]);
        }

        return changes;
    }

    private static IEnumerable<(string Name, long At, int Value)> Sums(string name, List<(long At, int Change)> changes)
    {
        var value = 0;
        foreach (var moment in changes.GroupBy(static change => change.At).OrderBy(static moment => moment.Key))
        {
            var change = moment.Sum(static change => change.Change);
            value += change;
            if (change != 0)
                yield return (name, moment.Key, value);
        }
    }
}
