using System.Numerics;
using System.Runtime.CompilerServices;
using Xcs.Kernels.Tensors;

namespace Xcs.Kernels;

// One result of many items. Blocks of one length and a balanced tree: the same bits on any number of workers.
public static partial class TensorOps
{
    /// <summary>The sum of all items; 0 of none.</summary>
    public static T Sum<T>(ReadOnlySpan<T> x, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ReductionWork.Run<T, SumReduction<T>>(x, x, options, cancellationToken);

    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T Sum<T>(T[] x, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Sum(new ReadOnlySpan<T>(TensorShapes.Require(x)), options, cancellationToken);

    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T> Sum<T>(Traced<T[]> x, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Reduce<T, SumReduction<T>>("sum", x, x, new(file, line));

    /// <summary>The least item; NaN where there is one.</summary>
    /// <exception cref="ArgumentException">There is no item.</exception>
    public static T Min<T>(ReadOnlySpan<T> x, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ReductionWork.Run<T, MinReduction<T>>(x, x, options, cancellationToken);

    /// <inheritdoc cref="Min{T}(ReadOnlySpan{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T Min<T>(T[] x, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Min(new ReadOnlySpan<T>(TensorShapes.Require(x)), options, cancellationToken);

    /// <inheritdoc cref="Min{T}(ReadOnlySpan{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T> Min<T>(Traced<T[]> x, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Reduce<T, MinReduction<T>>("min", x, x, new(file, line));

    /// <summary>The greatest item; NaN where there is one.</summary>
    /// <exception cref="ArgumentException">There is no item.</exception>
    public static T Max<T>(ReadOnlySpan<T> x, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ReductionWork.Run<T, MaxReduction<T>>(x, x, options, cancellationToken);

    /// <inheritdoc cref="Max{T}(ReadOnlySpan{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T Max<T>(T[] x, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Max(new ReadOnlySpan<T>(TensorShapes.Require(x)), options, cancellationToken);

    /// <inheritdoc cref="Max{T}(ReadOnlySpan{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T> Max<T>(Traced<T[]> x, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Reduce<T, MaxReduction<T>>("max", x, x, new(file, line));

    /// <summary>The sum of the products of pairs of items; 0 of none.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ReductionWork.Run<T, DotReduction<T>>(x, y, options, cancellationToken);

    /// <inheritdoc cref="Dot{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T Dot<T>(T[] x, T[] y, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Dot(new ReadOnlySpan<T>(TensorShapes.Require(x)), TensorShapes.Require(y), options, cancellationToken);

    /// <inheritdoc cref="Dot{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T> Dot<T>(Traced<T[]> x, Traced<T[]> y, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Reduce<T, DotReduction<T>>("dot", x, y, new(file, line));
}
