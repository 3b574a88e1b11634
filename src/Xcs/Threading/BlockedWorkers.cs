namespace Xcs.Threading;

/// <summary>
/// Workers that wait, inside an item, for a run of their own. As long as one worker does not, it will come to what is queued. When all of
/// them wait, nobody would: then one of them executes an item in between. Only then, because the item on top may take long, and what lies
/// below it on the stack cannot go on before.
/// </summary>
internal sealed class BlockedWorkers(WorkerPool pool)
{
    private readonly object _gate = new();
    private readonly List<IBlockedWorker> _waiting = [];
    private int _count; // written under the gate, read without it

    /// <summary>The calling worker is about to wait. It looks at <see cref="MustHelp"/> before it does.</summary>
    public void Enter(IBlockedWorker worker)
    {
        Interleaving.Point();
        lock (_gate)
        {
            _waiting.Add(worker);
            Volatile.Write(ref _count, _waiting.Count);
        }

        Interlocked.MemoryBarrier(); // seen waiting before it looks at the queues; whoever pushes does the same the other way round
    }

    /// <summary>The calling worker no longer waits.</summary>
    /// <returns>Whether all workers waited.</returns>
    public bool Leave(IBlockedWorker worker)
    {
        Interleaving.Point();
        lock (_gate)
        {
            var all = _waiting.Count == pool.Workers;
            _waiting.Remove(worker);
            Volatile.Write(ref _count, _waiting.Count);
            return all;
        }
    }

    /// <summary>Whether something is queued that no worker will come to.</summary>
    public bool MustHelp
    {
        get
        {
            Interleaving.Point();
            return Volatile.Read(ref _count) == pool.Workers && pool.AnyWorkVisible();
        }
    }

    /// <summary>After a push and a full fence: wakes one of the workers if all of them wait.</summary>
    public void WakeIfAllWait()
    {
        Interleaving.Point();
        if (Volatile.Read(ref _count) != pool.Workers)
            return;
        IBlockedWorker worker;
        lock (_gate)
        {
            if (_waiting.Count != pool.Workers)
                return;
            worker = _waiting[^1];
        }

        worker.Wake();
    }
}
