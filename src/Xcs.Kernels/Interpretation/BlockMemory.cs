using System.Runtime.CompilerServices;
using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Interpretation;

/// <summary>The memory that the threads of a block see.</summary>
internal sealed unsafe class BlockMemory(KernelLaunch launch)
{
    private readonly byte[] _shared = GC.AllocateArray<byte>(Math.Max(launch.SharedBytes, 1), pinned: true);
    private readonly byte[] _local = GC.AllocateArray<byte>(Math.Max(launch.Program.LocalBytes * launch.Shape.ThreadCount, 1), pinned: true);

    /// <summary>The block that the memory is for.</summary>
    public int Block { get; private set; }

    /// <summary>Grows with every change of a bit in any memory.</summary>
    public long Version { get; private set; }

    public void Start(int block)
    {
        Block = block;
        Array.Clear(_shared);
        Array.Clear(_local);
    }

    public int LengthOf(KernelArray array, LengthKind kind)
    {
        if (array.Length >= 0)
            return array.Length;
        if (array.Space == MemorySpace.Dynamic)
            return launch.DynamicLength(array.ElementSize);
        var (length, columns) = ((int)launch.Slots[array.Slot + 1], (int)launch.Slots[array.Slot + 2]);
        return kind switch
        {
            LengthKind.Length => length,
            LengthKind.Columns => columns,
            _ => columns == 0 ? 0 : length / columns,
        };
    }

    /// <summary>The number of the element that indices mean; -1 where they are out of range.</summary>
    public int ElementOf(KernelArray array, int index, int column)
    {
        if (!array.HasRows)
            return (uint)index < (uint)LengthOf(array, LengthKind.Length) ? index : -1;
        var columns = LengthOf(array, LengthKind.Columns);
        return (uint)index < (uint)LengthOf(array, LengthKind.Rows) && (uint)column < (uint)columns ? index * columns + column : -1;
    }

    public ulong Read(ArrayPlace place, Type type, int thread, int element) => KernelTypes.ReadBits(ref *(byte*)Address(place, thread, element), type);

    public void Write(ArrayPlace place, Type type, int thread, int element, ulong bits)
    {
        if (bits != Read(place, type, thread, element))
            Version++;
        KernelTypes.WriteBits(ref *(byte*)Address(place, thread, element), type, bits);
    }

    public ulong Change(ArrayAtomic atomic, int thread, int element, ulong value, ulong comparand)
    {
        var old = AtomicSemantics.Apply(atomic.Kind, atomic.Type, Address(atomic.Place, thread, element), value, comparand);
        if (old != AtomicSemantics.Next(atomic.Kind, atomic.Type, old, value, comparand))
            Version++;
        return old;
    }

    public void Clear(KernelArray array, int thread)
    {
        Version++;
        Array.Clear(_local, LocalOffset(array, thread), array.Length * array.ElementSize);
    }

    private int LocalOffset(KernelArray array, int thread) => thread * launch.Program.LocalBytes + array.Offset;

    private nint Address(ArrayPlace place, int thread, int element)
    {
        var array = place.Array;
        var start = array.Space switch
        {
            MemorySpace.Shared => Pointer(_shared) + array.Offset,
            MemorySpace.Dynamic => Pointer(_shared) + launch.Program.DynamicOffset,
            MemorySpace.Local => Pointer(_local) + LocalOffset(array, thread),
            MemorySpace.PerBlock => (nint)launch.Slots[array.Slot] + (nint)Block * array.Length * array.ElementSize,
            _ => (nint)launch.Slots[array.Slot],
        };
        return start + (nint)element * array.ElementSize + place.Offset;
    }

    private static nint Pointer(byte[] pinned) => (nint)Unsafe.AsPointer(ref pinned[0]);
}
