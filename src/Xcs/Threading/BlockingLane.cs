using System.Diagnostics.CodeAnalysis;

namespace Xcs.Threading;

/// <summary>
/// Threads beside the workers for work that blocks: as many as there is work, up to a limit, then first come first served. An idle
/// thread is reused last in first out, so that the surplus stays idle long enough to retire.
/// </summary>
internal sealed class BlockingLane(WorkerPool pool)
{
    /// <summary>How long an idle thread stays.</summary>
    private const int IdleMilliseconds = 5_000;

    // Guards everything below. Nothing here is hot: each item is expected to block for far longer than it takes to queue it.
    private readonly object gate = new();
    private readonly List<BlockingThread> threads = [];
    private readonly List<BlockingThread> idle = []; // last in, first out
    private readonly Queue<WorkItem> waiting = [];
    private int unfinished; // queued and running items; changed under the gate, read without it
    private bool closed;

    /// <summary>Whether no item is queued or running.</summary>
    public bool IsDrained => Volatile.Read(ref unfinished) == 0;

    /// <summary>Runs the item on an idle thread, on a new one, or after those that wait; false when the lane is closed.</summary>
    /// <exception cref="OutOfMemoryException">There is no thread yet and the system refuses one.</exception>
    public bool TryRun(WorkItem item, bool evenWhenClosed)
    {
        Interleaving.Point();
        BlockingThread? thread;
        lock (gate)
        {
            if (closed && !evenWhenClosed) return false;
            if (TryTakeIdle_NeedsGate(out thread)) thread.Next = item;
            else if (!TryGrow_NeedsGate(item)) waiting.Enqueue(item);
            Interlocked.Increment(ref unfinished);
        }

        thread?.Parker.Unpark();
        return true;
    }

    /// <summary>The calling thread has finished an item: its next one, or false when it shall end.</summary>
    public bool TryTakeNext(BlockingThread thread, out WorkItem item)
    {
        bool drained;
        Interleaving.Point();
        lock (gate)
        {
            drained = Interlocked.Decrement(ref unfinished) == 0;
            if (waiting.TryDequeue(out item)) return true;
            idle.Add(thread);
        }

        if (drained && pool.IsClosing) pool.Sleepers.TryTerminate();

        if (!thread.Parker.Park(IdleMilliseconds))
        {
            if (TryLeave(thread)) return false;
            thread.Parker.Park(); // somebody took this thread for an item just now: the permit is on its way
        }

        item = thread.Next;
        thread.Next = default;
        return item.Target is not null; // none: the lane retires
    }

    /// <summary>From now on only the pool's own threads may bring work.</summary>
    public void Close()
    {
        Interleaving.Point();
        lock (gate) closed = true;
    }

    /// <summary>Ends all threads; the lane is drained.</summary>
    public void Retire()
    {
        BlockingThread[] ending;
        Interleaving.Point();
        lock (gate)
        {
            ending = [.. idle];
            idle.Clear();
        }

        foreach (BlockingThread thread in ending) thread.Parker.Unpark();
    }

    /// <summary>Waits until the threads of a retired lane have ended.</summary>
    public void Join()
    {
        BlockingThread[] ending;
        Interleaving.Point();
        lock (gate) ending = [.. threads];
        foreach (BlockingThread thread in ending) thread.Join();
    }

    public bool TryCopyTasksTo(List<Task> tasks)
    {
        if (!Monitor.TryEnter(gate)) return false;
        try
        {
            foreach (WorkItem item in waiting)
            {
                if (item.Target is Task task) tasks.Add(task);
            }

            return true;
        }
        finally
        {
            Monitor.Exit(gate);
        }
    }

    private bool TryGrow_NeedsGate(WorkItem item)
    {
        if (threads.Count == pool.Options.MaxBlockingThreads) return false;
        var thread = new BlockingThread(this, pool, FreeIndex_NeedsGate(), item);
        try
        {
            thread.Start();
        }
        catch (OutOfMemoryException) when (threads.Count > 0)
        {
            return false; // every thread there is has work and looks at the waiting items when it is done
        }

        threads.Add(thread);
        return true;
    }

    private int FreeIndex_NeedsGate()
    {
        int index = 0;
        while (threads.Exists(thread => thread.Index == index)) index++;
        return index;
    }

    private bool TryTakeIdle_NeedsGate([NotNullWhen(true)] out BlockingThread? thread)
    {
        thread = idle.Count == 0 ? null : idle[^1];
        if (thread is null) return false;
        idle.RemoveAt(idle.Count - 1);
        return true;
    }

    private bool TryLeave(BlockingThread thread)
    {
        Interleaving.Point();
        lock (gate) return idle.Remove(thread) && threads.Remove(thread);
    }
}
