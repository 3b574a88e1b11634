using System.Numerics;
using System.Runtime.Intrinsics;

namespace Xcs.Kernels.Tensors;

/// <summary>Products of matrices on the widest registers of the machine.</summary>
internal static unsafe class MatrixWork
{
    // In multiply-adds: below, one core is done before a second has begun.
    private const double LeastWork = 1_000_000;

    private const int MostFewRows = 2;

    private static int Width =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    public static void Require<T>(MatrixShape shape, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c)
    {
        TensorShapes.RequireMatrix(a.Length, shape.Rows, shape.Depth, nameof(a));
        TensorShapes.RequireMatrix(b.Length, shape.Depth, shape.Columns, nameof(b));
        TensorShapes.RequireMatrix(c.Length, shape.Rows, shape.Columns, nameof(c));
        if (a.Overlaps(c) || b.Overlaps(c))
            throw new ArgumentException("The result overlaps an operand. Give it memory of its own.", nameof(c));
    }

    public static void Multiply<T>(
        MatrixShape shape, T alpha, ReadOnlySpan<T> a, ReadOnlySpan<T> b, T beta, Span<T> c, TensorOptions? options, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require(shape, a, b, c);
        options ??= TensorOptions.Default;
        fixed (T* left = a, right = b, target = c)
        {
            var isWorthIt = options.IsWorthSplitting((double)shape.Rows * shape.Columns * shape.Depth, LeastWork);
            ChunkedOperation<Product<T>>.Run(new(shape, alpha, left, right, beta, target), isWorthIt, options, cancellationToken);
        }
    }

    public static int Chunks<T>(MatrixShape shape)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new Product<T>(shape, T.One, null, null, T.Zero, null).Chunks;

    public static void Run<T>(MatrixShape shape, T alpha, T* a, T* b, T beta, T* c, int chunk)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new Product<T>(shape, alpha, a, b, beta, c).Run(chunk);

    private readonly struct Product<T>(MatrixShape shape, T alpha, T* a, T* b, T beta, T* c) : IChunked
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public int Chunks => IsOfVector ? OfVector.Chunks : !HasVectors ? Scalar.Chunks : (Width, HasFewRows) switch
        {
            (_, true) => TensorShapes.Chunks(shape.Columns, ColumnProducts<Simd128<T>, T>.ColumnsOfChunk),
            (512, _) => By512.Chunks,
            (256, _) => By256.Chunks,
            _ => By128.Chunks,
        };

        // One column: the kernel would compute as many as fit into its registers.
        private bool IsOfVector => shape.Columns == 1 && alpha == T.One && beta == T.Zero;

        // B is not read often enough for its panels to pay, and the kernel would compute more rows than there are.
        private bool HasFewRows => shape.Rows <= MostFewRows && alpha == T.One && beta == T.Zero;

        private RowProducts<T> OfVector => new(a, b, c, shape.Rows, shape.Depth);

        private static bool HasVectors => typeof(T) == typeof(float) || typeof(T) == typeof(double);

        private MatrixProduct<SimdScalar<T>, T> Scalar => new(shape, alpha, a, b, beta, c);

        private MatrixProduct<Simd128<T>, T> By128 => new(shape, alpha, a, b, beta, c);

        private MatrixProduct<Simd256<T>, T> By256 => new(shape, alpha, a, b, beta, c);

        private MatrixProduct<Simd512<T>, T> By512 => new(shape, alpha, a, b, beta, c);

        public void Run(int chunk)
        {
            if (IsOfVector)
                OfVector.Run(chunk);
            else if (!HasVectors)
                Scalar.Run(chunk);
            else if (Width == 512)
                Run<Simd512<T>>(By512, chunk);
            else if (Width == 256)
                Run<Simd256<T>>(By256, chunk);
            else
                Run<Simd128<T>>(By128, chunk);
        }

        private void Run<TSimd>(MatrixProduct<TSimd, T> product, int chunk)
            where TSimd : struct, ISimd<TSimd, T>
        {
            if (HasFewRows)
                new ColumnProducts<TSimd, T>(shape, a, b, c).Run(chunk);
            else
                product.Run(chunk);
        }
    }
}
