namespace Xcs.Kernels.Tensors;

/// <summary>Makes one value of many: of a block with vectors, then of two values at a time.</summary>
internal interface IReduction<T>
{
    /// <summary>What it is called where nothing can be reduced; null where nothing gives zero.</summary>
    static abstract string? Name { get; }

    static abstract T Reduce(ReadOnlySpan<T> x, ReadOnlySpan<T> y);

    static abstract T Combine(T left, T right);
}
