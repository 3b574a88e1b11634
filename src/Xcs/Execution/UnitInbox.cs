using Xcs.Threading;

namespace Xcs.Execution;

/// <summary>Units made ready by threads that take no part in the run. First in, first out; a short lock.</summary>
internal sealed class UnitInbox
{
    private readonly Queue<long> _items = new();
    private int _count;

    /// <summary>A hint: the inbox may have changed when the caller looks at the answer.</summary>
    public bool IsEmpty
    {
        get
        {
            Interleaving.Point();
            return Volatile.Read(ref _count) == 0;
        }
    }

    public void Push(long item)
    {
        Interleaving.Point();
        lock (_items)
        {
            _items.Enqueue(item);
            Volatile.Write(ref _count, _items.Count);
        }
    }

    public bool TryTake(out long item)
    {
        item = 0;
        if (IsEmpty)
            return false;
        Interleaving.Point();
        lock (_items)
        {
            var found = _items.TryDequeue(out item);
            Volatile.Write(ref _count, _items.Count);
            return found;
        }
    }
}
