using System.Numerics;

namespace Xcs.Kernels.Tests.Tensors;

public sealed class ElementwiseTests
{
    public static TheoryData<int> Lengths => TensorData.Lengths;

    [Theory]
    [MemberData(nameof(Lengths))]
    public void EveryItemIsWhatTheFormulaSaysForFloat(int length) => Check<float>(length, 1e-6);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void EveryItemIsWhatTheFormulaSaysForDouble(int length) => Check<double>(length, 1e-14);

    [Fact]
    public void NaNStaysNaN() => Assert.All(TensorOps.Relu<double>([double.NaN, -1, 2]).Zip([double.NaN, 0, 2]), static pair => Assert.Equal(pair.Second, pair.First));

    [Fact]
    public void ADestinationMayBeTheOperandItself()
    {
        var x = TensorData.Array<double>(20_000, seed: 1);
        var expected = TensorOps.Add(x, x);

        TensorOps.Add<double>(x, x, x.AsSpan(), new TensorOptions { Threshold = 0 });

        Assert.Equal(expected, x);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        var x = new double[10];
        Assert.Contains("10 items and y has 9", Assert.Throws<ArgumentException>(() => TensorOps.Add(x, new double[9])).Message, StringComparison.Ordinal);
        Assert.Contains("room for 9", Assert.Throws<ArgumentException>(() => TensorOps.Exp<double>(x, new double[9].AsSpan())).Message, StringComparison.Ordinal);
        Assert.Contains("begins 1 items into x", Assert.Throws<ArgumentException>(() => TensorOps.Abs<double>(x.AsSpan(0, 9), x.AsSpan(1, 9))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => TensorOps.Exp<double>((double[])null!));
        Assert.Throws<OptionsException>(() => TensorOps.Exp(x, new TensorOptions { Threshold = double.NaN }));
    }

    [Fact]
    public void ACancelledTokenStops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.All(TensorData.Ways, way => Assert.Throws<OperationCanceledException>(() => TensorOps.Exp(new double[100_000], way, stop.Token)));
    }

    private static void Check<T>(int length, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] x = TensorData.Array<T>(length, seed: 1), y = TensorData.Array<T>(length, seed: 2);
        Binary(TensorOps.Add, static (a, b) => a + b);
        Binary(TensorOps.Subtract, static (a, b) => a - b);
        Binary(TensorOps.Multiply, static (a, b) => a * b);
        Binary(TensorOps.Divide, static (a, b) => a / b);
        Unary(TensorOps.Abs, T.Abs, exact: true);
        Unary(TensorOps.Negate, static a => -a, exact: true);
        Unary(TensorOps.Relu, static a => T.Max(a, T.Zero), exact: true);
        Unary(TensorOps.Exp, T.Exp, exact: false);
        Unary(TensorOps.Sigmoid, static a => T.One / (T.One + T.Exp(-a)), exact: false);
        Unary(TensorOps.Tanh, T.Tanh, exact: false);

        void Unary(Func<T[], TensorOptions?, CancellationToken, T[]> operation, Func<T, T> formula, bool exact)
        {
            var results = TensorData.Ways.Select(way => operation(x, way, TestContext.Current.CancellationToken)).ToList();
            Agree(results);
            for (var i = 0; i < length; i++)
            {
                var expected = formula(x[i]);
                if (exact)
                    Assert.Equal(expected, results[0][i]);
                else
                    Assert.True(T.Abs(expected - results[0][i]) <= T.CreateChecked(tolerance) * (T.One + T.Abs(expected)), $"item {i}: {expected} and {results[0][i]}");
            }
        }

        void Binary(Func<T[], T[], TensorOptions?, CancellationToken, T[]> operation, Func<T, T, T> formula)
        {
            var results = TensorData.Ways.Select(way => operation(x, y, way, TestContext.Current.CancellationToken)).ToList();
            Agree(results);
            Assert.Equal(x.Zip(y, formula), results[0]);
        }
    }

    private static void Agree<T>(List<T[]> results)
        where T : unmanaged
    {
        var bits = TensorData.Bits<T>(results[0]);
        Assert.All(results, result => Assert.True(bits.AsSpan().SequenceEqual(TensorData.Bits<T>(result))));
    }
}
