namespace Xcs.Kernels.Tests.Launching;

public sealed class LaunchTraceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ATraceShowsTheBlocksOfALaunch(int workers)
    {
        using var trace = RunTrace.ForOptions();
        using var pool = new WorkerPool(new() { Workers = workers });
        var kernel = Kernel.Compile((Buffer<int> y) => { y[Gpu.GlobalIndex] = 1; }, new KernelOptions { Backend = KernelBackend.Interpreter, Trace = trace, Pool = pool });
        using var y = new Buffer<int>(100);

        kernel.Launch(new LaunchShape(10, 10), y);

        var units = trace.Events.Where(e => e.Kind == TraceEventKind.Units).ToList();
        Assert.Equal(Enumerable.Range(0, 10), units.SelectMany(e => Enumerable.Range(e.FirstUnit, e.UnitCount)).Order());
        Assert.All(units, e => Assert.StartsWith("LaunchTraceTests.", e.Operator, StringComparison.Ordinal));
    }
}
