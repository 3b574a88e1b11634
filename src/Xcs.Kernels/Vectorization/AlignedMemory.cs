using System.Runtime.CompilerServices;

namespace Xcs.Kernels.Vectorization;

/// <summary>Memory that does not move and starts where a cache line does, so that no register read or written at a multiple of its size crosses one.</summary>
internal sealed unsafe class AlignedMemory
{
    /// <summary>The size of a cache line and of the widest register, in bytes.</summary>
    public const int Line = 64;

    public static readonly AlignedMemory Empty = new(0);

    private readonly byte[] _bytes;

    public AlignedMemory(int length)
    {
        _bytes = length == 0 ? [] : GC.AllocateArray<byte>(length + Line, pinned: true);
        Length = length;
        Address = length == 0 ? 0 : ((long)Unsafe.AsPointer(ref _bytes[0]) + Line - 1) & -Line;
    }

    public long Address { get; }

    public int Length { get; }

    public Span<byte> Bytes => new((void*)Address, Length);

    public Span<int> Ints => new((void*)Address, Length / sizeof(int));

    public static int RoundUp(int length, int size) => (length + size - 1) / size * size;
}
