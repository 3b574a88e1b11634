using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>A managed reference as a value: expression trees have no variables that are references, but may have variables of a ref struct.</summary>
internal ref struct ByRef<T>
{
    public ref T Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ByRef(ref T value) => Value = ref value;
}

/// <summary>What trees do with references.</summary>
internal static unsafe class ByRef
{
    public static Type TypeOf(Type element) => typeof(ByRef<>).MakeGenericType(StackKinds.Representation(element));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> Of<T>(ref T place) => new(ref place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load<T>(ByRef<T> reference) => reference.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(ByRef<T> reference, T value) => reference.Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<TTo> As<TFrom, TTo>(ByRef<TFrom> reference) => new(ref Unsafe.As<TFrom, TTo>(ref reference.Value));

    /// <summary>A part of the referenced place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<TPart> Part<T, TPart>(ByRef<T> reference, nint offset)
    {
        // As ldflda does, fail here for a reference to nothing.
        _ = Unsafe.As<T, byte>(ref reference.Value);
        return new(ref Unsafe.As<T, TPart>(ref Unsafe.AddByteOffset(ref reference.Value, offset)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> Move<T>(ByRef<T> reference, long bytes) => new(ref Unsafe.AddByteOffset(ref reference.Value, (nint)bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Distance<T, TOther>(ByRef<T> from, ByRef<TOther> to) =>
        Unsafe.ByteOffset(ref from.Value, ref Unsafe.As<TOther, T>(ref to.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> At<T>(long address) => new(ref Unsafe.AsRef<T>((void*)address));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Address<T>(ByRef<T> reference) => (long)Unsafe.AsPointer(ref reference.Value);

    /// <summary>The value inside a box.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> Unbox<T>(object box)
        where T : struct => new(ref Unsafe.Unbox<T>(box));
}
