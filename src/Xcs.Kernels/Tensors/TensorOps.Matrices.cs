using System.Numerics;
using System.Runtime.CompilerServices;
using Xcs.Kernels.Tensors;

namespace Xcs.Kernels;

// Matrices lie row after row.
public static partial class TensorOps
{
    /// <summary>C = A · B.</summary>
    /// <param name="a"><paramref name="rows"/> × <paramref name="depth"/> items, row after row.</param>
    /// <param name="b"><paramref name="depth"/> × <paramref name="columns"/> items, row after row.</param>
    /// <param name="c"><paramref name="rows"/> × <paramref name="columns"/> items; what was there is not read.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="options">How it is run; the defaults where it is null.</param>
    /// <param name="cancellationToken">Looked at between tiles.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or C overlaps an operand.</exception>
    public static void Gemm<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int rows, int columns, int depth, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        MatrixWork.Multiply(new(rows, columns, depth), T.One, a, b, T.Zero, c, options, cancellationToken);

    /// <summary>C = alpha · A · B + beta · C.</summary>
    /// <param name="alpha">The factor of the product.</param>
    /// <param name="a"><paramref name="rows"/> × <paramref name="depth"/> items, row after row.</param>
    /// <param name="b"><paramref name="depth"/> × <paramref name="columns"/> items, row after row.</param>
    /// <param name="beta">The factor of what was in C; where it is 0, C is not read.</param>
    /// <param name="c"><paramref name="rows"/> × <paramref name="columns"/> items.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="options">How it is run; the defaults where it is null.</param>
    /// <param name="cancellationToken">Looked at between tiles.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or C overlaps an operand.</exception>
    public static void Gemm<T>(
        T alpha, ReadOnlySpan<T> a, ReadOnlySpan<T> b, T beta, Span<T> c, int rows, int columns, int depth, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        MatrixWork.Multiply(new(rows, columns, depth), alpha, a, b, beta, c, options, cancellationToken);

    /// <summary>A · B, in a new array of <paramref name="rows"/> × <paramref name="columns"/> items.</summary>
    /// <inheritdoc cref="Gemm{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, int, int, int, TensorOptions, CancellationToken)"/>
    public static T[] Gemm<T>(T[] a, T[] b, int rows, int columns, int depth, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var c = new T[TensorShapes.Length(rows, columns)];
        Gemm(TensorShapes.Require(a), TensorShapes.Require(b), c.AsSpan(), rows, columns, depth, options, cancellationToken);
        return c;
    }

    /// <summary>A · B as a node; its tiles join the wave.</summary>
    /// <param name="a"><paramref name="rows"/> × <paramref name="depth"/> items, row after row.</param>
    /// <param name="b"><paramref name="depth"/> × <paramref name="columns"/> items, row after row.</param>
    /// <param name="rows">Rows of A and of the result.</param>
    /// <param name="columns">Columns of B and of the result.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static Traced<T[]> Gemm<T>(
        Traced<T[]> a, Traced<T[]> b, int rows, int columns, int depth, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var call = Graph.Call((T[] left, T[] right) => MatrixCall<T>.Open(left, right, new(rows, columns, depth)), a, b, file, line);
        return TensorNode.Add<MatrixCall<T>, T[]>("gemm", call, new(file, line));
    }

    /// <summary>A · x.</summary>
    /// <param name="matrix"><paramref name="rows"/> × <paramref name="columns"/> items, row after row.</param>
    /// <param name="vector"><paramref name="columns"/> items.</param>
    /// <param name="destination"><paramref name="rows"/> items.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="options">How it is run; the defaults where it is null.</param>
    /// <param name="cancellationToken">Looked at between rows.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or the destination overlaps an operand.</exception>
    public static void MatVec<T>(
        ReadOnlySpan<T> matrix, ReadOnlySpan<T> vector, Span<T> destination, int rows, int columns, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        RowProducts<T>.Multiply(matrix, vector, destination, rows, columns, options, cancellationToken);

    /// <summary>A · x, in a new array of <paramref name="rows"/> items.</summary>
    /// <inheritdoc cref="MatVec{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, int, int, TensorOptions, CancellationToken)"/>
    public static T[] MatVec<T>(T[] matrix, T[] vector, int rows, int columns, TensorOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var destination = new T[TensorShapes.Length(rows, 1)];
        MatVec(TensorShapes.Require(matrix), TensorShapes.Require(vector), destination.AsSpan(), rows, columns, options, cancellationToken);
        return destination;
    }

    /// <summary>A · x as a node; its rows join the wave.</summary>
    /// <param name="matrix"><paramref name="rows"/> × <paramref name="columns"/> items, row after row.</param>
    /// <param name="vector"><paramref name="columns"/> items.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static Traced<T[]> MatVec<T>(
        Traced<T[]> matrix, Traced<T[]> vector, int rows, int columns, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var call = Graph.Call((T[] left, T[] right) => RowProductsCall<T>.Open(left, right, rows, columns), matrix, vector, file, line);
        return TensorNode.Add<RowProductsCall<T>, T[]>("matvec", call, new(file, line));
    }
}
