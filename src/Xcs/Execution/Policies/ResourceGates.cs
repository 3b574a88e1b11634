using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Xcs.Execution.Policies;

/// <summary>
/// The gates of a pool's resources, by name: functions on one pool share them. The first function that names a resource sets its limit for
/// as long as the pool lives. Waiting at a gate is asynchronous and in order of arrival.
/// </summary>
internal sealed class ResourceGates
{
    private static readonly ConditionalWeakTable<WorkerPool, ResourceGates> OfPools = [];

    private readonly ConcurrentDictionary<string, (SemaphoreSlim Gate, int Limit)> _gates = new();

    public static ResourceGates Of(WorkerPool pool) => OfPools.GetOrCreateValue(pool);

    /// <exception cref="OptionsException">The resource has another limit already.</exception>
    public SemaphoreSlim Gate(string resource, int limit, string operatorName)
    {
        var known = _gates.GetOrAdd(resource, static (_, limit) => (new SemaphoreSlim(limit, limit), limit), limit);
        return known.Limit == limit ? known.Gate : throw new OptionsException(
            $"MaxConcurrency of resource {resource} is {limit}, but a function on the same pool has set it to {known.Limit}",
            "Give a resource one limit everywhere, or name another resource.",
            $"{nameof(JitOptions)}.{nameof(JitOptions.Policies)}[\"{operatorName}\"]");
    }
}
