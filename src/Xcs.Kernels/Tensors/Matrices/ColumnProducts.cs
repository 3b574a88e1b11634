using System.Numerics;

namespace Xcs.Kernels.Tensors;

/// <summary>The product of a matrix of few rows and another, which is read where it lies; some columns a chunk. Each sum is made from the first item on.</summary>
internal readonly unsafe struct ColumnProducts<TSimd, T>(MatrixShape shape, T* a, T* b, T* c)
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public const int ColumnsOfChunk = 256;

    private const int Registers = 8;

    public void Run(int chunk)
    {
        var (column, columns) = TensorShapes.Chunk(shape.Columns, ColumnsOfChunk, chunk);
        for (var row = 0; row < shape.Rows; row++)
        {
            var (j, end) = (column, column + columns);
            for (; j <= end - (Registers * TSimd.Count); j += Registers * TSimd.Count)
                Wide(row, j);
            for (; j <= end - TSimd.Count; j += TSimd.Count)
                Sum<TSimd>(row, j).Store(Target(row, j));
            for (; j < end; j++)
                Sum<SimdScalar<T>>(row, j).Store(Target(row, j));
        }
    }

    private T* Target(int row, int column) => c + ((long)row * shape.Columns) + column;

    private TOne Sum<TOne>(int row, int column)
        where TOne : struct, ISimd<TOne, T>
    {
        var sum = TOne.Zero;
        for (var k = 0; k < shape.Depth; k++)
            sum = TOne.MultiplyAdd(TOne.Broadcast(a[((long)row * shape.Depth) + k]), TOne.Load(b + ((long)k * shape.Columns) + column), sum);
        return sum;
    }

    // Eight sums at a time: a product waits for the one before of its own sum alone.
    private void Wide(int row, int column)
    {
        var (s0, s1, s2, s3) = (TSimd.Zero, TSimd.Zero, TSimd.Zero, TSimd.Zero);
        var (s4, s5, s6, s7) = (TSimd.Zero, TSimd.Zero, TSimd.Zero, TSimd.Zero);
        var left = a + ((long)row * shape.Depth);
        var right = b + column;
        for (var k = 0; k < shape.Depth; k++)
        {
            var factor = TSimd.Broadcast(left[k]);
            s0 = TSimd.MultiplyAdd(factor, TSimd.Load(right), s0);
            s1 = TSimd.MultiplyAdd(factor, TSimd.Load(right + TSimd.Count), s1);
            s2 = TSimd.MultiplyAdd(factor, TSimd.Load(right + (2 * TSimd.Count)), s2);
            s3 = TSimd.MultiplyAdd(factor, TSimd.Load(right + (3 * TSimd.Count)), s3);
            s4 = TSimd.MultiplyAdd(factor, TSimd.Load(right + (4 * TSimd.Count)), s4);
            s5 = TSimd.MultiplyAdd(factor, TSimd.Load(right + (5 * TSimd.Count)), s5);
            s6 = TSimd.MultiplyAdd(factor, TSimd.Load(right + (6 * TSimd.Count)), s6);
            s7 = TSimd.MultiplyAdd(factor, TSimd.Load(right + (7 * TSimd.Count)), s7);
            right += shape.Columns;
        }

        var target = Target(row, column);
        s0.Store(target);
        s1.Store(target + TSimd.Count);
        s2.Store(target + (2 * TSimd.Count));
        s3.Store(target + (3 * TSimd.Count));
        s4.Store(target + (4 * TSimd.Count));
        s5.Store(target + (5 * TSimd.Count));
        s6.Store(target + (6 * TSimd.Count));
        s7.Store(target + (7 * TSimd.Count));
    }
}
