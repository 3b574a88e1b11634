using System.Numerics;

namespace Xcs.Kernels.Tests.Tensors;

public sealed class ReductionTests
{
    public static TheoryData<int> Lengths => TensorData.Lengths;

    [Theory]
    [MemberData(nameof(Lengths))]
    public void ReductionsOfFloatsAreRightAndTheSameEveryWay(int length) => Check<float>(length, 1e-5);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void ReductionsOfDoublesAreRightAndTheSameEveryWay(int length) => Check<double>(length, 1e-13);

    [Fact]
    public void WholeNumbersAreSummedUpToTheLastItem()
    {
        var x = Enumerable.Range(0, 100_000).Select(static i => (double)i).ToArray();

        Assert.All(TensorData.Ways, way => Assert.Equal(100_000.0 * 99_999 / 2, TensorOps.Sum(x, way)));
    }

    [Fact]
    public void ANaNAnywhereIsTheLeastAndTheGreatest()
    {
        var x = new double[50_000];
        x[49_999] = double.NaN;

        Assert.All(TensorData.Ways, way => Assert.True(double.IsNaN(TensorOps.Min(x, way)) && double.IsNaN(TensorOps.Max(x, way))));
    }

    [Fact]
    public void OfNothingThereIsASumButNoLeastItem()
    {
        Assert.Equal(0, TensorOps.Sum<double>([]));
        Assert.Equal(0, TensorOps.Dot<double>([], []));
        Assert.Throws<ArgumentException>(() => TensorOps.Min<double>([]));
        Assert.Throws<ArgumentException>(() => TensorOps.Max<double>([]));
        Assert.Throws<ArgumentException>(() => TensorOps.Dot(new double[3], new double[4]));
    }

    private static void Check<T>(int length, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] x = TensorData.Array<T>(length, seed: 3), y = TensorData.Array<T>(length, seed: 4);
        var size = x.Sum(static item => double.CreateChecked(T.Abs(item))) + 1;
        Every(way => TensorOps.Sum(x, way), x.Sum(double.CreateChecked), tolerance * size);
        Every(way => TensorOps.Dot(x, y, way), x.Zip(y, static (a, b) => double.CreateChecked(a) * double.CreateChecked(b)).Sum(), 4 * tolerance * size);
        if (length > 0)
        {
            Every(way => TensorOps.Min(x, way), double.CreateChecked(x.Min()), 0);
            Every(way => TensorOps.Max(x, way), double.CreateChecked(x.Max()), 0);
        }
    }

    private static void Every<T>(Func<TensorOptions, T> operation, double expected, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var results = TensorData.Ways.Select(operation).ToList();
        Assert.InRange(double.CreateChecked(results[0]), expected - tolerance, expected + tolerance);
        Assert.Single(results.Select(static result => Convert.ToHexString(TensorData.Bits<T>([result]))).Distinct());
    }
}
