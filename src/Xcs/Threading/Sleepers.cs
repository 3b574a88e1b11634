namespace Xcs.Threading;

/// <summary>
/// Who sleeps, who searches, and who has to be woken: the protocol by which no work is left lying while a worker sleeps. The proof is in
/// README.md beside this file.
/// </summary>
internal sealed class Sleepers
{
    private readonly WorkerPool _pool;

    // Guards the stack, and terminated. Workers enter the stack themselves; whoever takes one out owes it exactly one Unpark,
    // unless the worker takes itself out.
    private readonly object _gate = new();
    private readonly Worker[] _stack;
    private int _count;         // written under the gate, peeked at without it
    private bool _terminated;

    // Workers that look for work beyond their own queue, and those woken to do so. A woken worker is counted by its waker, under the
    // gate; every other change is the worker's own.
    private int _searching;

    public Sleepers(WorkerPool pool, int workers)
    {
        _pool = pool;
        _stack = new Worker[workers];
    }

    /// <summary>How many workers sleep, roughly.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>After a push and a full fence: wakes one worker, unless one searches already and will find what was pushed.</summary>
    public void WakeOne()
    {
        Interleaving.Point();
        if (Volatile.Read(ref _searching) != 0)
            return;
        Interleaving.Point();
        if (Volatile.Read(ref _count) == 0)
            return;

        Interleaving.Point();
        Worker worker;
        lock (_gate)
        {
            if (_count == 0 || Volatile.Read(ref _searching) != 0)
                return;
            worker = _stack[--_count];
            Interlocked.Increment(ref _searching);
        }

        worker.Parker.Unpark();
    }

    /// <summary>The calling worker has run out of work of its own and begins to look around.</summary>
    public void BeginSearch()
    {
        Interleaving.Point();
        Interlocked.Increment(ref _searching);
    }

    /// <summary>The calling worker found work. If it was the last one to search, and there is more, another takes over.</summary>
    public void EndSearch()
    {
        Interleaving.Point();
        if (Interlocked.Decrement(ref _searching) != 0)
            return;
        Interleaving.Point();
        if (Volatile.Read(ref _count) != 0 && _pool.AnyWorkVisible())
            WakeOne();
    }

    /// <summary>
    /// The calling worker searched in vain: sleeps until it is woken or sees work. Returns true when the worker shall search on (it is
    /// counted as searching again), false when the pool has ended.
    /// </summary>
    public bool Sleep(Worker worker)
    {
        Interleaving.Point();
        lock (_gate)
        {
            if (_terminated)
                return false;
            _stack[_count] = worker;
            Volatile.Write(ref _count, _count + 1);
        }

        Interleaving.Point();
        Interlocked.Decrement(ref _searching);

        // The second look. Work pushed while this worker still counted as searching woke nobody.
        if (_pool.AnyWorkVisible())
        {
            if (TryWithdraw(worker))
                return true;
        }
        else if (_pool.IsClosing)
        {
            TryTerminate();
        }

        worker.Parker.Park();
        Interleaving.Point();
        return !Volatile.Read(ref _terminated);
    }

    /// <summary>In a closing pool: once every worker sleeps, nothing is queued and no blocking work is left, all of them end.</summary>
    public void TryTerminate()
    {
        Interleaving.Point();
        lock (_gate)
        {
            if (_terminated || _count != _stack.Length || !_pool.IsDrained)
                return;
        }

        Terminate();
    }

    /// <summary>Ends every worker that sleeps, and every other one as soon as it goes to sleep.</summary>
    public void Terminate()
    {
        int sleeping;
        Interleaving.Point();
        lock (_gate)
        {
            if (_terminated)
                return;
            Volatile.Write(ref _terminated, true);
            sleeping = _count;
            Volatile.Write(ref _count, 0);
        }

        // Nobody enters the stack any more.
        for (var i = 0; i < sleeping; i++)
            _stack[i].Parker.Unpark();
        _pool.Lane.Retire();
    }

    private bool TryWithdraw(Worker worker)
    {
        Interleaving.Point();
        lock (_gate)
        {
            var index = Array.IndexOf(_stack, worker, 0, _count);
            if (index < 0)
                return false; // taken out by a waker: its Unpark is on the way, and it has counted this worker
            _stack[index] = _stack[_count - 1];
            Volatile.Write(ref _count, _count - 1);
            Interlocked.Increment(ref _searching);
            return true;
        }
    }
}
