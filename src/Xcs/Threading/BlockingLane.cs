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
    private readonly object _gate = new();
    private readonly List<BlockingThread> _threads = [];
    private readonly List<BlockingThread> _idle = []; // last in, first out
    private readonly Queue<WorkItem> _waiting = [];
    private int _unfinished; // queued and running items; changed under the gate, read without it
    private int _waits; // threads that wait for a run inside their item
    private bool _closed;

    /// <summary>Whether no item is queued or running.</summary>
    public bool IsDrained => Volatile.Read(ref _unfinished) == 0;

    /// <summary>Runs the item on an idle thread, on a new one, or after those that wait; false when the lane is closed.</summary>
    /// <exception cref="OutOfMemoryException">There is no thread yet and the system refuses one.</exception>
    public bool TryRun(WorkItem item, bool evenWhenClosed)
    {
        Interleaving.Point();
        BlockingThread? thread;
        lock (_gate)
        {
            if (_closed && !evenWhenClosed)
                return false;
            if (TryTakeIdle_NeedsGate(out thread))
                thread.Next = item;
            else if (!TryGrow_NeedsGate(item))
                _waiting.Enqueue(item);
            Interlocked.Increment(ref _unfinished);
        }

        thread?.Parker.Unpark();
        return true;
    }

    /// <summary>The calling thread has finished an item: its next one, or false when it shall end.</summary>
    public bool TryTakeNext(BlockingThread thread, out WorkItem item)
    {
        bool drained;
        Interleaving.Point();
        lock (_gate)
        {
            drained = Interlocked.Decrement(ref _unfinished) == 0;
            if (_waiting.TryDequeue(out item))
                return true;
            _idle.Add(thread);
        }

        if (drained && pool.IsClosing)
            pool.Sleepers.TryTerminate();

        if (!thread.Parker.Park(IdleMilliseconds))
        {
            if (TryLeave(thread))
                return false;
            thread.Parker.Park(); // somebody took this thread for an item just now: the permit is on its way
        }

        item = thread.Next;
        thread.Next = default;
        return item.Target is not null; // none: the lane retires
    }

    /// <summary>The calling thread waits, inside its item, for a run that may need the lane: it does not count towards the limit meanwhile.</summary>
    public void EnterWait()
    {
        Interleaving.Point();
        lock (_gate)
        {
            _waits++;
            if (_waiting.TryPeek(out var item) && TryGrow_NeedsGate(item))
                _waiting.Dequeue();
        }
    }

    /// <summary>The calling thread no longer waits.</summary>
    public void LeaveWait()
    {
        Interleaving.Point();
        lock (_gate)
            _waits--;
    }

    /// <summary>From now on only the pool's own threads may bring work.</summary>
    public void Close()
    {
        Interleaving.Point();
        lock (_gate)
            _closed = true;
    }

    /// <summary>Ends all threads; the lane is drained.</summary>
    public void Retire()
    {
        BlockingThread[] ending;
        Interleaving.Point();
        lock (_gate)
        {
            ending = [.. _idle];
            _idle.Clear();
        }

        foreach (var thread in ending)
            thread.Parker.Unpark();
    }

    /// <summary>Waits until the threads of a retired lane have ended.</summary>
    public void Join()
    {
        BlockingThread[] ending;
        Interleaving.Point();
        lock (_gate)
            ending = [.. _threads];
        foreach (var thread in ending)
            thread.Join();
    }

    public bool TryCopyTasksTo(List<Task> tasks)
    {
        if (!Monitor.TryEnter(_gate))
            return false;
        try
        {
            foreach (var item in _waiting)
            {
                if (item.Target is Task task)
                    tasks.Add(task);
            }

            return true;
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    private bool TryGrow_NeedsGate(WorkItem item)
    {
        if (_threads.Count >= pool.Options.MaxBlockingThreads + _waits)
            return false;
        var thread = new BlockingThread(this, pool, FreeIndex_NeedsGate(), item);
        try
        {
            thread.Start();
        }
        catch (OutOfMemoryException) when (_threads.Count > 0)
        {
            return false; // every thread there is has work and looks at the waiting items when it is done
        }

        _threads.Add(thread);
        return true;
    }

    private int FreeIndex_NeedsGate()
    {
        var index = 0;
        while (_threads.Exists(thread => thread.Index == index))
            index++;
        return index;
    }

    private bool TryTakeIdle_NeedsGate([NotNullWhen(true)] out BlockingThread? thread)
    {
        thread = _idle.Count == 0 ? null : _idle[^1];
        if (thread is null)
            return false;
        _idle.RemoveAt(_idle.Count - 1);
        return true;
    }

    private bool TryLeave(BlockingThread thread)
    {
        Interleaving.Point();
        lock (_gate)
            return _idle.Remove(thread) && _threads.Remove(thread);
    }
}
