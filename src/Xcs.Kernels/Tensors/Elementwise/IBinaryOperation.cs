namespace Xcs.Kernels.Tensors;

/// <summary>What is done to each pair of items; the method does whole spans with vectors.</summary>
internal interface IBinaryOperation<T>
{
    static abstract void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination);
}
