using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// Numbers that lie side by side in memory as lanes: those of a byte, a bool or a Half take 4 bytes in a register (<see cref="LaneLayout.StorageOf"/>).
/// Under a mask memory of the other lanes is not touched, and they get anything.
/// </summary>
internal static unsafe class LaneRuns
{
    /// <summary>Whether the machine reads and writes some of the bytes of a register and does not touch the others.</summary>
    public static bool HasMasks => Avx512BW.VL.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Read512<T>(long address)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            return Unsafe.ReadUnaligned<Vector512<int>>((void*)address);
        if (typeof(T) == typeof(Half))
            return NarrowLanes.Widen512(Unsafe.ReadUnaligned<Vector256<ushort>>((void*)address));
        return Truth<T>(NarrowLanes.Widen512(Unsafe.ReadUnaligned<Vector128<byte>>((void*)address)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Read512<T>(long address, Vector512<int> mask)
        where T : unmanaged
    {
        if (typeof(T) == typeof(Half))
            return NarrowLanes.Widen512(Avx512BW.VL.MaskLoad((ushort*)address, NarrowLanes.Words(mask), Vector256<ushort>.Zero));
        return Truth<T>(NarrowLanes.Widen512(Avx512BW.VL.MaskLoad((byte*)address, NarrowLanes.Bytes(mask), Vector128<byte>.Zero)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Read256<T>(long address)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            return Unsafe.ReadUnaligned<Vector256<int>>((void*)address);
        if (typeof(T) == typeof(Half))
            return NarrowLanes.Widen256(Unsafe.ReadUnaligned<Vector128<ushort>>((void*)address));
        return Truth<T>(NarrowLanes.Widen256(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>((void*)address)).AsByte()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Read256<T>(long address, Vector256<int> mask)
        where T : unmanaged
    {
        if (typeof(T) == typeof(Half))
            return NarrowLanes.Widen256(Avx512BW.VL.MaskLoad((ushort*)address, NarrowLanes.Words(mask), Vector128<ushort>.Zero));
        return Truth<T>(NarrowLanes.Widen256(Avx512BW.VL.MaskLoad((byte*)address, NarrowLanes.Bytes(mask), Vector128<byte>.Zero)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Read128<T>(long address)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            return Unsafe.ReadUnaligned<Vector128<int>>((void*)address);
        if (typeof(T) == typeof(Half))
            return NarrowLanes.Widen128(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>((void*)address)).AsUInt16());
        return Truth<T>(NarrowLanes.Widen128(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>((void*)address)).AsByte()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Read128<T>(long address, Vector128<int> mask)
        where T : unmanaged
    {
        if (typeof(T) == typeof(Half))
            return NarrowLanes.Widen128(Avx512BW.VL.MaskLoad((ushort*)address, NarrowLanes.Words(mask), Vector128<ushort>.Zero));
        return Truth<T>(NarrowLanes.Widen128(Avx512BW.VL.MaskLoad((byte*)address, NarrowLanes.Bytes(mask), Vector128<byte>.Zero)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write512<T>(long address, Vector512<int> lanes)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            Unsafe.WriteUnaligned((void*)address, lanes);
        else if (typeof(T) == typeof(Half))
            Unsafe.WriteUnaligned((void*)address, NarrowLanes.Words(lanes));
        else
            Unsafe.WriteUnaligned((void*)address, NarrowLanes.Bytes(Bits<T>(lanes)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write512<T>(long address, Vector512<int> lanes, Vector512<int> mask)
        where T : unmanaged
    {
        if (typeof(T) == typeof(Half))
            Avx512BW.VL.MaskStore((ushort*)address, NarrowLanes.Words(mask), NarrowLanes.Words(lanes));
        else
            Avx512BW.VL.MaskStore((byte*)address, NarrowLanes.Bytes(mask), NarrowLanes.Bytes(Bits<T>(lanes)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write256<T>(long address, Vector256<int> lanes)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            Unsafe.WriteUnaligned((void*)address, lanes);
        else if (typeof(T) == typeof(Half))
            Unsafe.WriteUnaligned((void*)address, NarrowLanes.Words(lanes));
        else
            Unsafe.WriteUnaligned((void*)address, NarrowLanes.Bytes(Bits<T>(lanes)).AsUInt64().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write256<T>(long address, Vector256<int> lanes, Vector256<int> mask)
        where T : unmanaged
    {
        if (typeof(T) == typeof(Half))
            Avx512BW.VL.MaskStore((ushort*)address, NarrowLanes.Words(mask), NarrowLanes.Words(lanes));
        else
            Avx512BW.VL.MaskStore((byte*)address, NarrowLanes.Bytes(mask), NarrowLanes.Bytes(Bits<T>(lanes)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write128<T>(long address, Vector128<int> lanes)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            Unsafe.WriteUnaligned((void*)address, lanes);
        else if (typeof(T) == typeof(Half))
            Unsafe.WriteUnaligned((void*)address, NarrowLanes.Words(lanes).AsUInt64().ToScalar());
        else
            Unsafe.WriteUnaligned((void*)address, NarrowLanes.Bytes(Bits<T>(lanes)).AsUInt32().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write128<T>(long address, Vector128<int> lanes, Vector128<int> mask)
        where T : unmanaged
    {
        if (typeof(T) == typeof(Half))
            Avx512BW.VL.MaskStore((ushort*)address, NarrowLanes.Words(mask), NarrowLanes.Words(lanes));
        else
            Avx512BW.VL.MaskStore((byte*)address, NarrowLanes.Bytes(mask), NarrowLanes.Bytes(Bits<T>(lanes)));
    }

    /// <summary>One number as a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadOne<T>(long address)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            return Unsafe.ReadUnaligned<int>((void*)address);
        if (typeof(T) == typeof(Half))
            return Unsafe.ReadUnaligned<ushort>((void*)address);
        var number = *(byte*)address;
        return typeof(T) == typeof(bool) ? number == 0 ? 0 : -1 : number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteOne<T>(long address, int lane)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            Unsafe.WriteUnaligned((void*)address, lane);
        else if (typeof(T) == typeof(Half))
            Unsafe.WriteUnaligned((void*)address, (ushort)lane);
        else
            *(byte*)address = (byte)(typeof(T) == typeof(bool) ? lane & 1 : lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Truth<T>(Vector512<int> lanes) => typeof(T) == typeof(bool) ? ~Vector512.Equals(lanes, default) : lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Truth<T>(Vector256<int> lanes) => typeof(T) == typeof(bool) ? ~Vector256.Equals(lanes, default) : lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Truth<T>(Vector128<int> lanes) => typeof(T) == typeof(bool) ? ~Vector128.Equals(lanes, default) : lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Bits<T>(Vector512<int> lanes) => typeof(T) == typeof(bool) ? lanes & Vector512<int>.One : lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Bits<T>(Vector256<int> lanes) => typeof(T) == typeof(bool) ? lanes & Vector256<int>.One : lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Bits<T>(Vector128<int> lanes) => typeof(T) == typeof(bool) ? lanes & Vector128<int>.One : lanes;
}
