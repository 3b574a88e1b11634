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

    /// <summary>The most that is multiplied at once: two such rows of B, <see cref="Columns"/> wide, stay in the first-level cache.</summary>
    public const int Depth = 256;

    public static int Columns => 2 * TSimd.Count;

    /// <summary>Multiplies a panel of A and a panel of B.</summary>
    /// <param name="depth">Columns of A, rows of B; at most <see cref="Depth"/>.</param>
    /// <param name="a">Packed: six rows, <see cref="Depth"/> items apart.</param>
    /// <param name="b">Packed: for each row of B its <see cref="Columns"/> items.</param>
    /// <param name="target">Where six rows of <see cref="Columns"/> items go.</param>
    /// <param name="stride">How many items apart those rows are.</param>
    /// <param name="adds">Whether they are added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int depth, T* a, T* b, T* target, int stride, bool adds)
    {
        TSimd c00 = TSimd.Zero, c01 = TSimd.Zero, c10 = TSimd.Zero, c11 = TSimd.Zero, c20 = TSimd.Zero, c21 = TSimd.Zero;
        TSimd c30 = TSimd.Zero, c31 = TSimd.Zero, c40 = TSimd.Zero, c41 = TSimd.Zero, c50 = TSimd.Zero, c51 = TSimd.Zero;
        for (var end = a + depth; a < end; a++)
        {
            var b0 = TSimd.Load(b);
            var b1 = TSimd.Load(b + TSimd.Count);
            var item = TSimd.Broadcast(a[0]);
            c00 = TSimd.MultiplyAdd(item, b0, c00);
            c01 = TSimd.MultiplyAdd(item, b1, c01);
            item = TSimd.Broadcast(a[Depth]);
            c10 = TSimd.MultiplyAdd(item, b0, c10);
            c11 = TSimd.MultiplyAdd(item, b1, c11);
            item = TSimd.Broadcast(a[2 * Depth]);
            c20 = TSimd.MultiplyAdd(item, b0, c20);
            c21 = TSimd.MultiplyAdd(item, b1, c21);
            item = TSimd.Broadcast(a[3 * Depth]);
            c30 = TSimd.MultiplyAdd(item, b0, c30);
            c31 = TSimd.MultiplyAdd(item, b1, c31);
            item = TSimd.Broadcast(a[4 * Depth]);
            c40 = TSimd.MultiplyAdd(item, b0, c40);
            c41 = TSimd.MultiplyAdd(item, b1, c41);
            item = TSimd.Broadcast(a[5 * Depth]);
            c50 = TSimd.MultiplyAdd(item, b0, c50);
            c51 = TSimd.MultiplyAdd(item, b1, c51);
            b += 2 * TSimd.Count;
        }

        StoreRow(target, c00, c01, adds);
        StoreRow(target + stride, c10, c11, adds);
        StoreRow(target + (2 * (nint)stride), c20, c21, adds);
        StoreRow(target + (3 * (nint)stride), c30, c31, adds);
        StoreRow(target + (4 * (nint)stride), c40, c41, adds);
        StoreRow(target + (5 * (nint)stride), c50, c51, adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(T* row, TSimd left, TSimd right, bool adds)
    {
        if (adds)
        {
            left = TSimd.Add(left, TSimd.Load(row));
            right = TSimd.Add(right, TSimd.Load(row + TSimd.Count));
        }

        left.Store(row);
        right.Store(row + TSimd.Count);
    }
}
