using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Xcs.Kernels.Vectorization;

/// <summary>Bytes and numbers of 16 bits as lanes of 4 bytes, and back: zeros come in front, high bits are cut off.</summary>
internal static class NarrowLanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Widen512(Vector128<byte> bytes) => Avx512F.IsSupported
        ? Avx512F.ConvertToVector512Int32(bytes)
        : Vector512.Create(Widen256(bytes), Widen256(Vector128.Shuffle(bytes.AsUInt64(), Vector128.Create(1UL, 1)).AsByte()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Widen512(Vector256<ushort> words) => Avx512F.IsSupported
        ? Avx512F.ConvertToVector512Int32(words)
        : Vector512.Create(Widen256(words.GetLower()), Widen256(words.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Widen256(Vector128<byte> bytes) => Avx2.IsSupported
        ? Avx2.ConvertToVector256Int32(bytes)
        : Widen256(Vector128.WidenLower(bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Widen256(Vector128<ushort> words) => Avx2.IsSupported
        ? Avx2.ConvertToVector256Int32(words)
        : Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Widen128(Vector128<byte> bytes) => Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Widen128(Vector128<ushort> words) => Vector128.WidenLower(words).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ushort> Words(Vector512<int> lanes) => Avx512F.IsSupported
        ? Avx512F.ConvertToVector256UInt16(lanes.AsUInt32())
        : Vector256.Narrow(lanes.GetLower().AsUInt32(), lanes.GetUpper().AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ushort> Words(Vector256<int> lanes) => Avx512F.VL.IsSupported
        ? Avx512F.VL.ConvertToVector128UInt16(lanes.AsUInt32())
        : Vector128.Narrow(lanes.GetLower().AsUInt32(), lanes.GetUpper().AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ushort> Words(Vector128<int> lanes) => Vector128.Narrow(lanes.AsUInt32(), Vector128<uint>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Bytes(Vector512<int> lanes) => Avx512F.IsSupported
        ? Avx512F.ConvertToVector128Byte(lanes.AsUInt32())
        : Vector128.Narrow(Words(lanes.GetLower()), Words(lanes.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Bytes(Vector256<int> lanes) => Avx512F.VL.IsSupported
        ? Avx512F.VL.ConvertToVector128Byte(lanes.AsUInt32())
        : Vector128.Narrow(Words(lanes), Vector128<ushort>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Bytes(Vector128<int> lanes) => Avx512F.VL.IsSupported
        ? Avx512F.VL.ConvertToVector128Byte(lanes.AsUInt32())
        : Vector128.Narrow(Words(lanes), Vector128<ushort>.Zero);
}
