using System.Collections.Concurrent;
using Xcs.Threading;

namespace Xcs.Tests.Threading;

/// <summary>
/// A work item whose executions wait until <paramref name="count"/> of them have begun: it can only pass when they overlap. Remembers
/// who executed it.
/// </summary>
internal sealed class Rendezvous(int count) : IPoolWorkItem
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly object gate = new();
    private int arrived;
    private int departed;
    private bool missed;

    public ConcurrentBag<Thread> Threads { get; } = [];

    public ConcurrentBag<Worker?> Workers { get; } = [];

    public void Execute(long generation)
    {
        Threads.Add(Thread.CurrentThread);
        Workers.Add(WorkerPool.CurrentWorker);
        lock (gate)
        {
            arrived++;
            Monitor.PulseAll(gate);
            while (arrived < count && !missed) missed = !Monitor.Wait(gate, Limit);
            departed++;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits until all have met.</summary>
    public void Verify()
    {
        lock (gate)
        {
            while (departed < count && !missed) missed = !Monitor.Wait(gate, Limit);
            Assert.False(missed, $"only {arrived} of {count} overlapped");
        }
    }
}
