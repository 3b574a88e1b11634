using System.Numerics;

namespace Xcs.Kernels.Tests.Tensors;

/// <summary>NaN, infinities, both zeros, subnormal and huge numbers at every place of a vector register, for every operation.</summary>
public sealed class SpecialValueTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(67)]
    public void EveryItemIsThatOfItsFormula(int length)
    {
        Elements<float>(length, [float.Epsilon, -1e-40f, 88, -104, 1e30f, 0.5f, -1.5f, 1e-4f, -0.06f]);
        Elements<double>(length, [double.Epsilon, -1e-310, 709, -746, 1e300, 0.5, -1.5, 1e-4, -0.06]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(8193)]
    [InlineData(20_001)]
    public void ReductionsSeeEachOfThem(int length)
    {
        Reductions<float>(length);
        Reductions<double>(length);
    }

    [Fact]
    public void NearZeroTheHyperbolicTangentIsAlmostTheArgument()
    {
        var x = Enumerable.Range(1, 5000).Select(static i => Math.Pow(1.01, -i) * (i % 2 * 2 - 1)).ToArray();

        Assert.All(x.Zip(TensorOps.Tanh(x)), static pair => Assert.InRange(pair.Second / Math.Tanh(pair.First), 1 - 2e-14, 1 + 2e-14));
        Assert.All(x.Zip(TensorOps.Tanh([.. x.Select(static v => (float)v)])).Where(static pair => Math.Abs(pair.First) > 1e-37), static pair => Assert.InRange(pair.Second / Math.Tanh((float)pair.First), 1 - 1e-6, 1 + 1e-6));
        Assert.True(double.IsNegative(TensorOps.Tanh([-0.0])[0]));
    }

    [Fact]
    public void WhereTheItemsLieInMemoryDoesNotMatter()
    {
        var items = TensorData.Array<float>(20_000, 3);
        var memory = new float[items.Length + 32];
        var results = Enumerable.Range(0, 32).Select(offset =>
        {
            items.CopyTo(memory.AsSpan(offset));
            var x = memory.AsSpan(offset, items.Length);
            var vector = new float[offset + 200].AsSpan(offset);
            TensorOps.MatVec<float>(x, x[..100], vector, 200, 100);
            return (TensorOps.Sum<float>(x), TensorOps.Dot<float>(x, x), Convert.ToHexString(TensorData.Bits<float>(vector)));
        });

        Assert.Single(results.Distinct());
    }

    [Fact]
    public void MillionsOfItemsAreAllThere()
    {
        var x = new float[5_000_003];
        Array.Fill(x, 1);

        foreach (var way in TensorData.Ways)
        {
            Assert.Equal(x.Length, TensorOps.Sum(x, way));
            Assert.All(TensorOps.Add(x, x, way), static item => Assert.Equal(2, item));
        }
    }

    [Fact]
    public void AnInfinityInAMatrixStaysInItsRowAndColumn()
    {
        foreach (var (rows, columns, depth) in new[] { (7, 3, 5), (13, 35, 9), (1, 1, 300) })
        {
            double[] a = [.. Enumerable.Repeat(1.0, rows * depth)], b = [.. Enumerable.Repeat(1.0, depth * columns)];
            (a[(rows - 1) * depth], b[columns - 1]) = (double.NaN, double.PositiveInfinity);

            var c = TensorOps.Gemm(a, b, rows, columns, depth);

            for (var i = 0; i < rows; i++)
                for (var j = 0; j < columns; j++)
                    Assert.Equal(i == rows - 1 ? double.NaN : j == columns - 1 ? double.PositiveInfinity : depth, c[i * columns + j]);
        }
    }

    [Fact]
    public void NothingIsWrittenBesideTheResult()
    {
        foreach (var (rows, columns, depth) in new[] { (1, 1, 1), (7, 33, 5), (6, 31, 300), (193, 5, 2) })
        {
            var memory = new float[rows * columns + 64];
            Array.Fill(memory, 7);
            float[] a = new float[rows * depth], b = new float[depth * columns];

            TensorOps.Gemm(a, b, memory.AsSpan(32, rows * columns), rows, columns, depth);
            Assert.All(memory.Index(), item => Assert.Equal(item.Index >= 32 && item.Index < 32 + rows * columns ? 0 : 7, item.Item));

            TensorOps.MatVec<float>(a, new float[depth], memory.AsSpan(5, rows), rows, depth);
            Assert.Equal(7, memory[4]);
            TensorOps.Tanh<float>(memory.AsSpan(1, memory.Length - 2), memory.AsSpan(1, memory.Length - 2));
            Assert.Equal((7, 7), (memory[0], memory[^1]));
        }
    }

    [Fact]
    public void OperandsMayBeTheSameButNotTheResultOfAProduct()
    {
        var x = TensorData.Array<double>(100, 1);
        var sum = x.Select(static v => v + v).ToArray();

        Assert.Equal(TensorOps.Gemm(x, [.. x], 10, 10, 10), TensorOps.Gemm(x, x, 10, 10, 10));
        Assert.Contains("overlaps", Assert.Throws<ArgumentException>(() => TensorOps.Gemm<double>(x, x, x.AsSpan(), 10, 10, 10)).Message, StringComparison.Ordinal);
        Assert.Contains("begins 1 items into x", Assert.Throws<ArgumentException>(() => TensorOps.Add<double>(x.AsSpan(0, 9), x.AsSpan(0, 9), x.AsSpan(1, 9))).Message, StringComparison.Ordinal);
        TensorOps.Add<double>(x, x, x.AsSpan());
        Assert.Equal(sum, x);
    }

    [Fact]
    public void MissingOperandsAreNamedInCallsAndInGraphs()
    {
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => TensorOps.Sum<float>((float[])null!)).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentNullException>(() => TensorOps.Add(new float[1], null!)).ParamName);
        Assert.Equal("b", Assert.Throws<ArgumentNullException>(() => TensorOps.Gemm(new float[1], null!, 1, 1, 1)).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => Graph.Jit((Traced<float[]> x) => TensorOps.Exp(x)).Invoke(null!)).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => Graph.Jit((Traced<float[]> x) => TensorOps.Min(x)).Invoke(null!)).ParamName);
        Assert.Equal("a", Assert.Throws<ArgumentNullException>(() => Graph.Jit((Traced<float[]> x) => TensorOps.Gemm(x, x, 0, 0, 0)).Invoke(null!)).ParamName);
        Assert.Equal("matrix", Assert.Throws<ArgumentNullException>(() => Graph.Jit((Traced<float[]> x) => TensorOps.MatVec(x, x, 0, 0)).Invoke(null!)).ParamName);
    }

    [Fact]
    public void AlsoSmallOperationsLookAtTheirTokenAndOptions()
    {
        var cancelled = new CancellationToken(canceled: true);

        Assert.ThrowsAny<OperationCanceledException>(() => TensorOps.Sum(new float[3], null, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => TensorOps.Negate(new float[3], null, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => TensorOps.Gemm(new float[4], new float[4], 2, 2, 2, null, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => TensorOps.MatVec(new float[4], new float[2], 2, 2, null, cancelled));
        Assert.Throws<OptionsException>(() => TensorOps.Max(new float[3], new TensorOptions { Threshold = -1 }, TestContext.Current.CancellationToken));
    }

    private static void Elements<T>(int length, T[] more)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] special = [T.Zero, T.NegativeZero, T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.One, .. more];
        var close = T.CreateChecked(typeof(T) == typeof(float) ? 2e-6 : 1e-14);
        foreach (var value in special)
            for (var place = 0; place < length; place += Math.Max(1, length / 9))
            {
                var x = Enumerable.Repeat(T.One + T.One, length).ToArray();
                x[place] = value;
                Same(x, TensorOps.Abs(x), T.Abs, T.Zero);
                Same(x, TensorOps.Negate(x), static v => -v, T.Zero);
                Same(x, TensorOps.Relu(x), static v => T.Max(v, T.Zero), T.Zero);
                Same(x, TensorOps.Exp(x), T.Exp, close);
                Same(x, TensorOps.Sigmoid(x), static v => T.One / (T.One + T.Exp(-v)), close);
                Same(x, TensorOps.Tanh(x), T.Tanh, close);
                foreach (var other in special)
                {
                    var y = Enumerable.Repeat(other, length).ToArray();
                    Same(x, TensorOps.Add(x, y), v => v + other, T.Zero);
                    Same(x, TensorOps.Subtract(x, y), v => v - other, T.Zero);
                    Same(x, TensorOps.Multiply(x, y), v => v * other, T.Zero);
                    Same(x, TensorOps.Divide(x, y), v => v / other, T.Zero);
                }
            }
    }

    private static void Same<T>(T[] x, T[] results, Func<T, T> formula, T close)
        where T : IFloatingPointIeee754<T>
    {
        foreach (var (v, result) in x.Zip(results))
        {
            var wanted = formula(v);
            var holds = wanted.Equals(result) && (T.IsNaN(wanted) || T.IsNegative(wanted) == T.IsNegative(result))
                || T.IsFinite(wanted) && T.IsFinite(result) && T.Abs(wanted - result) <= close * T.Abs(wanted) + T.Epsilon * T.CreateChecked(close > T.Zero ? 16 : 0);
            Assert.True(holds, $"{typeof(T).Name} of {v}: {wanted} expected, {result} found");
        }
    }

    private static void Reductions<T>(int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var place in new[] { 0, length / 2, length - 1 })
        {
            T[] x = new T[length], ones = [.. Enumerable.Repeat(T.One, length)];
            foreach (var value in new[] { T.NaN, T.PositiveInfinity, T.NegativeInfinity })
            {
                x[place] = value;
                Assert.All(TensorData.Ways, way =>
                {
                    Assert.Equal(value, TensorOps.Sum(x, way));
                    Assert.Equal(value, TensorOps.Dot(x, ones, way));
                    Assert.Equal(T.NaN, TensorOps.Dot(x, new T[length], way));
                    Assert.Equal(x.Aggregate(T.Min), TensorOps.Min(x, way));
                    Assert.Equal(x.Aggregate(T.Max), TensorOps.Max(x, way));
                });
            }
            x[place] = T.NegativeZero;
            Assert.All(TensorData.Ways, way => Assert.True(T.IsNegative(TensorOps.Min(x, way)) && T.IsNegative(TensorOps.Max(x, way)) == (length == 1)));
        }
    }
}
