namespace Xcs.Kernels.Tensors;

/// <summary>Copies parts of matrices into the order in which the kernel reads them. Missing rows and columns are filled up with zeros.</summary>
internal static unsafe class MatrixPacking<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged
{
    private const int Depth = MatrixKernel<TSimd, T>.Depth;
    private const int Rows = MatrixKernel<TSimd, T>.Rows;

    private static int Columns => MatrixKernel<TSimd, T>.Columns;

    /// <summary>Rows of A, <see cref="MatrixKernel{TSimd, T}.Depth"/> items apart; their number is rounded up to whole panels.</summary>
    public static void PackRows(T* a, int stride, int rows, int depth, T* packed)
    {
        for (var row = 0; row < rows; row++)
            new ReadOnlySpan<T>(a + ((long)row * stride), depth).CopyTo(new(packed + (row * Depth), depth));
        for (var row = rows; row % Rows != 0; row++)
            new Span<T>(packed + (row * Depth), depth).Clear();
    }

    /// <summary>Columns of B in panels; in a panel, row after row. Rows of B are read whole, as they lie.</summary>
    public static void PackColumns(T* b, int stride, int columns, int depth, T* packed)
    {
        var whole = columns / Columns * Columns;
        for (var k = 0; k < depth; k++)
        {
            var target = packed + (k * Columns);
            for (var source = b; source < b + whole; source += Columns)
            {
                TSimd.Load(source).Store(target);
                TSimd.Load(source + TSimd.Count).Store(target + TSimd.Count);
                target += depth * Columns;
            }

            if (whole < columns)
            {
                var rest = columns - whole;
                new ReadOnlySpan<T>(b + whole, rest).CopyTo(new(target, rest));
                new Span<T>(target + rest, Columns - rest).Clear();
            }

            b += stride;
        }
    }
}
