using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Xcs.Diagnostics.Telemetry;

/// <summary>The pools of the process that are open. Their threads keep them alive, so this does not.</summary>
internal static class Pools
{
    private static readonly ConcurrentDictionary<WorkerPool, bool> Open = [];

    public static void Opened(WorkerPool pool) => Open.TryAdd(pool, true);

    public static void Closing(WorkerPool pool)
    {
        if (Open.TryRemove(pool, out _))
            XcsEventSource.Log.PoolClosing(pool.Options.Name, pool.Workers);
    }

    public static IEnumerable<Measurement<int>> ActiveWorkers()
    {
        foreach (var pool in Open.Keys)
            yield return new Measurement<int>(pool.Workers - pool.Sleepers.Count, Tags.Of(Tags.PoolName, pool.Options.Name));
    }
}
