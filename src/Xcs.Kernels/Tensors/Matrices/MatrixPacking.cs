namespace Xcs.Kernels.Tensors;

/// <summary>Copies parts of matrices into the order in which the kernel reads them. Missing rows and columns are filled up with zeros.</summary>
internal static unsafe class MatrixPacking
{
    /// <summary>Rows of A in panels of so many rows; in a panel, column after column.</summary>
    public static void Rows<T>(T* a, int stride, int rows, int depth, int panel, T* packed)
        where T : unmanaged
    {
        for (var first = 0; first < rows; first += panel)
        {
            for (var row = 0; row < panel; row++)
            {
                var source = a + ((long)(first + row) * stride);
                var isThere = first + row < rows;
                for (var k = 0; k < depth; k++)
                    packed[(k * panel) + row] = isThere ? source[k] : default;
            }

            packed += depth * panel;
        }
    }

    /// <summary>Columns of B in panels of so many columns; in a panel, row after row.</summary>
    public static void Columns<T>(T* b, int stride, int columns, int depth, int panel, T* packed)
        where T : unmanaged
    {
        for (var first = 0; first < columns; first += panel)
        {
            var count = Math.Min(panel, columns - first);
            for (var k = 0; k < depth; k++)
            {
                new ReadOnlySpan<T>(b + ((long)k * stride) + first, count).CopyTo(new Span<T>(packed, count));
                new Span<T>(packed + count, panel - count).Clear();
                packed += panel;
            }
        }
    }
}
