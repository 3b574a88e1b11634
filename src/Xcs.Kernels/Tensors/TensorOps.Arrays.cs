using System.Numerics;
using System.Runtime.CompilerServices;
using Xcs.Kernels.Tensors;

namespace Xcs.Kernels;

// The same on arrays, with a new array as the result, and as nodes of a graph.
public static partial class TensorOps
{
    /// <inheritdoc cref="Abs{T}(ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T[] Abs<T>(T[] x, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, AbsOperation<T>>(x, options, cancellationToken);

    /// <inheritdoc cref="Abs{T}(ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T[]> Abs<T>(Traced<T[]> x, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Unary<T, AbsOperation<T>>("abs", x, new(file, line));

    /// <inheritdoc cref="Negate{T}(ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T[] Negate<T>(T[] x, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, NegateOperation<T>>(x, options, cancellationToken);

    /// <inheritdoc cref="Negate{T}(ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T[]> Negate<T>(Traced<T[]> x, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Unary<T, NegateOperation<T>>("negate", x, new(file, line));

    /// <inheritdoc cref="Relu{T}(ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T[] Relu<T>(T[] x, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, ReluOperation<T>>(x, options, cancellationToken);

    /// <inheritdoc cref="Relu{T}(ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T[]> Relu<T>(Traced<T[]> x, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Unary<T, ReluOperation<T>>("relu", x, new(file, line));

    /// <inheritdoc cref="Exp{T}(ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T[] Exp<T>(T[] x, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, ExpOperation<T>>(x, options, cancellationToken);

    /// <inheritdoc cref="Exp{T}(ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T[]> Exp<T>(Traced<T[]> x, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Unary<T, ExpOperation<T>>("exp", x, new(file, line));

    /// <inheritdoc cref="Sigmoid{T}(ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T[] Sigmoid<T>(T[] x, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, SigmoidOperation<T>>(x, options, cancellationToken);

    /// <inheritdoc cref="Sigmoid{T}(ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T[]> Sigmoid<T>(Traced<T[]> x, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Unary<T, SigmoidOperation<T>>("sigmoid", x, new(file, line));

    /// <inheritdoc cref="Tanh{T}(ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T[] Tanh<T>(T[] x, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, TanhOperation<T>>(x, options, cancellationToken);

    /// <inheritdoc cref="Tanh{T}(ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T[]> Tanh<T>(Traced<T[]> x, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Unary<T, TanhOperation<T>>("tanh", x, new(file, line));

    /// <inheritdoc cref="Add{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T[] Add<T>(T[] x, T[] y, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, AddOperation<T>>(x, y, options, cancellationToken);

    /// <inheritdoc cref="Add{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T[]> Add<T>(Traced<T[]> x, Traced<T[]> y, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Binary<T, AddOperation<T>>("add", x, y, new(file, line));

    /// <inheritdoc cref="Subtract{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T[] Subtract<T>(T[] x, T[] y, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, SubtractOperation<T>>(x, y, options, cancellationToken);

    /// <inheritdoc cref="Subtract{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T[]> Subtract<T>(Traced<T[]> x, Traced<T[]> y, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Binary<T, SubtractOperation<T>>("subtract", x, y, new(file, line));

    /// <inheritdoc cref="Multiply{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T[] Multiply<T>(T[] x, T[] y, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, MultiplyOperation<T>>(x, y, options, cancellationToken);

    /// <inheritdoc cref="Multiply{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T[]> Multiply<T>(Traced<T[]> x, Traced<T[]> y, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Binary<T, MultiplyOperation<T>>("multiply", x, y, new(file, line));

    /// <inheritdoc cref="Divide{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static T[] Divide<T>(T[] x, T[] y, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementwiseWork.Run<T, DivideOperation<T>>(x, y, options, cancellationToken);

    /// <inheritdoc cref="Divide{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, TensorOptions, CancellationToken)" path="/summary"/>
    public static Traced<T[]> Divide<T>(Traced<T[]> x, Traced<T[]> y, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorNode.Binary<T, DivideOperation<T>>("divide", x, y, new(file, line));
}
