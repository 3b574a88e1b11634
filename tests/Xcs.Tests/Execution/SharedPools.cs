using System.Collections.Concurrent;

namespace Xcs.Tests.Execution;

/// <summary>One pool of each size for tests that do not harm it and do not need all of its workers at once.</summary>
internal sealed class SharedPools(string name)
{
    private static readonly SharedPools ForAll = new("test");

    private readonly ConcurrentDictionary<int, Lazy<WorkerPool>> _pools = new();

    public static WorkerPool Of(int workers) => ForAll.OfSize(workers);

    public WorkerPool OfSize(int workers) =>
        _pools.GetOrAdd(workers, workers => new(() => new WorkerPool(new WorkerPoolOptions { Workers = workers, Name = $"{name}-{workers}" }))).Value;
}
