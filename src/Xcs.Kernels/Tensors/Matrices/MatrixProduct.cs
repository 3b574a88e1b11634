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
    // A panel of B (Depth × Columns) stays in the first-level cache, the rest of a block of A and B in the second.
    private const int Depth = 256;
    private const int Rows = MatrixKernel<TSimd, T>.Rows;
    private const int RowsOfBlock = 32 * Rows;
    private const int PanelsOfBlock = 16;

    public int Chunks => TensorShapes.Chunks(shape.Rows, RowsOfBlock) * ColumnBlocks;

    private static int Columns => MatrixKernel<TSimd, T>.Columns;

    private static int ColumnsOfBlock => PanelsOfBlock * Columns;

    private int ColumnBlocks => TensorShapes.Chunks(shape.Columns, ColumnsOfBlock);

    public void Run(int chunk)
    {
        var (row, rows) = TensorShapes.Chunk(shape.Rows, RowsOfBlock, chunk / ColumnBlocks);
        var (column, columns) = TensorShapes.Chunk(shape.Columns, ColumnsOfBlock, chunk % ColumnBlocks);
        var alignment = 64 / sizeof(T);
        var rented = ArrayPool<T>.Shared.Rent((Depth * (ColumnsOfBlock + RowsOfBlock)) + alignment);
        fixed (T* memory = rented)
        {
            // Loads of B that cross cache lines would cost twice.
            var packedB = (T*)(((nint)memory + 63) & ~63);
            var packedA = packedB + (Depth * ColumnsOfBlock);
            for (var k = 0; k == 0 || k < shape.Depth; k += Depth)
            {
                var depth = Math.Min(Depth, shape.Depth - k);
                MatrixPacking.Rows(a + ((long)row * shape.Depth) + k, shape.Depth, rows, depth, Rows, packedA);
                MatrixPacking.Columns(b + ((long)k * shape.Columns) + column, shape.Columns, columns, depth, Columns, packedB);
                Multiply(row, rows, column, columns, depth, packedA, packedB, isFirst: k == 0);
            }
        }

        ArrayPool<T>.Shared.Return(rented);
    }

    private void Multiply(int row, int rows, int column, int columns, int depth, T* packedA, T* packedB, bool isFirst)
    {
        var tile = stackalloc T[Rows * Columns];
        for (var j = 0; j < columns; j += Columns)
        {
            for (var i = 0; i < rows; i += Rows)
            {
                MatrixKernel<TSimd, T>.Run(depth, packedA + ((long)i * depth), packedB + ((long)j * depth), tile);
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
