namespace Xcs.Threading;

/// <summary>A double-ended queue in a ring that grows and never shrinks: nothing is allocated once it has seen its largest load.</summary>
internal sealed class WorkQueue
{
    // Guards every field below. Critical sections are a few instructions long and call nothing.
    private readonly object gate = new();
    private WorkItem[] ring = new WorkItem[32]; // the length is a power of two
    private int oldest;
    private int count; // written under the gate, peeked at without it
    private bool closed;

    /// <summary>Whether the queue looks empty; exact for items pushed before a full fence that precedes the call.</summary>
    public bool IsEmpty => Volatile.Read(ref count) == 0;

    /// <summary>Adds an item; false when the queue is closed.</summary>
    public bool TryPush(WorkItem item)
    {
        Interleaving.Point();
        lock (gate)
        {
            if (closed) return false;
            Push_NeedsGate(item);
            return true;
        }
    }

    /// <summary>Adds an item even when the queue is closed.</summary>
    public void Push(WorkItem item)
    {
        Interleaving.Point();
        lock (gate) Push_NeedsGate(item);
    }

    /// <summary>From now on <see cref="TryPush"/> refuses. What is queued stays.</summary>
    public void Close()
    {
        Interleaving.Point();
        lock (gate) closed = true;
    }

    public bool TryTakeOldest(out WorkItem item)
    {
        item = default;
        Interleaving.Point();
        if (IsEmpty) return false;

        Interleaving.Point();
        lock (gate)
        {
            if (count == 0) return false;
            ref WorkItem slot = ref ring[oldest];
            item = slot;
            slot = default;
            oldest = (oldest + 1) & (ring.Length - 1);
            Volatile.Write(ref count, count - 1);
            return true;
        }
    }

    public bool TryTakeNewest(out WorkItem item)
    {
        item = default;
        Interleaving.Point();
        if (IsEmpty) return false;

        Interleaving.Point();
        lock (gate) return count != 0 && TakeNewest_NeedsGate(out item);
    }

    /// <summary>Takes the newest item back if it is <paramref name="target"/>.</summary>
    public bool TryRemoveNewest(object target)
    {
        Interleaving.Point();
        lock (gate)
        {
            return count != 0 && ReferenceEquals(ring[(oldest + count - 1) & (ring.Length - 1)].Target, target) && TakeNewest_NeedsGate(out _);
        }
    }

    /// <summary>Adds the queued tasks to <paramref name="tasks"/>; false when the queue is busy. For debuggers.</summary>
    public bool TryCopyTasksTo(List<Task> tasks)
    {
        if (!Monitor.TryEnter(gate)) return false;
        try
        {
            for (int i = 0; i < count; i++)
            {
                if (ring[(oldest + i) & (ring.Length - 1)].Target is Task task) tasks.Add(task);
            }

            return true;
        }
        finally
        {
            Monitor.Exit(gate);
        }
    }

    private void Push_NeedsGate(WorkItem item)
    {
        if (count == ring.Length) Grow_NeedsGate();
        ring[(oldest + count) & (ring.Length - 1)] = item;
        Volatile.Write(ref count, count + 1);
    }

    private bool TakeNewest_NeedsGate(out WorkItem item)
    {
        ref WorkItem slot = ref ring[(oldest + count - 1) & (ring.Length - 1)];
        item = slot;
        slot = default;
        Volatile.Write(ref count, count - 1);
        return true;
    }

    private void Grow_NeedsGate()
    {
        var grown = new WorkItem[ring.Length * 2];
        int tail = ring.Length - oldest;
        Array.Copy(ring, oldest, grown, 0, tail);
        Array.Copy(ring, 0, grown, tail, oldest);
        ring = grown;
        oldest = 0;
    }
}
