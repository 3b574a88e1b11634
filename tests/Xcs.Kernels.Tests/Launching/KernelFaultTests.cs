using Xcs.Kernels.Tests.Conformance;

namespace Xcs.Kernels.Tests.Launching;

/// <summary>Threads that fail name their block, thread and line, and stop the launch.</summary>
public sealed class KernelFaultTests
{
    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void AnIndexOutOfRangeNamesTheFirstThreadOfTheLowestBlock(string backend, int warp)
    {
        var kernel = Kernel.Compile((ReadOnlyBuffer<int> x, Buffer<int> y) =>
        {
            if (Gpu.GlobalIndex % 2 == 1)
                y[Gpu.GlobalIndex] = x[Gpu.GlobalIndex + 1];
        }, KernelBackends.Options(backend, warp));
        using var x = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, 150)]);
        using var y = new Buffer<int>(1000);

        var exception = Assert.Throws<KernelException>(() => kernel.Launch(new LaunchShape(10, 100), x, y));

        Assert.Equal(new Dim3(1, 0, 0), exception.Block);
        Assert.Equal(new Dim3(49, 0, 0), exception.Thread);
        Assert.Contains("x[150] is out of range: it has 150 elements", exception.Message, StringComparison.Ordinal);
        Assert.Contains("KernelFaultTests.cs:", exception.Message, StringComparison.Ordinal);
        Assert.Equal(100, y[99]);
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void NothingIsWrittenOutsideABuffer(string backend)
    {
        var kernel = Kernel.Compile((Buffer<int> y, int shift) => { y[Gpu.GlobalIndex + shift] = 7; }, KernelBackends.Options(backend));
        foreach (var (shift, thread) in new[] { (1, 63), (-1, 0), (int.MaxValue, 1), (int.MinValue, 0), (40, 24) })
        {
            using var y = new Buffer<int>(64);
            var exception = Assert.Throws<KernelException>(() => kernel.Launch(new LaunchShape(1, 64), y, shift));
            if (shift != int.MaxValue)
                Assert.Equal(thread, exception.Thread!.Value.X);
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void RowsAndColumnsAreChecked(string backend)
    {
        var kernel = Kernel.Compile((Buffer2D<int> y, int row, int column) => { y[row, column] = 1; }, KernelBackends.Options(backend));
        using var elements = new Buffer<int>(12);

        var exception = Assert.Throws<KernelException>(() => kernel.Launch(new LaunchShape(1, 1), new Buffer2D<int>(elements, 3, 4), 1, 4));

        Assert.Contains("y[1, 4] is out of range: it has 3 rows of 4", exception.Message, StringComparison.Ordinal);
        Assert.Equal(new int[12], elements.ToArray());
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void SharedAndLocalArraysAreChecked(string backend)
    {
        var shared = Kernel.Compile((int i) =>
        {
            var array = Shared.Array<float>(10);
            array[i + Warp.Lane] = 1;
        }, KernelBackends.Options(backend));
        var local = Kernel.Compile((Buffer<int> y, int i) =>
        {
            var array = Local.Array<int>(10);
            y[0] = array[i + Warp.Lane];
        }, KernelBackends.Options(backend));
        using var y = new Buffer<int>(1);

        Assert.Equal(new Dim3(3, 0, 0), Assert.Throws<KernelException>(() => shared.Launch(new LaunchShape(1, 8), 7)).Thread);
        Assert.Equal(new Dim3(6, 0, 0), Assert.Throws<KernelException>(() => local.Launch(new LaunchShape(1, 8), y, 4)).Thread);
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void DivisionByZeroNamesTheThread(string backend)
    {
        var kernel = Kernel.Compile((Buffer<int> y) => { y[Gpu.LinearThread] = 100 / (Gpu.LinearThread - 20); }, KernelBackends.Options(backend));
        using var y = new Buffer<int>(40);

        var exception = Assert.Throws<KernelException>(() => kernel.Launch(new LaunchShape(1, 40), y));

        Assert.Equal(new Dim3(20, 0, 0), exception.Thread);
        Assert.Contains("a division by zero", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void ALeastValueAboveTheGreatestNamesTheThread(string backend)
    {
        var kernel = Kernel.Compile((Buffer<float> y) => { y[Gpu.LinearThread] = Math.Clamp(7f, Gpu.LinearThread - 20, 10); }, KernelBackends.Options(backend));
        using var y = new Buffer<float>(40);

        var exception = Assert.Throws<KernelException>(() => kernel.Launch(new LaunchShape(1, 40), y));

        Assert.Equal(new Dim3(31, 0, 0), exception.Thread);
        Assert.IsType<ArgumentException>(exception.InnerException);
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void LanesThatDoNotDivideDoNotFail(string backend)
    {
        var kernel = Kernel.Compile((ReadOnlyBuffer<int> x, Buffer<int> y) =>
        {
            var i = Gpu.LinearThread;
            y[i] = x[i] != 0 ? 100 / x[i] : -1;
            if (x[i] != 0 && 100 % x[i] == 0)
                y[i] += 1000;
        }, KernelBackends.Options(backend));
        using var x = new ReadOnlyBuffer<int>([.. Enumerable.Range(-3, 20)]);
        using var y = new Buffer<int>(20);

        kernel.Launch(new LaunchShape(1, 20), x, y);

        for (var i = 0; i < 20; i++)
            Assert.Equal(x[i] == 0 ? -1 : (100 / x[i]) + (100 % x[i] == 0 ? 1000 : 0), y[i]);
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void ASpinLockBetweenLanesIsFoundAndExplained(string backend, int warp)
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            while (Atomic.CompareExchange(y, 0, 0, 1) != 0)
            {
            }
            y[1]++;
            Atomic.Exchange(y, 0, 0);
        }, KernelBackends.Options(backend, warp));
        using var y = new Buffer<int>(2);

        var exception = Assert.Throws<KernelException>(() => kernel.Launch(new LaunchShape(1, warp), y));

        Assert.Contains("the loop never ends", exception.Message, StringComparison.Ordinal);
        Assert.Contains("lane 0 of the warp have left it", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void ABarrierInDivergentFlowIsRefusedOrFails(string backend)
    {
        using var y = new Buffer<int>(32);
        var exception = Assert.Throws<KernelException>(() => Kernel.Compile((Buffer<int> y) =>
        {
            if (y[Gpu.LinearThread] == 0)
            {
                Gpu.SyncThreads();
                y[Gpu.LinearThread] = 1;
            }
            y[Gpu.LinearThread] += 2;
        }, KernelBackends.Options(backend)).Launch(new LaunchShape(1, 32), Odd(y)));

        Assert.Contains("barrier", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.Source.IsKnown);
    }

    private static Buffer<int> Odd(Buffer<int> buffer)
    {
        for (var i = 1; i < buffer.Length; i += 2)
            buffer[i] = 1;
        return buffer;
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void BlocksBehindTheFailingOneAreNotStarted(string backend)
    {
        using var pool = new WorkerPool(new() { Workers = 1 });
        var kernel = Kernel.Compile((Buffer<int> y, int limit) =>
        {
            Atomic.Add(y, 0, 1);
            if (Gpu.BlockIdx.X == 3)
                y[limit] = 1;
        }, KernelBackends.Options(backend) with { Pool = pool });
        using var y = new Buffer<int>(1);

        Assert.Equal(3, Assert.Throws<KernelException>(() => kernel.Launch(new LaunchShape(100_000, 1), y, 5)).Block!.Value.X);
        Assert.InRange(y[0], 4, 90_000);
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void ACancelledLaunchStopsBetweenBlocks(string backend)
    {
        using var source = new CancellationTokenSource();
        var kernel = Kernel.Compile((Buffer<int> y) => { Atomic.Add(y, 0, 1); }, KernelBackends.Options(backend) with { Progress = new CancelAtOnce(source) });
        using var y = new Buffer<int>(1);

        Assert.ThrowsAny<OperationCanceledException>(() => kernel.Launch(new LaunchShape(2_000_000, 1), y, source.Token));
        Assert.InRange(y[0], 0, 1_999_999);
    }

    private sealed class CancelAtOnce(CancellationTokenSource source) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => source.Cancel();
    }
}
