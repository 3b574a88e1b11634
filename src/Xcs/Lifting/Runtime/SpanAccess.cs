using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>The elements of spans: their indexers return references, which expression trees cannot hold.</summary>
internal static class SpanAccess
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> At<T>(Span<T> span, int index) => new(ref span[index]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByRef<T> At<T>(ReadOnlySpan<T> span, int index) => new(ref Unsafe.AsRef(in span[index]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load<T>(Span<T> span, int index) => span[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load<T>(ReadOnlySpan<T> span, int index) => span[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Span<T> span, int index, T value) => span[index] = value;
}
