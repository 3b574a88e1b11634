using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>
/// A number for each row of a table, zero in every new epoch: a page of cells is cleared when an epoch first looks at it. One thread for each page at a
/// time.
/// </summary>
internal sealed unsafe class PagedCells
{
    private uint* _cells;
    private uint* _epochs;
    private uint _pages;

    ~PagedCells()
    {
        NativeMemory.Free(_cells);
        NativeMemory.Free(_epochs);
    }

    /// <summary>Makes room, and forgets all numbers where there was too little. Not while units run.</summary>
    public void EnsurePages(uint pages)
    {
        if (pages <= _pages)
            return;
        NativeMemory.Free(_cells);
        NativeMemory.Free(_epochs);
        _cells = _epochs = null;
        // Pages that nobody looks at take no memory.
        _cells = (uint*)NativeMemory.AllocZeroed(pages, Sharding.RowsPerPage * sizeof(uint));
        _epochs = (uint*)NativeMemory.AllocZeroed(pages, sizeof(uint));
        _pages = pages;
    }

    /// <summary>The cell of a row for which there is room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint* At(uint index, uint epoch)
    {
        if (_epochs[index >> 6] != epoch)
            Renew(index >> 6, epoch);
        return _cells + index;
    }

    /// <summary>No epoch has been looked at.</summary>
    public void Clear()
    {
        if (_pages > 0)
            NativeMemory.Clear(_epochs, (nuint)_pages * sizeof(uint));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Renew(uint page, uint epoch)
    {
        NativeMemory.Clear(_cells + ((nuint)page * Sharding.RowsPerPage), Sharding.RowsPerPage * sizeof(uint));
        _epochs[page] = epoch;
    }
}
