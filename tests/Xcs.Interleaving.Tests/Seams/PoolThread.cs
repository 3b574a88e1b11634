using Xcs.InterleavingTests.Harness;

namespace Xcs.Threading;

/// <summary>The controlled form of the product's class of the same name: starts virtual threads.</summary>
internal sealed class PoolThread
{
    private readonly VirtualThread _thread;

    private PoolThread(VirtualThread thread) => _thread = thread;

    public static PoolThread Start(WorkerPoolOptions options, string name, Action body) =>
        new(VirtualThread.Controlled.Scheduler.Start(name, body));

    public void Join() => VirtualThread.Controlled.Scheduler.WaitUntil(() => _thread.HasEnded, default);
}
