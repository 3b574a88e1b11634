namespace Xcs.Kernels.Tests.Tensors;

public sealed class TensorNodeTests
{
    [Theory]
    [InlineData(ExecutionMode.Sequential)]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Auto)]
    public void NodesGiveTheBitsOfTheCalls(ExecutionMode mode)
    {
        double[] x = TensorData.Array<double>(40_000, seed: 1), y = TensorData.Array<double>(40_000, seed: 2);
        var function = Graph.Jit(
            (Traced<double[]> x, Traced<double[]> y) =>
            {
                var product = TensorOps.Gemm(TensorOps.Tanh(x), TensorOps.Add(x, y), 200, 200, 200);
                var vector = TensorOps.MatVec(product, TensorOps.Exp(x).Then(static all => all[..200]), 200, 200);
                return Graph.Tuple(TensorOps.Sum(vector), TensorOps.Dot(x, y), TensorOps.Max(vector));
            },
            new JitOptions { Mode = mode });
        var expectedVector = TensorOps.MatVec(TensorOps.Gemm(TensorOps.Tanh(x), TensorOps.Add(x, y), 200, 200, 200), TensorOps.Exp(x)[..200], 200, 200);
        var expected = (TensorOps.Sum(expectedVector), TensorOps.Dot(x, y), TensorOps.Max(expectedVector));

        for (var run = 0; run < 8; run++)
            Assert.Equal(expected, function.Invoke(x, y));
    }

    [Fact]
    public void AWrongShapeSurfacesFromTheRun()
    {
        var function = Graph.Jit((Traced<float[]> x) => TensorOps.Gemm(x, x, 2, 2, 3));

        Assert.Throws<ArgumentException>(() => function.Invoke(new float[4]));
    }

    [Fact]
    public void OperationsAreNamedInTheGraph()
    {
        var text = Graph.Trace((Traced<float[]> x) => TensorOps.Sum(TensorOps.Relu(x))).ToText();

        Assert.Contains("relu(", text, StringComparison.Ordinal);
        Assert.Contains("sum(", text, StringComparison.Ordinal);
    }
}
