using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>Rows' claims by the rows' keys, with linear probing; slots of older epochs are free.</summary>
internal sealed unsafe class ClaimTable
{
    private Slot* _slots;
    private int _shift = 64;
    private int _mask = -1;

    ~ClaimTable() => NativeMemory.Free(_slots);

    /// <summary>Makes room for so many rows; what the epoch has is kept.</summary>
    public void EnsureRoom(int rows, uint epoch)
    {
        if (_slots != null && 2 * rows <= _mask + 1)
            return;
        var old = _slots;
        var size = _mask + 1;
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(256, 4 * rows));
        _slots = (Slot*)NativeMemory.AllocZeroed((nuint)capacity, (nuint)sizeof(Slot));
        (_mask, _shift) = (capacity - 1, 64 - BitOperations.Log2((uint)capacity));
        for (var k = 0; k < size; k++)
        {
            if ((uint)(old[k].Row.Claimed >> 32) == epoch)
                *Find(old[k].Key, epoch) = old[k].Row;
        }

        NativeMemory.Free(old);
    }

    /// <summary>The row's slot, or the free one where it belongs. There must be room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ClaimRow* Find(ulong key, uint epoch)
    {
        var at = (int)((key * 0x9E3779B97F4A7C15UL) >> _shift);
        while (true)
        {
            var slot = _slots + at;
            if ((uint)(slot->Row.Claimed >> 32) != epoch)
            {
                slot->Key = key;
                return &slot->Row;
            }

            if (slot->Key == key)
                return &slot->Row;
            at = (at + 1) & _mask;
        }
    }

    private struct Slot
    {
        public ulong Key;
        public ClaimRow Row;
    }
}
