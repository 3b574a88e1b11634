namespace Xcs.Threading;

/// <summary>
/// Who sleeps, who searches, and who has to be woken: the protocol by which no work is left lying while a worker sleeps. The proof is in
/// README.md beside this file.
/// </summary>
internal sealed class Sleepers
{
    private readonly WorkerPool pool;

    // Guards the stack, and terminated. Workers enter the stack themselves; whoever takes one out owes it exactly one Unpark,
    // unless the worker takes itself out.
    private readonly object gate = new();
    private readonly Worker[] stack;
    private int count;         // written under the gate, peeked at without it
    private bool terminated;

    // Workers that look for work beyond their own queue, and those woken to do so. A woken worker is counted by its waker, under the
    // gate; every other change is the worker's own.
    private int searching;

    public Sleepers(WorkerPool pool, int workers)
    {
        this.pool = pool;
        stack = new Worker[workers];
    }

    /// <summary>After a push and a full fence: wakes one worker, unless one is searching already and so will find what was pushed.</summary>
    public void WakeOne()
    {
        Interleaving.Point();
        if (Volatile.Read(ref searching) != 0) return;
        Interleaving.Point();
        if (Volatile.Read(ref count) == 0) return;

        Interleaving.Point();
        Worker worker;
        lock (gate)
        {
            if (count == 0 || Volatile.Read(ref searching) != 0) return;
            worker = stack[--count];
            Interlocked.Increment(ref searching);
        }

        worker.Parker.Unpark();
    }

    /// <summary>The calling worker has run out of work of its own and begins to look around.</summary>
    public void BeginSearch()
    {
        Interleaving.Point();
        Interlocked.Increment(ref searching);
    }

    /// <summary>The calling worker found work. If it was the last one to search, and there is more, another takes over.</summary>
    public void EndSearch()
    {
        Interleaving.Point();
        if (Interlocked.Decrement(ref searching) != 0) return;
        Interleaving.Point();
        if (Volatile.Read(ref count) != 0 && pool.AnyWorkVisible()) WakeOne();
    }

    /// <summary>
    /// The calling worker searched in vain: sleeps until it is woken or sees work. Returns true when the worker shall search on (it is
    /// counted as searching again), false when the pool has ended.
    /// </summary>
    public bool Sleep(Worker worker)
    {
        Interleaving.Point();
        lock (gate)
        {
            if (terminated) return false;
            stack[count] = worker;
            Volatile.Write(ref count, count + 1);
        }

        Interleaving.Point();
        Interlocked.Decrement(ref searching);

        // The second look. Work pushed while this worker still counted as searching woke nobody.
        if (pool.AnyWorkVisible())
        {
            if (TryWithdraw(worker)) return true;
        }
        else if (pool.IsClosing)
        {
            TryTerminate();
        }

        worker.Parker.Park();
        Interleaving.Point();
        return !Volatile.Read(ref terminated);
    }

    /// <summary>In a closing pool: once every worker sleeps, nothing is queued and no blocking work is left, all of them end.</summary>
    public void TryTerminate()
    {
        Interleaving.Point();
        lock (gate)
        {
            if (terminated || count != stack.Length || !pool.IsDrained) return;
        }

        Terminate();
    }

    /// <summary>Ends every worker that sleeps, and every other one as soon as it goes to sleep.</summary>
    public void Terminate()
    {
        int sleeping;
        Interleaving.Point();
        lock (gate)
        {
            if (terminated) return;
            Volatile.Write(ref terminated, true);
            sleeping = count;
            Volatile.Write(ref count, 0);
        }

        // Nobody enters the stack any more.
        for (int i = 0; i < sleeping; i++) stack[i].Parker.Unpark();
        pool.Lane.Retire();
    }

    private bool TryWithdraw(Worker worker)
    {
        Interleaving.Point();
        lock (gate)
        {
            int index = Array.IndexOf(stack, worker, 0, count);
            if (index < 0) return false; // taken out by a waker: its Unpark is on the way, and it has counted this worker
            stack[index] = stack[count - 1];
            Volatile.Write(ref count, count - 1);
            Interlocked.Increment(ref searching);
            return true;
        }
    }
}
