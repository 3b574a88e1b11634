using System.Runtime.CompilerServices;

namespace Xcs.Kernels.Tensors;

/// <summary>The innermost loop of a matrix product: a tile of <see cref="Rows"/> rows and two registers of columns, held in registers all the way.</summary>
/// <remarks>
/// Twelve sums, two registers of B and one item of A: that fits the sixteen registers of AVX2, and keeps two multiply-add units with a latency of
/// four cycles busy. Source: Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34 (2008).
/// </remarks>
internal static unsafe class MatrixKernel<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged
{
    public const int Rows = 6;

    public static int Columns => 2 * TSimd.Count;

    /// <summary>Writes the products of a panel of A and a panel of B.</summary>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="a">Packed: for each column of A its six items.</param>
    /// <param name="b">Packed: for each row of B its <see cref="Columns"/> items.</param>
    /// <param name="tile">Six rows of <see cref="Columns"/> items.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int depth, T* a, T* b, T* tile)
    {
        TSimd c00 = TSimd.Zero, c01 = TSimd.Zero, c10 = TSimd.Zero, c11 = TSimd.Zero, c20 = TSimd.Zero, c21 = TSimd.Zero;
        TSimd c30 = TSimd.Zero, c31 = TSimd.Zero, c40 = TSimd.Zero, c41 = TSimd.Zero, c50 = TSimd.Zero, c51 = TSimd.Zero;
        for (var k = 0; k < depth; k++)
        {
            var b0 = TSimd.Load(b);
            var b1 = TSimd.Load(b + TSimd.Count);
            var item = TSimd.Broadcast(a[0]);
            c00 = TSimd.MultiplyAdd(item, b0, c00);
            c01 = TSimd.MultiplyAdd(item, b1, c01);
            item = TSimd.Broadcast(a[1]);
            c10 = TSimd.MultiplyAdd(item, b0, c10);
            c11 = TSimd.MultiplyAdd(item, b1, c11);
            item = TSimd.Broadcast(a[2]);
            c20 = TSimd.MultiplyAdd(item, b0, c20);
            c21 = TSimd.MultiplyAdd(item, b1, c21);
            item = TSimd.Broadcast(a[3]);
            c30 = TSimd.MultiplyAdd(item, b0, c30);
            c31 = TSimd.MultiplyAdd(item, b1, c31);
            item = TSimd.Broadcast(a[4]);
            c40 = TSimd.MultiplyAdd(item, b0, c40);
            c41 = TSimd.MultiplyAdd(item, b1, c41);
            item = TSimd.Broadcast(a[5]);
            c50 = TSimd.MultiplyAdd(item, b0, c50);
            c51 = TSimd.MultiplyAdd(item, b1, c51);
            a += Rows;
            b += 2 * TSimd.Count;
        }

        StoreRow(ref tile, c00, c01);
        StoreRow(ref tile, c10, c11);
        StoreRow(ref tile, c20, c21);
        StoreRow(ref tile, c30, c31);
        StoreRow(ref tile, c40, c41);
        StoreRow(ref tile, c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(ref T* row, TSimd left, TSimd right)
    {
        left.Store(row);
        right.Store(row + TSimd.Count);
        row += 2 * TSimd.Count;
    }
}
