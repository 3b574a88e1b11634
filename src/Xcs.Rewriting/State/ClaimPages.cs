using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>The claims on the rows of a table, by page; pages are made when first claimed and kept.</summary>
internal sealed unsafe class ClaimPages
{
    private ClaimRow** _pages;
    private uint _capacity;

    ~ClaimPages()
    {
        for (uint k = 0; k < _capacity; k++)
            NativeMemory.Free(_pages[k]);
        NativeMemory.Free(_pages);
    }

    public void EnsurePages(uint pages)
    {
        if (pages <= _capacity)
            return;
        var capacity = Math.Max(pages, Math.Min(_capacity * 2, uint.MaxValue >> 6));
        _pages = (ClaimRow**)NativeMemory.Realloc(_pages, (nuint)capacity * (nuint)sizeof(ClaimRow*));
        NativeMemory.Clear(_pages + _capacity, (nuint)(capacity - _capacity) * (nuint)sizeof(ClaimRow*));
        _capacity = capacity;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ClaimRow* Row(uint index)
    {
        var page = _pages[index >> 6];
        if (page == null)
            page = Create(index >> 6);
        return page + (index & 63);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ClaimRow* Create(uint number)
    {
        var fresh = (ClaimRow*)NativeMemory.AllocZeroed(64, (nuint)sizeof(ClaimRow));
        var found = Interlocked.CompareExchange(ref *(nint*)(_pages + number), (nint)fresh, 0);
        if (found == 0)
            return fresh;
        NativeMemory.Free(fresh);
        return (ClaimRow*)found;
    }
}
