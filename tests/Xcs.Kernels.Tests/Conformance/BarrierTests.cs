namespace Xcs.Kernels.Tests.Conformance;

/// <summary>Barriers in uniform flow, with odd blocks, partial warps and threads that have returned.</summary>
public sealed class BarrierTests
{
    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void AScanInALoopOfBarriersIsThatOfOneThread(string backend, int warp)
    {
        var kernel = Kernel.Compile<Action<ReadOnlyBuffer<int>, Buffer<int>>>(Scan, KernelBackends.Options(backend, warp));
        foreach (var threads in new[] { 1, 3, warp, warp + 1, (4 * warp) - 1, 200 })
        {
            using var x = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, 2 * threads).Select(i => (i * 7 % 23) - 5)]);
            using var y = new Buffer<int>(2 * threads);
            kernel.Launch(new LaunchShape(2, threads), x, y);
            for (var (i, sum) = (0, 0); i < y.Length; i++)
            {
                sum = (i % threads == 0 ? 0 : sum) + x[i];
                Assert.Equal(sum, y[i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void BarriersCountAndVoteOverTheBlock(string backend, int warp)
    {
        var kernel = Kernel.Compile((Buffer<int> y, int limit) =>
        {
            var i = Gpu.LinearThread;
            var count = Gpu.SyncThreadsCount(i < limit);
            var all = Gpu.SyncThreadsAnd(i < limit);
            var any = Gpu.SyncThreadsOr(i < limit);
            y[i] = count + (all ? 10_000 : 0) + (any ? 20_000 : 0);
        }, KernelBackends.Options(backend, warp));
        foreach (var threads in new[] { 1, warp + 2, 130 })
            foreach (var limit in new[] { 0, 1, threads - 1, threads, threads + 5 })
            {
                using var y = new Buffer<int>(threads);
                kernel.Launch(new LaunchShape(1, threads), y, limit);
                var count = Math.Min(limit, threads);
                Assert.All(y.ToArray(), found => Assert.Equal(count + (count == threads ? 10_000 : 0) + (count > 0 ? 20_000 : 0), found));
            }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void ThreadsThatHaveReturnedAreNotWaitedFor(string backend, int warp)
    {
        var kernel = Kernel.Compile((Buffer<int> y, int n) =>
        {
            var shared = Shared.Array<int>(256);
            var i = Gpu.LinearThread;
            if (i >= n)
                return;
            shared[i] = i * i;
            Gpu.SyncThreads();
            y[i] = shared[n - 1 - i];
            var left = Gpu.SyncThreadsCount(i % 2 == 0);
            y[i] += 100_000 * left;
        }, KernelBackends.Options(backend, warp));
        foreach (var n in new[] { 1, 5, warp, warp + 3, 150 })
        {
            using var y = new Buffer<int>(200);
            kernel.Launch(new LaunchShape(1, 200), y, n);
            for (var i = 0; i < 200; i++)
                Assert.Equal(i < n ? ((n - 1 - i) * (n - 1 - i)) + (100_000 * ((n + 1) / 2)) : 0, y[i]);
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void WarpsLeaveALoopOfBarriersOneByOne(string backend, int warp)
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            var total = 0;
            for (var round = 0; round < 5; round++)
            {
                if (Warp.Index == round)
                    return;
                total += Gpu.SyncThreadsCount(round % 2 == 0);
                y[Gpu.GlobalIndex] = total;
                Gpu.SyncThreads();
            }
        }, KernelBackends.Options(backend, warp));
        foreach (var threads in new[] { warp, (2 * warp) - 1, 3 * warp, (3 * warp) + 2 })
        {
            using var y = new Buffer<int>(2 * threads);
            kernel.Launch(new LaunchShape(2, threads), y);
            for (var i = 0; i < y.Length; i++)
            {
                var rounds = Math.Min(i % threads / warp, 5);
                Assert.Equal(Enumerable.Range(0, rounds).Where(round => round % 2 == 0).Sum(round => Math.Max(threads - ((round + 1) * warp), 0)), y[i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void WhatThreadsKeepAcrossBarriersChangesNowAndThen(string backend, int warp)
    {
        var kernel = Kernel.Compile((ReadOnlyBuffer<int> x, Buffer<int> y, int rounds) =>
        {
            var (kept, seldom, often, late) = (x[Gpu.GlobalIndex], x[Gpu.GlobalIndex] * 3, 0, 0);
            for (var round = 0; round < rounds; round++)
            {
                Gpu.SyncThreads();
                if (round % 3 == 1)
                    seldom ^= kept;
                Gpu.SyncThreads();
                often += seldom;
                if (kept > round)
                {
                    late = often;
                    often++;
                }
                Gpu.SyncThreads();
            }
            y[Gpu.GlobalIndex] = kept + (7 * seldom) + (49 * often) + late;
        }, KernelBackends.Options(backend, warp));
        foreach (var threads in new[] { warp, warp + 1, 3 * warp })
            foreach (var rounds in new[] { 0, 1, 2, 7 })
            {
                using var x = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, 2 * threads).Select(i => i * 31 % 17)]);
                using var y = new Buffer<int>(2 * threads);
                kernel.Launch(new LaunchShape(2, threads), x, y, rounds);
                for (var i = 0; i < y.Length; i++)
                {
                    var (kept, seldom, often, late) = (x[i], x[i] * 3, 0, 0);
                    for (var round = 0; round < rounds; round++)
                    {
                        seldom ^= round % 3 == 1 ? kept : 0;
                        often += seldom;
                        (late, often) = kept > round ? (often, often + 1) : (late, often);
                    }
                    Assert.Equal(kept + (7 * seldom) + (49 * often) + late, y[i]);
                }
            }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void BarriersStandInNestedUniformFlow(string backend)
    {
        var kernel = Kernel.Compile((ReadOnlyBuffer<int> x, Buffer<int> y, int rounds) =>
        {
            var shared = Shared.Array<int>(100);
            var i = Gpu.ThreadIdx.X;
            var v = x[i];
            for (var round = 0; round < rounds; round++)
            {
                if (round % 2 == 0)
                {
                    shared[i] = v;
                    Gpu.SyncThreads();
                    v += shared[(i + 1) % Gpu.BlockDim.X];
                    Gpu.SyncThreads();
                }
                else
                {
                    for (var step = 1; step <= 2; step++)
                    {
                        shared[i] = v ^ step;
                        Gpu.SyncThreads();
                        if (v % 2 == 0)
                            v += shared[(i + step) % Gpu.BlockDim.X];
                        Gpu.SyncThreads();
                    }
                }
                if (round == 5)
                    break;
            }
            y[i] = v;
        }, KernelBackends.Options(backend));
        using var x = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, 77).Select(i => i * 31 % 17)]);
        using var y = new Buffer<int>(77);
        foreach (var rounds in new[] { 0, 1, 4, 9 })
        {
            kernel.Launch(new LaunchShape(1, 77), x, y, rounds);
            var v = x.ToArray();
            for (var round = 0; round < Math.Min(rounds, 6); round++)
            {
                var before = v.ToArray();
                if (round % 2 == 0)
                    v = [.. v.Select((value, i) => value + before[(i + 1) % 77])];
                else
                    for (var step = 1; step <= 2; step++)
                    {
                        before = [.. v.Select(value => value ^ step)];
                        v = [.. v.Select((value, i) => value % 2 == 0 ? value + before[(i + step) % 77] : value)];
                    }
            }
            Assert.Equal(v, y.ToArray());
        }
    }

    private static void Scan(ReadOnlyBuffer<int> x, Buffer<int> y)
    {
        var shared = Shared.Dynamic<int>();
        var sums = Shared.Array<int>(256);
        var i = Gpu.ThreadIdx.X;
        sums[i] = x[Gpu.GlobalIndex] + shared.Length;
        for (var distance = 1; distance < Gpu.BlockDim.X; distance *= 2)
        {
            Gpu.SyncThreads();
            var lower = i >= distance ? sums[i - distance] : 0;
            Gpu.SyncThreads();
            sums[i] += lower;
        }
        y[Gpu.GlobalIndex] = sums[i];
    }
}
