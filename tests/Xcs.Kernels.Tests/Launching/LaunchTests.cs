using Xcs.Kernels.Tests.Conformance;

namespace Xcs.Kernels.Tests.Launching;

/// <summary>Arguments of all kinds, launches side by side, blocks side by side.</summary>
public sealed class LaunchTests
{
    internal enum Unit : byte
    {
        Metre = 3,
        Mile = 250,
    }

    internal enum Far : ulong
    {
        Away = ulong.MaxValue,
    }

    /// <summary>Two blocks wait for each other: that ends only if they run at the same time.</summary>
    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void BlocksRunAtTheSameTime(string backend)
    {
        using var pool = new WorkerPool(new() { Workers = 2 });
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            Atomic.Add(y, 0, 1);
            // The turns are counted in memory, so that a block that waits is not taken for one that waits for ever.
            while (Atomic.Add(y, 0, 0) < 2 && Atomic.Add(y, 1 + Gpu.BlockIdx.X, 1) < 500_000_000)
            {
            }
        }, KernelBackends.Options(backend) with { Pool = pool });
        using var y = new Buffer<int>(3);

        kernel.Launch(new LaunchShape(2, 1), y);

        Assert.Equal(2, y[0]);
        Assert.All(new[] { y[1], y[2] }, turns => Assert.InRange(turns, 0, 499_999_999));
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void ArgumentsOfAllTypesArrive(string backend)
    {
        var kernel = Kernel.Compile((bool flag, byte small, Half half, Unit unit, Far far, (byte A, double B, (bool C, int D) E) nested, uint word, Buffer<double> y) =>
        {
            if (Gpu.GlobalIndex != 1)
                return;
            y[0] = flag ? 1 : 0;
            y[1] = small;
            y[2] = (double)half;
            y[3] = (int)unit + (unit == Unit.Mile ? 1000 : 0);
            y[4] = far == Far.Away ? 1 : 0;
            y[5] = nested.A + nested.B;
            y[6] = nested.E.C ? nested.E.D : 0;
            y[7] = word;
            small += 10;
            nested.E.D *= 2;
            flag = !flag;
            y[8] = small + nested.E.D + (flag ? 0.5 : 0.25);
        }, KernelBackends.Options(backend));
        using var y = new Buffer<double>(9);

        foreach (var flag in new[] { true, false })
        {
            kernel.Launch(new LaunchShape(1, 40), flag, (byte)250, (Half)(-1.5f), Unit.Mile, Far.Away, ((byte)7, 0.125, (true, int.MinValue + 5)), 0xFFFFFFFF, y);
            Assert.Equal([flag ? 1 : 0, 250, -1.5, 1250, 1, 7.125, int.MinValue + 5, uint.MaxValue, 14 + (flag ? 0.25 : 0.5)], y.ToArray());
        }
    }

    [Fact]
    public void ThreadsMayLaunchTheSameKernelAtTheSameTime()
    {
        var kernel = Kernel.Compile((ReadOnlyBuffer<int> x, Buffer<int> y, int add) =>
        {
            var s = Shared.Array<int>(64);
            s[Gpu.LinearThread] = x[Gpu.GlobalIndex];
            Gpu.SyncThreads();
            y[Gpu.GlobalIndex] = s[63 - Gpu.LinearThread] + add;
        });
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, caller =>
        {
            for (var run = 0; run < 50; run++)
            {
                using var x = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, 640).Select(i => i * (caller + 1))]);
                using var y = new Buffer<int>(640);
                kernel.Launch(new LaunchShape(10, 64), x, y, run);
                Assert.Equal(Enumerable.Range(0, 640).Select(i => ((i / 64 * 64) + 63 - (i % 64)) * (caller + 1) + run), y.ToArray());
            }
        });
    }

    [Fact]
    public void OneBufferMayBeReadAndWritten()
    {
        var kernel = Kernel.Compile((ReadOnlyBuffer<int> x, Buffer<int> y) => { y[Gpu.GlobalIndex] = x[Gpu.GlobalIndex] + 1; });
        using var both = new Buffer<int>(100);

        kernel.Launch(new LaunchShape(1, 100), both, both);

        Assert.All(both.ToArray(), v => Assert.Equal(1, v));
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void ALaunchThatFailedLeavesTheKernelUsable(string backend)
    {
        var kernel = Kernel.Compile((Buffer<int> y, int at) => { y[at + Gpu.GlobalIndex] = 4; }, KernelBackends.Options(backend));
        using var y = new Buffer<int>(40);

        for (var run = 0; run < 3; run++)
        {
            Assert.Throws<KernelException>(() => kernel.Launch(new LaunchShape(1, 40), y, 1));
            kernel.Launch(new LaunchShape(1, 40), y, 0);
        }

        Assert.All(y.ToArray(), v => Assert.Equal(4, v));
    }

    [Fact]
    public void TooManyBlocksForAnAccumulatorAreRefused()
    {
        var kernel = Kernel.Compile((ResonanceAccumulator a) => { a.Add(0, 1); });

        var exception = Assert.Throws<KernelException>(() => kernel.Launch(new LaunchShape(30_000_000, 1), new ResonanceAccumulator()));

        Assert.Contains("30000000 blocks", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyBuffersAndBuffersOfEmptyRowsAreLaunched()
    {
        var kernel = Kernel.Compile((ReadOnlyBuffer<int> x, Buffer2D<float> m, Buffer<int> y) => { y[0] = x.Length + (m.Rows * 100) + (m.Columns * 10) + 1; });
        using Buffer<int> x = new(0), y = new(1);
        using var elements = new Buffer<float>(0);

        kernel.Launch(new LaunchShape(1, 1), x, new Buffer2D<float>(elements, 0, 3), y);

        Assert.Equal(31, y[0]);
    }
}
