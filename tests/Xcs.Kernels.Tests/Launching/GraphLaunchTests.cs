namespace Xcs.Kernels.Tests.Launching;

/// <summary>Kernels as nodes of graphs.</summary>
public sealed class GraphLaunchTests
{
    private static readonly KernelOptions Interpreted = new() { Backend = KernelBackend.Interpreter };

    [Theory]
    [InlineData(ExecutionMode.Sequential)]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Auto)]
    public void ANodeTakesArraysAndGivesOne(ExecutionMode mode)
    {
        var scale = Kernel.Compile<Action<ReadOnlyBuffer<float>, float, Buffer<float>>>(Scale, Interpreted);
        var add = Kernel.Compile<Action<ReadOnlyBuffer<float>, ReadOnlyBuffer<float>, Buffer<float>>>(Add, Interpreted);
        var function = Graph.Jit((Traced<float[]> x) =>
        {
            var shape = LaunchShape.ForItems(1000, 64);
            var twice = Graph.Launch(scale, shape, x, Graph.Constant(2f), 1000);
            var thrice = Graph.Launch(scale, shape, x, Graph.Constant(3f), 1000);
            return Graph.Launch(add, shape, twice, thrice, 1000);
        }, new JitOptions { Mode = mode });
        var x = Enumerable.Range(0, 1000).Select(i => (float)i).ToArray();

        for (var run = 0; run < 5; run++)
            Assert.Equal(x.Select(v => 5 * v), function.Invoke(x));
    }

    [Fact]
    public void ShapeAndLengthMayDependOnTheInput()
    {
        var scale = Kernel.Compile<Action<ReadOnlyBuffer<float>, float, Buffer<float>>>(Scale, Interpreted);
        var function = Graph.Jit((Traced<float[]> x) => Graph.Launch(scale, x.Then(static a => LaunchShape.ForItems(a.Length, 32)), x, Graph.Constant(1f), x.Then(static a => a.Length)));

        Assert.Equal([1, 2, 3], function.Invoke([1, 2, 3]));
        Assert.Equal(new float[100], function.Invoke(new float[100]));
    }

    [Fact]
    public void ANodeHasTheNameAndLineOfItsLaunch()
    {
        var scale = Kernel.Compile<Action<ReadOnlyBuffer<float>, float, Buffer<float>>>(Scale, Interpreted);

        var text = Graph.Trace((Traced<float[]> x) => Graph.Launch(scale, new LaunchShape(1, 4), x, Graph.Constant(1f), 4)).ToText();

        Assert.Contains("GraphLaunchTests.Scale(", text, StringComparison.Ordinal);
        Assert.Contains("GraphLaunchTests.cs:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void InputsThatDoNotFitAreRefusedWhenTheGraphIsMade()
    {
        var scale = Kernel.Compile<Action<ReadOnlyBuffer<float>, float, Buffer<float>>>(Scale, Interpreted);

        var exception = Assert.Throws<KernelException>(() => Graph.Trace((Traced<double[]> x) => Graph.Launch(scale, new LaunchShape(1, 4), x, Graph.Constant(1f), 4)));

        Assert.Contains("x of type ReadOnlyBuffer`1 gets Double[]", exception.Message, StringComparison.Ordinal);
        Assert.Contains("GraphLaunchTests.cs:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFaultSurfacesFromTheRun()
    {
        var scale = Kernel.Compile<Action<ReadOnlyBuffer<float>, float, Buffer<float>>>((x, f, y) => { y[Gpu.GlobalIndex] = x[Gpu.GlobalIndex] * f; }, Interpreted);
        var function = Graph.Jit((Traced<float[]> x) => Graph.Launch(scale, new LaunchShape(4, 32), x, Graph.Constant(1f), 128));

        for (var run = 0; run < 3; run++)
            Assert.Equal(new Dim3(3, 0, 0), Assert.Throws<KernelException>(() => function.Invoke(new float[100])).Block);
    }

    [Fact]
    public void BuffersDisposedWhileALaunchUsesThemAreFreedBehindIt()
    {
        var buffer = new Buffer<int>(10_000);
        var kernel = Kernel.Compile((Buffer<int> y) => { y[Gpu.GlobalIndex] = 1; }, Interpreted with { Progress = new Disposing(buffer) });

        kernel.Launch(new LaunchShape(10_000, 1), buffer);

        Assert.Throws<ObjectDisposedException>(() => buffer[0]);
    }

    private static void Scale(ReadOnlyBuffer<float> x, float factor, Buffer<float> y)
    {
        if (Gpu.GlobalIndex < x.Length)
            y[Gpu.GlobalIndex] = factor * x[Gpu.GlobalIndex];
    }

    private static void Add(ReadOnlyBuffer<float> x, ReadOnlyBuffer<float> y, Buffer<float> sum)
    {
        if (Gpu.GlobalIndex < sum.Length)
            sum[Gpu.GlobalIndex] = x[Gpu.GlobalIndex] + y[Gpu.GlobalIndex];
    }

    private sealed class Disposing(Buffer<int> buffer) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => buffer.Dispose();
    }
}
