using System.Collections.Concurrent;

namespace Xcs.Tests.Execution;

/// <summary>One pool of each size for all tests that do not harm it.</summary>
internal static class SharedPools
{
    private static readonly ConcurrentDictionary<int, Lazy<WorkerPool>> Pools = new();

    public static WorkerPool Of(int workers) =>
        Pools.GetOrAdd(workers, static workers => new(() => new WorkerPool(new WorkerPoolOptions { Workers = workers, Name = $"test-{workers}" }))).Value;
}
