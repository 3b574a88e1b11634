using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>What is claimed, by the rows' keys, with linear probing; slots of older epochs are free. For small rounds: it stays in the cache.</summary>
internal sealed unsafe class ClaimTable
{
    private Slot* _slots;
    private int _shift = 64;
    private int _mask = -1;
    private int _used;

    ~ClaimTable() => NativeMemory.Free(_slots);

    public void BeginRound() => _used = 0;

    /// <summary>No epoch has been here.</summary>
    public void Clear()
    {
        if (_slots != null)
            NativeMemory.Clear(_slots, (nuint)(_mask + 1) * (nuint)sizeof(Slot));
    }

    /// <summary>The row's slot, new where it has none; valid until the next one is asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Slot* Find(ulong key, uint epoch)
    {
        if (2 * _used > _mask)
            Grow(epoch);
        var at = (int)((key * 0x9E3779B97F4A7C15UL) >> _shift);
        while (true)
        {
            var slot = _slots + at;
            if (slot->Epoch != epoch)
            {
                _used++;
                *slot = new Slot { Key = key, Epoch = epoch };
                return slot;
            }

            if (slot->Key == key)
                return slot;
            at = (at + 1) & _mask;
        }
    }

    private void Grow(uint epoch)
    {
        var old = _slots;
        var size = _mask + 1;
        var capacity = Math.Max(256, 4 * size);
        _slots = (Slot*)NativeMemory.AllocZeroed((nuint)capacity, (nuint)sizeof(Slot));
        (_mask, _shift, _used) = (capacity - 1, 64 - BitOperations.Log2((uint)capacity), 0);
        for (var k = 0; k < size; k++)
        {
            if (old[k].Epoch == epoch)
                *Find(old[k].Key, epoch) = old[k];
        }

        NativeMemory.Free(old);
    }

    /// <summary>What <see cref="TableClaims"/> has of a row.</summary>
    public struct Slot
    {
        public ulong Key;
        public uint Epoch;
        public uint Mask;
        public uint Last;
    }
}
