using System.Numerics;
using Xcs.Kernels.Tensors;

namespace Xcs.Kernels.Tests.Tensors;

public sealed unsafe class MatrixTests
{
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 0, 0, 0 }, { 0, 3, 4 }, { 3, 4, 0 }, { 1, 1, 1 }, { 6, 32, 256 }, { 7, 33, 257 }, { 5, 31, 255 }, { 13, 100, 3 }, { 193, 513, 17 }, { 250, 70, 300 }, { 64, 1100, 40 }, { 390, 35, 260 }, { 100, 1, 300 }, { 1, 300, 70 }, { 2, 1029, 33 }, { 1, 129, 1 }, { 2, 15, 7 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AProductIsTheSumOfProductsForFloat(int rows, int columns, int depth) => Check<float>(rows, columns, depth, 2e-5);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AProductIsTheSumOfProductsForDouble(int rows, int columns, int depth) => Check<double>(rows, columns, depth, 1e-13);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EveryWidthOfRegistersGivesTheSameSums(int rows, int columns, int depth)
    {
        var shape = new MatrixShape(rows, columns, depth);
        float[] a = TensorData.Array<float>(rows * depth, 5), b = TensorData.Array<float>(depth * columns, 6);
        var expected = By<SimdScalar<float>>(shape, a, b);

        Assert.Equal(expected, By<Simd128<float>>(shape, a, b));
        Assert.Equal(expected, By<Simd256<float>>(shape, a, b));
        Assert.Equal(expected, By<Simd512<float>>(shape, a, b));
    }

    [Fact]
    public void WhatIsAddedToIsScaledAndWhatIsReplacedIsNotRead()
    {
        double[] a = [1, 2, 3, 4], b = [5, 6, 7, 8], c = [100, 100, 100, 100];

        TensorOps.Gemm(2.0, a, b, 0.5, c.AsSpan(), 2, 2, 2);
        Assert.Equal([88, 94, 136, 150], c);

        c.AsSpan().Fill(double.NaN);
        TensorOps.Gemm<double>(a, b, c.AsSpan(), 2, 2, 2);
        Assert.Equal([19, 22, 43, 50], c);

        TensorOps.Gemm(1.0, [], [], 3.0, c.AsSpan(), 2, 2, 0);
        Assert.Equal([57, 66, 129, 150], c);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    public void WhereAlphaIsZeroTheFactorsAreNotRead(int rows)
    {
        var (a, b, c) = (new float[rows * 5], new float[5 * 300], new float[rows * 300]);
        Array.Fill(a, float.NaN);
        Array.Fill(b, float.PositiveInfinity);
        Array.Fill(c, 3);

        TensorOps.Gemm(0f, a, b, 2f, c.AsSpan(), rows, 300, 5);
        Assert.All(c, static item => Assert.Equal(6, item));

        c.AsSpan().Fill(float.NaN);
        TensorOps.Gemm(0f, a, b, 0f, c.AsSpan(), rows, 300, 5);
        Assert.All(c, static item => Assert.Equal(0, item));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void OfFewRowsEveryWidthGivesTheSameSums(int rows, int columns, int depth)
    {
        var shape = new MatrixShape(rows, columns, depth);
        float[] a = TensorData.Array<float>(rows * depth, 5), b = TensorData.Array<float>(depth * columns, 6);
        var expected = OfColumns<SimdScalar<float>>(shape, a, b);

        Assert.Equal(expected, OfColumns<Simd128<float>>(shape, a, b));
        Assert.Equal(expected, OfColumns<Simd256<float>>(shape, a, b));
        Assert.Equal(expected, OfColumns<Simd512<float>>(shape, a, b));
    }

    [Fact]
    public void WhatDoesNotFitTheShapeIsRefused()
    {
        var four = new double[4];
        Assert.Contains("a has 4 items, 2 × 3 need 6", Assert.Throws<ArgumentException>(() => TensorOps.Gemm(four, four, 2, 2, 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TensorOps.Gemm<double>(four, four, four.AsSpan(), 2, 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => TensorOps.Gemm(four, four, -2, 2, 2));
        Assert.Throws<ArgumentException>(() => TensorOps.MatVec(four, four, 2, 2));
        Assert.Throws<ArgumentException>(() => TensorOps.MatVec<double>(four, four.AsSpan(0, 2), four.AsSpan(2, 2), 2, 2));
    }

    private static void Check<T>(int rows, int columns, int depth, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] a = TensorData.Array<T>(rows * depth, seed: 7), b = TensorData.Array<T>(depth * columns, seed: 8), x = TensorData.Array<T>(depth, seed: 9);
        var products = TensorData.Ways.Select(way => TensorOps.Gemm(a, b, rows, columns, depth, way)).ToList();
        var vectors = TensorData.Ways.Select(way => TensorOps.MatVec(a, x, rows, depth, way)).ToList();
        Assert.All(products, product => Assert.Equal(TensorData.Bits<T>(products[0]), TensorData.Bits<T>(product)));
        Assert.All(vectors, vector => Assert.Equal(TensorData.Bits<T>(vectors[0]), TensorData.Bits<T>(vector)));
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                Near(k => b[(k * columns) + j], products[0][(i * columns) + j]);
            Near(k => x[k], vectors[0][i]);

            void Near(Func<int, T> other, T actual)
            {
                double sum = 0, size = 1;
                for (var k = 0; k < depth; k++)
                {
                    var product = double.CreateChecked(a[(i * depth) + k]) * double.CreateChecked(other(k));
                    (sum, size) = (sum + product, size + Math.Abs(product));
                }

                Assert.InRange(double.CreateChecked(actual), sum - (tolerance * size), sum + (tolerance * size));
            }
        }
    }

    private static float[] By<TSimd>(MatrixShape shape, float[] a, float[] b)
        where TSimd : struct, ISimd<TSimd, float>
    {
        var c = new float[shape.Rows * shape.Columns];
        fixed (float* left = a, right = b, target = c)
        {
            var product = new MatrixProduct<TSimd, float>(shape, 1, left, right, 0, target);
            for (var chunk = 0; chunk < product.Chunks; chunk++)
                product.Run(chunk);
        }

        return c;
    }

    private static float[] OfColumns<TSimd>(MatrixShape shape, float[] a, float[] b)
        where TSimd : struct, ISimd<TSimd, float>
    {
        var c = new float[shape.Rows * shape.Columns];
        fixed (float* left = a, right = b, target = c)
        {
            var product = new ColumnProducts<TSimd, float>(shape, left, right, target);
            for (var chunk = 0; chunk < TensorShapes.Chunks(shape.Columns, ColumnProducts<TSimd, float>.ColumnsOfChunk); chunk++)
                product.Run(chunk);
        }

        return c;
    }
}
