using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>The methods of <see cref="Unsafe"/> on <see cref="ByRef{T}"/>.</summary>
internal static unsafe class UnsafeMirror
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> Add<T>(ByRef<T> source, int elementOffset) => new(ref Unsafe.Add(ref source.Value, elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> Add<T>(ByRef<T> source, nint elementOffset) => new(ref Unsafe.Add(ref source.Value, elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> Add<T>(ByRef<T> source, nuint elementOffset) => new(ref Unsafe.Add(ref source.Value, elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> Subtract<T>(ByRef<T> source, int elementOffset) => new(ref Unsafe.Subtract(ref source.Value, elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> Subtract<T>(ByRef<T> source, nint elementOffset) => new(ref Unsafe.Subtract(ref source.Value, elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> Subtract<T>(ByRef<T> source, nuint elementOffset) => new(ref Unsafe.Subtract(ref source.Value, elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> AddByteOffset<T>(ByRef<T> source, nint byteOffset) => new(ref Unsafe.AddByteOffset(ref source.Value, byteOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> AddByteOffset<T>(ByRef<T> source, nuint byteOffset) => new(ref Unsafe.AddByteOffset(ref source.Value, byteOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> SubtractByteOffset<T>(ByRef<T> source, nint byteOffset) => new(ref Unsafe.SubtractByteOffset(ref source.Value, byteOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> SubtractByteOffset<T>(ByRef<T> source, nuint byteOffset) => new(ref Unsafe.SubtractByteOffset(ref source.Value, byteOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<TTo> As<TFrom, TTo>(ByRef<TFrom> source) => new(ref Unsafe.As<TFrom, TTo>(ref source.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> AsRef<T>(ByRef<T> source) => source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> AsRef<T>(long source) => new(ref Unsafe.AsRef<T>((void*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> NullRef<T>() => new(ref Unsafe.NullRef<T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNullRef<T>(ByRef<T> source) => Unsafe.IsNullRef(ref source.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame<T>(ByRef<T> left, ByRef<T> right) => Unsafe.AreSame(ref left.Value, ref right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAddressLessThan<T>(ByRef<T> left, ByRef<T> right) => Unsafe.IsAddressLessThan(ref left.Value, ref right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAddressGreaterThan<T>(ByRef<T> left, ByRef<T> right) => Unsafe.IsAddressGreaterThan(ref left.Value, ref right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAddressLessThanOrEqualTo<T>(ByRef<T> left, ByRef<T> right) => Unsafe.IsAddressLessThanOrEqualTo(ref left.Value, ref right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAddressGreaterThanOrEqualTo<T>(ByRef<T> left, ByRef<T> right) => Unsafe.IsAddressGreaterThanOrEqualTo(ref left.Value, ref right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint ByteOffset<T>(ByRef<T> origin, ByRef<T> target) => Unsafe.ByteOffset(ref origin.Value, ref target.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReadUnaligned<T>(ByRef<byte> source) => Unsafe.ReadUnaligned<T>(ref source.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteUnaligned<T>(ByRef<byte> destination, T value) => Unsafe.WriteUnaligned(ref destination.Value, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> Unbox<T>(object box)
        where T : struct => new(ref Unsafe.Unbox<T>(box));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long AsPointer<T>(ByRef<T> value) => (long)Unsafe.AsPointer(ref value.Value);
}
