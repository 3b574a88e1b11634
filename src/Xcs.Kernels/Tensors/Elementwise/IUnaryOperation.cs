namespace Xcs.Kernels.Tensors;

/// <summary>What is done to each item; the method does a whole span with vectors.</summary>
internal interface IUnaryOperation<T>
{
    /// <summary>About how many nanoseconds an item takes: from what length on chunks pay.</summary>
    static abstract double Cost { get; }

    static abstract void Invoke(ReadOnlySpan<T> x, Span<T> destination);
}
