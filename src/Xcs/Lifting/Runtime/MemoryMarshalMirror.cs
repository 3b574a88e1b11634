using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Lifting;

/// <summary>The methods of <see cref="MemoryMarshal"/> on <see cref="ByRef{T}"/>.</summary>
internal static class MemoryMarshalMirror
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> GetReference<T>(Span<T> span) => new(ref MemoryMarshal.GetReference(span));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> GetReference<T>(ReadOnlySpan<T> span) => new(ref MemoryMarshal.GetReference(span));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> GetArrayDataReference<T>(T[] array) => new(ref MemoryMarshal.GetArrayDataReference(array));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> CreateSpan<T>(ByRef<T> reference, int length) => MemoryMarshal.CreateSpan(ref reference.Value, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<T> CreateReadOnlySpan<T>(ByRef<T> reference, int length) => MemoryMarshal.CreateReadOnlySpan(ref reference.Value, length);
}
