using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Tests.Launching;

public sealed class LaunchCostTests
{
    [Fact]
    public void NothingIsAllocatedForABlock()
    {
        using var pool = new WorkerPool(new() { Workers = 1 });
        var program = KernelProgram.Of(((Action<Buffer<int>>)First).Method, 32);
        var kernel = new Kernel<Action<Buffer<int>>>(new CompiledKernel(program, new() { Pool = pool }, new Nothing()));
        using var y = new Buffer<int>(1);
        var few = Allocated(kernel, y, 10);
        var many = Allocated(kernel, y, 10_000);

        Assert.InRange(many - few, long.MinValue, 500);
    }

    private static long Allocated(Kernel<Action<Buffer<int>>> kernel, Buffer<int> y, int blocks)
    {
        for (var run = 0; run < 5; run++)
            kernel.Launch(new LaunchShape(blocks, 32), y);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < 20; run++)
            kernel.Launch(new LaunchShape(blocks, 32), y);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 20;
    }

    private static void First(Buffer<int> y) => y[0] = 1;

    private sealed class Nothing : IKernelBackend, IPreparedKernel, IBlockRunner
    {
        public IPreparedKernel Prepare(KernelProgram program, KernelOptions options) => this;

        public string Explain() => "";

        public IBlockRunner CreateRunner(KernelLaunch launch) => this;

        public void Run(int block)
        {
        }
    }
}
