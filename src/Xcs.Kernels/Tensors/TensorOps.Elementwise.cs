using System.Numerics;
using Xcs.Kernels.Tensors;

namespace Xcs.Kernels;

// One result for each item.
public static partial class TensorOps
{
    /// <summary>The absolute value of each item.</summary>
    /// <exception cref="ArgumentException">The destination has another length, or lies across the operand.</exception>
    public static void Abs<T>(ReadOnlySpan<T> x, Span<T> destination, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, AbsOperation<T>>(x, destination, options, cancellationToken);

    /// <summary>Each item with the other sign.</summary>
    /// <exception cref="ArgumentException">The destination has another length, or lies across the operand.</exception>
    public static void Negate<T>(ReadOnlySpan<T> x, Span<T> destination, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, NegateOperation<T>>(x, destination, options, cancellationToken);

    /// <summary>Each item, or 0 where it is negative; NaN stays NaN.</summary>
    /// <exception cref="ArgumentException">The destination has another length, or lies across the operand.</exception>
    public static void Relu<T>(ReadOnlySpan<T> x, Span<T> destination, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, ReluOperation<T>>(x, destination, options, cancellationToken);

    /// <summary>e to the power of each item.</summary>
    /// <exception cref="ArgumentException">The destination has another length, or lies across the operand.</exception>
    public static void Exp<T>(ReadOnlySpan<T> x, Span<T> destination, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, ExpOperation<T>>(x, destination, options, cancellationToken);

    /// <summary>1 / (1 + e⁻ˣ) of each item.</summary>
    /// <exception cref="ArgumentException">The destination has another length, or lies across the operand.</exception>
    public static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> destination, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, SigmoidOperation<T>>(x, destination, options, cancellationToken);

    /// <summary>The hyperbolic tangent of each item.</summary>
    /// <exception cref="ArgumentException">The destination has another length, or lies across the operand.</exception>
    public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> destination, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, TanhOperation<T>>(x, destination, options, cancellationToken);

    /// <summary>x + y, item by item.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or the destination lies across an operand.</exception>
    public static void Add<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, AddOperation<T>>(x, y, destination, options, cancellationToken);

    /// <summary>x − y, item by item.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or the destination lies across an operand.</exception>
    public static void Subtract<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, SubtractOperation<T>>(x, y, destination, options, cancellationToken);

    /// <summary>x · y, item by item.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or the destination lies across an operand.</exception>
    public static void Multiply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, MultiplyOperation<T>>(x, y, destination, options, cancellationToken);

    /// <summary>x / y, item by item.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or the destination lies across an operand.</exception>
    public static void Divide<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, DivideOperation<T>>(x, y, destination, options, cancellationToken);
}
