using Xcs.Threading;

namespace Xcs.Execution;

/// <summary>
/// A work-stealing deque of unit handles: its owner pushes and takes at the bottom, anybody steals at the top.
/// Chase and Lev (SPAA 2005) in the form of Lê, Pop, Cohen and Zappa Nardelli (PPoPP 2013).
/// </summary>
internal sealed class UnitDeque
{
    private long[] _items = new long[64];
    private long _top;
    private long _bottom;

    /// <summary>A hint: the deque may have changed when the caller looks at the answer.</summary>
    public bool IsEmpty
    {
        get
        {
            Interleaving.Point();
            var bottom = Volatile.Read(ref _bottom);
            Interleaving.Point();
            return bottom <= Volatile.Read(ref _top);
        }
    }

    /// <summary>For the owner alone.</summary>
    public void Push(long item)
    {
        var bottom = _bottom;
        Interleaving.Point();
        var items = _items;
        if (bottom - Volatile.Read(ref _top) >= items.Length)
            items = Grow(bottom);
        Interleaving.Point();
        items[bottom & (items.Length - 1)] = item;
        Interleaving.Point();
        Volatile.Write(ref _bottom, bottom + 1);
    }

    /// <summary>The only item, where there is exactly one and nobody takes it meanwhile.</summary>
    public bool TryPeekOnly(out long item)
    {
        Interleaving.Point();
        var top = Volatile.Read(ref _top);
        Interleaving.Point();
        var isOnly = Volatile.Read(ref _bottom) == top + 1;
        Interleaving.Point();
        var items = Volatile.Read(ref _items);
        item = items[top & (items.Length - 1)];
        Interleaving.Point();
        return isOnly && Volatile.Read(ref _top) == top;
    }

    /// <summary>For the owner alone: whether this is what it pushed last and nobody has taken it yet.</summary>
    public bool HasNewest(long item)
    {
        var newest = _bottom - 1;
        Interleaving.Point();
        return Volatile.Read(ref _top) <= newest && _items[newest & (_items.Length - 1)] == item;
    }

    /// <summary>For the owner alone.</summary>
    public bool TryTake(out long item)
    {
        item = 0;
        var bottom = _bottom - 1;
        Interleaving.Point();
        if (bottom < Volatile.Read(ref _top))
            return false;

        Interleaving.Point();
        var items = _items;
        // The full fence orders the claim of the bottom item before the look at the top: a thief does the same the other way round.
        Interlocked.Exchange(ref _bottom, bottom);
        Interleaving.Point();
        var top = Volatile.Read(ref _top);
        if (top < bottom)
        {
            Interleaving.Point();
            item = items[bottom & (items.Length - 1)];
            return true;
        }

        var isMine = false;
        if (top == bottom)
        {
            item = items[bottom & (items.Length - 1)];
            Interleaving.Point();
            isMine = Interlocked.CompareExchange(ref _top, top + 1, top) == top;
        }

        Interleaving.Point();
        Volatile.Write(ref _bottom, bottom + 1);
        return isMine;
    }

    /// <summary>For anybody. False also when another thief, or the owner, was quicker.</summary>
    public bool TrySteal(out long item)
    {
        item = 0;
        Interleaving.Point();
        var top = Volatile.Read(ref _top);
        Interlocked.MemoryBarrier();
        Interleaving.Point();
        if (top >= Volatile.Read(ref _bottom))
            return false;

        Interleaving.Point();
        var items = Volatile.Read(ref _items);
        Interleaving.Point();
        item = items[top & (items.Length - 1)];
        Interleaving.Point();
        return Interlocked.CompareExchange(ref _top, top + 1, top) == top;
    }

    /// <summary>Forgets everything. Only while nobody else uses the deque.</summary>
    public void Reset() => _top = _bottom = 0;

    // Thieves may still read the old array: its items stay as they are.
    private long[] Grow(long bottom)
    {
        var old = _items;
        var grown = new long[2 * old.Length];
        for (var k = Volatile.Read(ref _top); k < bottom; k++)
            grown[k & (grown.Length - 1)] = old[k & (old.Length - 1)];
        Interleaving.Point();
        Volatile.Write(ref _items, grown);
        return grown;
    }
}
