namespace Xcs.Threading;

/// <summary>Which pool, and which of its workers, the calling thread belongs to.</summary>
internal static class PoolContext
{
    [ThreadStatic]
    private static Worker? t_worker;

    [ThreadStatic]
    private static WorkerPool? t_pool;

    [ThreadStatic]
    private static bool t_isBlockingThread;

    [ThreadStatic]
    private static ExecutionContext? t_clean;

    /// <summary>The worker that runs the caller; null on every thread that is not a worker.</summary>
    public static Worker? Worker => t_worker;

    /// <summary>Whether the caller is one of a pool's blocking threads.</summary>
    public static bool IsBlockingThread => t_isBlockingThread;

    /// <summary>The pool whose worker or blocking thread runs the caller, or in whose run the caller takes part.</summary>
    public static WorkerPool? Pool => t_pool;

    public static void Enter(WorkerPool owner, Worker? member)
    {
        t_pool = owner;
        t_worker = member;
        t_isBlockingThread = member is null;
        t_clean = ExecutionContext.Capture();
    }

    public static void Leave()
    {
        t_pool = null;
        t_worker = null;
        t_isBlockingThread = false;
        t_clean = null;
    }

    /// <summary>
    /// The calling thread, which may be a stranger, begins to run work of a pool: until it is given back what this returns, it may bring
    /// work as the pool's own threads may.
    /// </summary>
    public static WorkerPool? Visit(WorkerPool? visited)
    {
        var before = t_pool;
        t_pool = visited;
        return before;
    }

    /// <summary>Takes away what an item left on the thread: async locals and a synchronization context are the item's own.</summary>
    public static void Clean()
    {
        if (ExecutionContext.Capture() != t_clean)
            ExecutionContext.Restore(t_clean!);
        if (SynchronizationContext.Current is not null)
            SynchronizationContext.SetSynchronizationContext(null);
    }
}
