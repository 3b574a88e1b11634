namespace Xcs.Threading;

/// <summary>A started background thread of a pool. Nothing else in the product creates threads.</summary>
internal sealed class PoolThread
{
    private readonly Thread _thread;

    private PoolThread(Thread thread) => _thread = thread;

    /// <exception cref="OutOfMemoryException">The system refuses another thread.</exception>
    public static PoolThread Start(WorkerPoolOptions options, string name, Action body)
    {
        var thread = new Thread(body.Invoke, options.StackSize) { IsBackground = true, Name = name, Priority = options.Priority };
        // Unsafe: the async locals of whoever happens to create the pool must not become those of everything it runs.
        thread.UnsafeStart();
        return new PoolThread(thread);
    }

    public void Join() => _thread.Join();
}
