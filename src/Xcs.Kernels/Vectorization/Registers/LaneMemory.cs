using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Xcs.Kernels.Vectorization;

/// <summary>Memory as compiled code reads and writes it: at an address, a number or a whole register.</summary>
internal static unsafe class LaneMemory
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(long address, int offset)
        where T : unmanaged => Unsafe.ReadUnaligned<T>((byte*)address + offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(long address, int offset, T value)
        where T : unmanaged => Unsafe.WriteUnaligned((byte*)address + offset, value);

    /// <summary>Asks for a line of memory that is soon read; there need not be any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(long address, int offset) => Sse.Prefetch0((byte*)address + offset);

    /// <summary>Sets whole cache lines to zero: for a few of them, which blocks start with, spans take too long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ClearLines(long start, int bytes)
    {
        for (var line = (byte*)start; line < (byte*)start + bytes; line += AlignedMemory.Line)
            Vector512<byte>.Zero.Store(line);
    }

    /// <summary>Whether the machine reads and writes some lanes of a register and does not touch the others.</summary>
    public static bool HasMasks(int bits) => bits == 512 ? Avx512F.IsSupported : Avx2.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Read(long address, int offset, Vector512<int> mask) => Avx512F.MaskLoad((int*)((byte*)address + offset), mask, Vector512<int>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Read(long address, int offset, Vector512<long> mask) => Avx512F.MaskLoad((long*)((byte*)address + offset), mask, Vector512<long>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Read(long address, int offset, Vector256<int> mask) => Avx2.MaskLoad((int*)((byte*)address + offset), mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Read(long address, int offset, Vector256<long> mask) => Avx2.MaskLoad((long*)((byte*)address + offset), mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Read(long address, int offset, Vector128<int> mask) => Avx2.MaskLoad((int*)((byte*)address + offset), mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> Read(long address, int offset, Vector128<long> mask) => Avx2.MaskLoad((long*)((byte*)address + offset), mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(long address, int offset, Vector512<int> mask, Vector512<int> value) => Avx512F.MaskStore((int*)((byte*)address + offset), mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(long address, int offset, Vector512<long> mask, Vector512<long> value) => Avx512F.MaskStore((long*)((byte*)address + offset), mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(long address, int offset, Vector256<int> mask, Vector256<int> value) => Avx2.MaskStore((int*)((byte*)address + offset), mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(long address, int offset, Vector256<long> mask, Vector256<long> value) => Avx2.MaskStore((long*)((byte*)address + offset), mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(long address, int offset, Vector128<int> mask, Vector128<int> value) => Avx2.MaskStore((int*)((byte*)address + offset), mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(long address, int offset, Vector128<long> mask, Vector128<long> value) => Avx2.MaskStore((long*)((byte*)address + offset), mask, value);
}
