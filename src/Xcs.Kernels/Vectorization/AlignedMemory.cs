using System.Runtime.CompilerServices;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// Memory that does not move, in cache lines of its own: no register read or written at a multiple of its size crosses one, and what one worker writes
/// does not take the line away from another.
/// </summary>
internal sealed unsafe class AlignedMemory
{
    /// <summary>The size of the widest register, in bytes; a cache line is as large.</summary>
    public const int Line = 64;

    // Processors fetch lines in pairs.
    private const int Pair = 2 * Line;

    public static readonly AlignedMemory Empty = new(0);

    private readonly byte[] _bytes;

    public AlignedMemory(int length)
    {
        _bytes = length == 0 ? [] : GC.AllocateArray<byte>(length + Pair, pinned: true);
        Length = length;
        Address = length == 0 ? 0 : ((long)Unsafe.AsPointer(ref _bytes[0]) + Pair - 1) & -Pair;
    }

    public long Address { get; }

    public int Length { get; }

    public Span<byte> Bytes => new((void*)Address, Length);

    public Span<int> Ints => new((void*)Address, Length / sizeof(int));

    public static int RoundUp(int length, int size) => (length + size - 1) / size * size;
}
