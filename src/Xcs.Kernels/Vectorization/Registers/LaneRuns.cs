using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// Numbers that lie side by side in memory as lanes: those of a byte, a bool or a Half take 4 bytes in a register (<see cref="LaneLayout.StorageOf"/>).
/// </summary>
internal static unsafe class LaneRuns
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Read512<T>(long address)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            return Unsafe.ReadUnaligned<Vector512<int>>((void*)address);
        if (typeof(T) == typeof(Half))
            return Vector512.WidenLower(Unsafe.ReadUnaligned<Vector256<ushort>>((void*)address).ToVector512Unsafe()).AsInt32();
        var bytes = Unsafe.ReadUnaligned<Vector128<byte>>((void*)address).ToVector256Unsafe().ToVector512Unsafe();
        return Truth<T>(Vector512.WidenLower(Vector512.WidenLower(bytes)).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Read256<T>(long address)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            return Unsafe.ReadUnaligned<Vector256<int>>((void*)address);
        if (typeof(T) == typeof(Half))
            return Vector256.WidenLower(Unsafe.ReadUnaligned<Vector128<ushort>>((void*)address).ToVector256Unsafe()).AsInt32();
        var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>((void*)address)).AsByte().ToVector256Unsafe();
        return Truth<T>(Vector256.WidenLower(Vector256.WidenLower(bytes)).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Read128<T>(long address)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            return Unsafe.ReadUnaligned<Vector128<int>>((void*)address);
        if (typeof(T) == typeof(Half))
            return Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>((void*)address)).AsUInt16()).AsInt32();
        var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>((void*)address)).AsByte();
        return Truth<T>(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(long address, Vector512<int> lanes)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
        {
            Unsafe.WriteUnaligned((void*)address, lanes);
            return;
        }
        var words = Vector512.Narrow(Bits<T>(lanes).AsUInt32(), default).GetLower();
        if (typeof(T) == typeof(Half))
            Unsafe.WriteUnaligned((void*)address, words);
        else
            Unsafe.WriteUnaligned((void*)address, Vector256.Narrow(words, default).GetLower());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(long address, Vector256<int> lanes)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
        {
            Unsafe.WriteUnaligned((void*)address, lanes);
            return;
        }
        var words = Vector256.Narrow(Bits<T>(lanes).AsUInt32(), default).GetLower();
        if (typeof(T) == typeof(Half))
            Unsafe.WriteUnaligned((void*)address, words);
        else
            Unsafe.WriteUnaligned((void*)address, Vector128.Narrow(words, default).AsUInt64().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(long address, Vector128<int> lanes)
        where T : unmanaged
    {
        if (sizeof(T) == 4)
        {
            Unsafe.WriteUnaligned((void*)address, lanes);
            return;
        }
        var words = Vector128.Narrow(Bits<T>(lanes).AsUInt32(), default);
        if (typeof(T) == typeof(Half))
            Unsafe.WriteUnaligned((void*)address, words.AsUInt64().ToScalar());
        else
            Unsafe.WriteUnaligned((void*)address, Vector128.Narrow(words, default).AsUInt32().ToScalar());
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

    private static Vector512<int> Truth<T>(Vector512<int> lanes) => typeof(T) == typeof(bool) ? ~Vector512.Equals(lanes, default) : lanes;

    private static Vector256<int> Truth<T>(Vector256<int> lanes) => typeof(T) == typeof(bool) ? ~Vector256.Equals(lanes, default) : lanes;

    private static Vector128<int> Truth<T>(Vector128<int> lanes) => typeof(T) == typeof(bool) ? ~Vector128.Equals(lanes, default) : lanes;

    private static Vector512<int> Bits<T>(Vector512<int> lanes) => typeof(T) == typeof(bool) ? lanes & Vector512<int>.One : lanes;

    private static Vector256<int> Bits<T>(Vector256<int> lanes) => typeof(T) == typeof(bool) ? lanes & Vector256<int>.One : lanes;

    private static Vector128<int> Bits<T>(Vector128<int> lanes) => typeof(T) == typeof(bool) ? lanes & Vector128<int>.One : lanes;
}
