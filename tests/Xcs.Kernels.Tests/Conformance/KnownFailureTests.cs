namespace Xcs.Kernels.Tests.Conformance;

/// <summary>What earlier emulations got wrong.</summary>
public sealed class KnownFailureTests
{
    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void EachWarpOfABlockReducesItsOwnLanes(string backend)
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            var v = Gpu.LinearThread;
            for (var distance = 16; distance > 0; distance /= 2)
                v += Warp.ShuffleXor(v, distance);
            y[Gpu.LinearThread] = v;
        }, KernelBackends.Options(backend));
        using var y = new Buffer<int>(64);

        kernel.Launch(new LaunchShape(1, 64), y);

        Assert.All(y.ToArray()[..32], sum => Assert.Equal(496, sum));
        Assert.All(y.ToArray()[32..], sum => Assert.Equal(1520, sum));
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void BallotsAndVotesLookAtEveryLane(string backend)
    {
        var kernel = Kernel.Compile((Buffer<ulong> y) =>
        {
            var yes = Warp.Lane % 3 == 0;
            y[Gpu.LinearThread] = Warp.Ballot(yes) | (Warp.Any(Warp.Lane == 31) ? 1UL << 40 : 0) | (Warp.All(yes) ? 1UL << 41 : 0);
        }, KernelBackends.Options(backend));
        using var y = new Buffer<ulong>(32);

        kernel.Launch(new LaunchShape(1, 32), y);

        Assert.All(y.ToArray(), mask => Assert.Equal(0x49249249UL | 1UL << 40, mask));
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void EveryTypeIsShuffled(string backend)
    {
        var kernel = Kernel.Compile((Buffer<double> y, Buffer<long> z, Buffer<uint> w) =>
        {
            var i = Gpu.LinearThread;
            y[i] = Warp.Shuffle(i * 1.5, 3);
            z[i] = Warp.Shuffle(i * 10_000_000_000L, 5);
            w[i] = Warp.Shuffle(uint.MaxValue - (uint)i, 7);
        }, KernelBackends.Options(backend));
        using var y = new Buffer<double>(32);
        using var z = new Buffer<long>(32);
        using var w = new Buffer<uint>(32);

        kernel.Launch(new LaunchShape(1, 32), y, z, w);

        Assert.All(y.ToArray(), v => Assert.Equal(4.5, v));
        Assert.All(z.ToArray(), v => Assert.Equal(50_000_000_000L, v));
        Assert.All(w.ToArray(), v => Assert.Equal(uint.MaxValue - 7, v));
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void DivergenceIsRespected(string backend)
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            if (Warp.Lane < 10)
                y[Gpu.LinearThread] = Warp.ReduceAdd(1);
            else
                y[Gpu.LinearThread] = -Warp.ReduceAdd(1);
        }, KernelBackends.Options(backend));
        using var y = new Buffer<int>(32);

        kernel.Launch(new LaunchShape(1, 32), y);

        Assert.Equal([.. Enumerable.Repeat(10, 10), .. Enumerable.Repeat(-22, 22)], y.ToArray());
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void EveryElementIsComputed(string backend)
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            if (Gpu.GlobalIndex < y.Length)
                y[Gpu.GlobalIndex] = Gpu.GlobalIndex + 1;
        }, KernelBackends.Options(backend));
        using var y = new Buffer<int>(10_000);

        kernel.Launch(LaunchShape.ForItems(y.Length, 256), y);

        Assert.Equal(Enumerable.Range(1, 10_000), y.ToArray());
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void ABarrierIsOne(string backend)
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            var shared = Shared.Array<int>(128);
            shared[Gpu.LinearThread] = Gpu.LinearThread;
            Gpu.SyncThreads();
            y[Gpu.LinearThread] = shared[127 - Gpu.LinearThread];
        }, KernelBackends.Options(backend));
        using var y = new Buffer<int>(128);

        kernel.Launch(new LaunchShape(1, 128), y);

        Assert.Equal(Enumerable.Range(0, 128).Reverse(), y.ToArray());
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void TheAccumulatorIsReadAndHasTheSameBitsForEveryNumberOfWorkers(string backend)
    {
        var expected = new double[ResonanceAccumulator.Classes];
        for (var block = 0; block < 37; block++)
        {
            var sums = new double[ResonanceAccumulator.Classes];
            for (var thread = 0; thread < 50; thread++)
                sums[((block * 50) + thread) % 96] += 1.0 / (1 + (block * 50) + thread);
            for (var c = 0; c < 96; c++)
                expected[c] += sums[c];
        }
        foreach (var workers in new[] { 1, 2, 6 })
        {
            using var pool = new WorkerPool(new() { Workers = workers });
            var kernel = Kernel.Compile((ResonanceAccumulator a, double one) => a.Add(Gpu.GlobalIndex % 96, one / (1 + Gpu.GlobalIndex)), KernelBackends.Options(backend) with { Pool = pool });
            for (var run = 0; run < 4; run++)
            {
                var accumulator = new ResonanceAccumulator();
                kernel.Launch(new LaunchShape(37, 50), accumulator, 1.0);
                Assert.Equal(expected, accumulator.ToArray());
                kernel.Launch(new LaunchShape(1, 96), accumulator, 1.0);
                Assert.Equal(expected[5] + (1.0 / 6), accumulator[5]);
            }
        }
    }
}
