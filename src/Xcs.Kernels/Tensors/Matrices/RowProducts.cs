using System.Numerics;

namespace Xcs.Kernels.Tensors;

/// <summary>The product of a matrix and a vector, some rows a chunk.</summary>
internal readonly unsafe struct RowProducts<T>(T* matrix, T* vector, T* destination, int rows, int columns) : IChunked
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public const int RowsOfChunk = 16;

    // In multiply-adds.
    private const double LeastWork = 200_000;

    public int Chunks => TensorShapes.Chunks(rows, RowsOfChunk);

    public static void Require(ReadOnlySpan<T> matrix, ReadOnlySpan<T> vector, ReadOnlySpan<T> destination, int rows, int columns)
    {
        TensorShapes.RequireMatrix(matrix.Length, rows, columns, nameof(matrix));
        TensorShapes.RequireMatrix(vector.Length, columns, 1, nameof(vector));
        TensorShapes.RequireMatrix(destination.Length, rows, 1, nameof(destination));
        if (matrix.Overlaps(destination) || vector.Overlaps(destination))
            throw new ArgumentException("The result overlaps an operand. Give it memory of its own.", nameof(destination));
    }

    public static void Multiply(
        ReadOnlySpan<T> matrix, ReadOnlySpan<T> vector, Span<T> destination, int rows, int columns, TensorOptions? options, CancellationToken cancellationToken)
    {
        Require(matrix, vector, destination, rows, columns);
        options ??= TensorOptions.Default;
        fixed (T* left = matrix, right = vector, target = destination)
        {
            ChunkedOperation<RowProducts<T>>.Run(
                new(left, right, target, rows, columns), options.IsWorthSplitting((double)rows * columns, LeastWork), options, cancellationToken);
        }
    }

    public void Run(int chunk)
    {
        var (first, count) = TensorShapes.Chunk(rows, RowsOfChunk, chunk);
        for (var row = first; row < first + count; row++)
            destination[row] = DotReduction<T>.Reduce(new(matrix + ((long)row * columns), columns), new(vector, columns));
    }
}
