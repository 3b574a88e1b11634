namespace Xcs.Threading;

/// <summary>Which pool, and which of its workers, the calling thread belongs to.</summary>
internal static class PoolContext
{
    [ThreadStatic]
    private static Worker? worker;

    [ThreadStatic]
    private static WorkerPool? pool;

    [ThreadStatic]
    private static ExecutionContext? clean;

    /// <summary>The worker that runs the caller; null on every thread that is not a worker.</summary>
    public static Worker? Worker => worker;

    /// <summary>The pool whose worker or blocking thread runs the caller, or in whose run the caller takes part.</summary>
    public static WorkerPool? Pool => pool;

    public static void Enter(WorkerPool owner, Worker? member)
    {
        pool = owner;
        worker = member;
        clean = ExecutionContext.Capture();
    }

    public static void Leave()
    {
        pool = null;
        worker = null;
        clean = null;
    }

    /// <summary>
    /// The calling thread, which may be a stranger, begins to run work of a pool: until it is given back what this returns, it may bring
    /// work as the pool's own threads may.
    /// </summary>
    public static WorkerPool? Visit(WorkerPool? visited)
    {
        WorkerPool? before = pool;
        pool = visited;
        return before;
    }

    /// <summary>Takes away what an item left on the thread: async locals and a synchronization context are the item's own.</summary>
    public static void Clean()
    {
        if (ExecutionContext.Capture() != clean) ExecutionContext.Restore(clean!);
        if (SynchronizationContext.Current is not null) SynchronizationContext.SetSynchronizationContext(null);
    }
}
