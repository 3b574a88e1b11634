using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Xcs.Kernels.Tensors;

/// <summary>
/// C = alpha · A · B + beta · C for matrices row after row, packed and tiled. A chunk is a block of C: it sums up its items all by itself, in an order
/// that the shapes alone decide.
/// </summary>
/// <remarks>Source: Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34 (2008).</remarks>
internal readonly unsafe struct MatrixProduct<TSimd, T>(MatrixShape shape, T alpha, T* a, T* b, T beta, T* c) : IChunked
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // A block of A stays in the second-level cache while panels of B pass by.
    private const int Depth = MatrixKernel<TSimd, T>.Depth;
    private const int Rows = MatrixKernel<TSimd, T>.Rows;
    private const int BytesOfBlock = 192 * 1024;
    private const int BlocksOfChunk = 2;
    private const int PanelsOfChunk = 8;

    public int Chunks => TensorShapes.Chunks(shape.Rows, RowsOfChunk) * ColumnChunks;

    private static int Columns => MatrixKernel<TSimd, T>.Columns;

    private static int RowsOfBlock => BytesOfBlock / (Rows * Depth * sizeof(T)) * Rows;

    private static int RowsOfChunk => BlocksOfChunk * RowsOfBlock;

    private static int ColumnsOfChunk => PanelsOfChunk * Columns;

    private int ColumnChunks => TensorShapes.Chunks(shape.Columns, ColumnsOfChunk);

    public void Run(int chunk)
    {
        var (row, rows) = TensorShapes.Chunk(shape.Rows, RowsOfChunk, chunk / ColumnChunks);
        var (column, columns) = TensorShapes.Chunk(shape.Columns, ColumnsOfChunk, chunk % ColumnChunks);
        if (alpha == T.Zero)
        {
            Scale(row, rows, column, columns);
            return;
        }

        var alignment = 64 / sizeof(T);
        var rented = ArrayPool<T>.Shared.Rent((Depth * (ColumnsOfChunk + RowsOfBlock)) + alignment);
        fixed (T* memory = rented)
        {
            // Loads of B that cross cache lines would cost twice.
            var packedB = (T*)(((nint)memory + 63) & ~63);
            var packedA = packedB + (Depth * ColumnsOfChunk);
            for (var k = 0; k == 0 || k < shape.Depth; k += Depth)
            {
                var depth = Math.Min(Depth, shape.Depth - k);
                MatrixPacking<TSimd, T>.PackColumns(b + ((long)k * shape.Columns) + column, shape.Columns, columns, depth, packedB);
                for (var block = row; block < row + rows; block += RowsOfBlock)
                {
                    var rowsHere = Math.Min(RowsOfBlock, row + rows - block);
                    MatrixPacking<TSimd, T>.PackRows(a + ((long)block * shape.Depth) + k, shape.Depth, rowsHere, depth, packedA);
                    Multiply(block, rowsHere, column, columns, depth, packedA, packedB, isFirst: k == 0);
                }
            }
        }

        ArrayPool<T>.Shared.Return(rented);
    }

    // Of A and B nothing is read: what is in them may be anything, as in BLAS.
    private void Scale(int row, int rows, int column, int columns)
    {
        for (var i = row; i < row + rows; i++)
        {
            var target = new Span<T>(c + ((long)i * shape.Columns) + column, columns);
            if (beta == T.Zero)
                target.Clear();
            else
                TensorPrimitives.Multiply(target, beta, target);
        }
    }

    private void Multiply(int row, int rows, int column, int columns, int depth, T* packedA, T* packedB, bool isFirst)
    {
        var tile = stackalloc T[Rows * Columns];
        var isPlain = alpha == T.One && (!isFirst || beta == T.Zero);
        for (var j = 0; j < columns; j += Columns)
        {
            for (var i = 0; i < rows; i += Rows)
            {
                var left = packedA + (i * Depth);
                var right = packedB + (j * depth);
                if (isPlain && i + Rows <= rows && j + Columns <= columns)
                {
                    MatrixKernel<TSimd, T>.Run(depth, left, right, c + ((long)(row + i) * shape.Columns) + column + j, shape.Columns, adds: !isFirst);
                    continue;
                }

                MatrixKernel<TSimd, T>.Run(depth, left, right, tile, Columns, adds: false);
                Add(tile, row + i, Math.Min(Rows, rows - i), column + j, Math.Min(Columns, columns - j), isFirst);
            }
        }
    }

    // beta = 0 does not read C: what was there may be anything.
    private void Add(T* tile, int row, int rows, int column, int columns, bool isFirst)
    {
        for (var i = 0; i < rows; i++)
        {
            var target = new Span<T>(c + ((long)(row + i) * shape.Columns) + column, columns);
            var source = new Span<T>(tile + (i * Columns), columns);
            if (alpha != T.One)
                TensorPrimitives.Multiply(source, alpha, source);
            if (!isFirst)
                TensorPrimitives.Add(source, target, target);
            else if (beta != T.Zero)
                TensorPrimitives.MultiplyAdd(target, beta, source, target);
            else
                source.CopyTo(target);
        }
    }
}
