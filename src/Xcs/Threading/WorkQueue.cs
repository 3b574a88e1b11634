namespace Xcs.Threading;

/// <summary>A double-ended queue in a ring that grows and never shrinks: nothing is allocated once it has seen its largest load.</summary>
internal sealed class WorkQueue
{
    // Guards every field below. Critical sections are a few instructions long and call nothing.
    private readonly object _gate = new();
    private WorkItem[] _ring = new WorkItem[32]; // the length is a power of two
    private int _oldest;
    private int _count; // written under the gate, peeked at without it
    private bool _closed;

    /// <summary>Whether the queue looks empty; exact for items pushed before a full fence that precedes the call.</summary>
    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    /// <summary>Adds an item; false when the queue is closed.</summary>
    public bool TryPush(WorkItem item)
    {
        Interleaving.Point();
        lock (_gate)
        {
            if (_closed)
                return false;
            Push_NeedsGate(item);
            return true;
        }
    }

    /// <summary>Adds an item even when the queue is closed.</summary>
    public void Push(WorkItem item)
    {
        Interleaving.Point();
        lock (_gate)
            Push_NeedsGate(item);
    }

    /// <summary>From now on <see cref="TryPush"/> refuses. What is queued stays.</summary>
    public void Close()
    {
        Interleaving.Point();
        lock (_gate)
            _closed = true;
    }

    public bool TryTakeOldest(out WorkItem item)
    {
        item = default;
        Interleaving.Point();
        if (IsEmpty)
            return false;

        Interleaving.Point();
        lock (_gate)
        {
            if (_count == 0)
                return false;
            ref var slot = ref _ring[_oldest];
            item = slot;
            slot = default;
            _oldest = (_oldest + 1) & (_ring.Length - 1);
            Volatile.Write(ref _count, _count - 1);
            return true;
        }
    }

    public bool TryTakeNewest(out WorkItem item)
    {
        item = default;
        Interleaving.Point();
        if (IsEmpty)
            return false;

        Interleaving.Point();
        lock (_gate)
            return _count != 0 && TakeNewest_NeedsGate(out item);
    }

    /// <summary>Takes the newest item back if it is <paramref name="target"/>.</summary>
    public bool TryRemoveNewest(object target)
    {
        Interleaving.Point();
        lock (_gate)
        {
            return _count != 0
                && ReferenceEquals(_ring[(_oldest + _count - 1) & (_ring.Length - 1)].Target, target)
                && TakeNewest_NeedsGate(out _);
        }
    }

    /// <summary>Adds the queued tasks to <paramref name="tasks"/>; false when the queue is busy. For debuggers.</summary>
    public bool TryCopyTasksTo(List<Task> tasks)
    {
        if (!Monitor.TryEnter(_gate))
            return false;
        try
        {
            for (var i = 0; i < _count; i++)
            {
                if (_ring[(_oldest + i) & (_ring.Length - 1)].Target is Task task)
                    tasks.Add(task);
            }

            return true;
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    private void Push_NeedsGate(WorkItem item)
    {
        if (_count == _ring.Length)
            Grow_NeedsGate();
        _ring[(_oldest + _count) & (_ring.Length - 1)] = item;
        Volatile.Write(ref _count, _count + 1);
    }

    private bool TakeNewest_NeedsGate(out WorkItem item)
    {
        ref var slot = ref _ring[(_oldest + _count - 1) & (_ring.Length - 1)];
        item = slot;
        slot = default;
        Volatile.Write(ref _count, _count - 1);
        return true;
    }

    private void Grow_NeedsGate()
    {
        var grown = new WorkItem[_ring.Length * 2];
        var tail = _ring.Length - _oldest;
        Array.Copy(_ring, _oldest, grown, 0, tail);
        Array.Copy(_ring, 0, grown, tail, _oldest);
        _ring = grown;
        _oldest = 0;
    }
}
