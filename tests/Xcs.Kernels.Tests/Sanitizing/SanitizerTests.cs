using Xcs.Kernels.Sanitizing;
using Xcs.Kernels.Tests.Conformance;

namespace Xcs.Kernels.Tests.Sanitizing;

/// <summary>Planted bugs: each is found and named.</summary>
public sealed class SanitizerTests
{
    private static readonly KernelOptions Sanitized = new() { Sanitize = true };

    [Fact]
    public void ReadingBeforeTheBarrierIsARace()
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            var shared = Shared.Array<int>(64);
            shared[Gpu.LinearThread] = 0;
            Gpu.SyncThreads();
            shared[Gpu.LinearThread] = Gpu.LinearThread;
            y[Gpu.LinearThread] = shared[63 - Gpu.LinearThread];
        }, Sanitized);
        using var y = new Buffer<int>(64);

        var findings = Assert.Throws<SanitizerException>(() => kernel.Launch(new LaunchShape(1, 64), y)).Findings;

        Assert.All(findings, finding => Assert.Equal((SanitizerKind.Race, new Dim3(0, 0, 0)), (finding.Kind, finding.Block)));
        Assert.Equal([false, true], findings.Select(finding => finding.Other!.IsWrite));
        Assert.Equal([-1, 1], findings.Select(finding => finding.Source.Line - finding.Other!.Source.Line));
        Assert.All(findings, finding => Assert.Equal(63, finding.Thread.X + finding.Other!.Thread.X));
    }

    [Fact]
    public void WritingAfterOthersHaveReadIsARace() => Assert.False(Only(SanitizerKind.Race, Kernel.Compile((Buffer<int> y) =>
    {
        var shared = Shared.Array<int>(64);
        shared[Gpu.LinearThread] = Gpu.LinearThread;
        Gpu.SyncThreads();
        var v = shared[(Gpu.LinearThread + 1) % 64];
        shared[Gpu.LinearThread] = v;
        y[Gpu.LinearThread] = v;
    }, Sanitized), 64).Other!.IsWrite);

    [Fact]
    public void AMissingBarrierInALoopIsARace() => Only(SanitizerKind.Race, Kernel.Compile((Buffer<int> y) =>
    {
        var sums = Shared.Array<int>(64);
        sums[Gpu.LinearThread] = 1;
        for (var distance = 32; distance > 0; distance /= 2)
        {
            Gpu.SyncThreads();
            if (Gpu.LinearThread < distance)
                sums[Gpu.LinearThread] += sums[Gpu.LinearThread + distance];
        }
        y[Gpu.LinearThread] = sums[0];
    }, Sanitized), 64);

    [Fact]
    public void LanesOfAWarpThatExchangeWithoutASyncRace() => Only(SanitizerKind.Race, Kernel.Compile((Buffer<int> y) =>
    {
        var shared = Shared.Array<int>(32);
        shared[Warp.Lane] = Warp.Lane;
        y[Warp.Lane] = shared[Warp.Lane ^ 1];
    }, Sanitized), 32);

    [Fact]
    public void TwoThreadsThatWriteOneElementRace() => Only(SanitizerKind.Race, Kernel.Compile((Buffer<int> y) => { y[Gpu.LinearThread / 2] = Gpu.LinearThread; }, Sanitized), 8);

    [Fact]
    public void BlocksThatWriteOneElementRace()
    {
        using var y = new Buffer<int>(64);
        var kernel = Kernel.Compile((Buffer<int> y) => { y[Gpu.LinearThread] = Gpu.BlockIdx.X; }, Sanitized);

        var finding = Assert.Throws<SanitizerException>(() => kernel.Launch(new LaunchShape(3, 8), y)).Findings.Single();

        Assert.Equal((SanitizerKind.Race, new Dim3(1, 0, 0), new Dim3(0, 0, 0)), (finding.Kind, finding.Block, finding.Other!.Block));
    }

    [Fact]
    public void AnAtomicAndAPlainWriteRace() => Only(SanitizerKind.Race, Kernel.Compile((Buffer<int> y) =>
    {
        Atomic.Add(y, 0, 1);
        if (Gpu.LinearThread == 5)
            y[0] = 0;
    }, Sanitized), 8);

    [Fact]
    public void ACounterWithoutAnAtomicIsARace() => Only(SanitizerKind.Race, Kernel.Compile((Buffer<int> y) => { y[0]++; }, Sanitized), 8);

    [Fact]
    public void ManyEarlierReadersHideNoRace() => Assert.Equal(31, Only(SanitizerKind.Race, Kernel.Compile((Buffer<int> y) =>
    {
        var shared = Shared.Array<int>(1);
        if (Gpu.LinearThread == 0)
            shared[0] = 1;
        Gpu.SyncThreads();
        var v = 0;
        for (var k = 0; k < 3; k++)
            v += shared[0];
        Gpu.SyncThreads();
        if (Gpu.LinearThread > 30)
            v += shared[0];
        if (Gpu.LinearThread == 0)
            shared[0] = 2;
        y[Gpu.LinearThread] = v;
    }, Sanitized), 32).Other!.Thread.X);

    [Fact]
    public void OneThreadThatReadsOftenHidesNoOther() => Only(SanitizerKind.Race, Kernel.Compile((Buffer<int> y) =>
    {
        var v = 0;
        if (Gpu.LinearThread == 0)
            for (var k = 0; k < 100; k++)
                v += y[0];
        if (Gpu.LinearThread == 1)
            v += y[0];
        if (Gpu.LinearThread == 0)
            y[0] = v;
    }, Sanitized), 4);

    [Fact]
    public void APlainReadOfTheLastOfManyAtomicsIsARace() => Only(SanitizerKind.Race, Kernel.Compile((Buffer<int> y) =>
    {
        Atomic.Add(y, 0, 1);
        if (Gpu.LinearThread == 31)
            y[1] = y[0];
    }, Sanitized), 32);

    [Fact]
    public void WarpsThatLeaveALoopOfBarriersEarlyAreFound() => Only(SanitizerKind.MissedBarrier, Kernel.Compile((Buffer<int> y) =>
    {
        var k = 0;
        for (; k < 3 + Warp.Index; k++)
            Gpu.SyncThreads();
        y[Gpu.LinearThread] = k;
    }, Sanitized), 96);

    [Fact]
    public void RowsColumnsAndLocalArraysAreWatched()
    {
        var kernel = Kernel.Compile((Buffer2D<int> y) =>
        {
            var local = Local.Array<int>(3);
            local[Gpu.LinearThread] = 1;
            y[Gpu.LinearThread, 4 - Gpu.LinearThread] = local[0];
        }, Sanitized);
        using var y = new Buffer<int>(12);

        var findings = Assert.Throws<SanitizerException>(() => kernel.Launch(new LaunchShape(1, 4), new Buffer2D<int>(y, 3, 4))).Findings;

        Assert.All(findings, finding => Assert.Equal(SanitizerKind.OutOfBounds, finding.Kind));
        Assert.Contains("local[3] is out of range: it has 3 elements", findings[0].Description, StringComparison.Ordinal);
        Assert.Contains("y[0, 4] is out of range: it has 3 rows of 4", findings[1].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void AShuffleFromBehindAPartialWarpIsFound() => Assert.Equal(19, Only(SanitizerKind.AbsentLane, Kernel.Compile((Buffer<int> y) =>
    {
        y[Gpu.LinearThread] = Warp.ShuffleDown(Gpu.LinearThread, 1);
    }, Sanitized), 20).Thread.X);

    [Fact]
    public void AnIndexBehindTheEndIsOutOfBounds()
    {
        var finding = Only(SanitizerKind.OutOfBounds, Kernel.Compile((Buffer<int> y) => { y[Gpu.LinearThread + 1] = 1; }, Sanitized), 64);

        Assert.Equal(63, finding.Thread.X);
        Assert.Contains("y[64] is out of range", finding.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void ANegativeIndexOfASharedArrayIsOutOfBounds() => Only(SanitizerKind.OutOfBounds, Kernel.Compile((Buffer<int> y) =>
    {
        var shared = Shared.Array<int>(32);
        shared[Gpu.LinearThread] = 1;
        Gpu.SyncThreads();
        y[Gpu.LinearThread] = shared[Gpu.LinearThread - 1];
    }, Sanitized), 32);

    [Fact]
    public void SharedMemoryThatNobodyHasWrittenIsUninitialized() => Assert.Equal(20, Only(SanitizerKind.Uninitialized, Kernel.Compile((Buffer<int> y) =>
    {
        var shared = Shared.Array<int>(32);
        if (Gpu.LinearThread < 20)
            shared[Gpu.LinearThread] = 1;
        Gpu.SyncThreads();
        y[Gpu.LinearThread] = shared[Gpu.LinearThread];
    }, Sanitized), 32).Thread.X);

    [Fact]
    public void AnAtomicOnUninitializedSharedMemoryIsFound() => Only(SanitizerKind.Uninitialized, Kernel.Compile((Buffer<int> y) =>
    {
        var bins = Shared.Array<int>(4);
        Atomic.Add(bins, Gpu.LinearThread % 4, 1);
        Gpu.SyncThreads();
        y[Gpu.LinearThread] = bins[Gpu.LinearThread % 4];
    }, Sanitized), 32);

    [Fact]
    public void ABarrierInDivergentFlowIsFound() => Assert.Contains("lanes 10-31", Only(SanitizerKind.DivergentBarrier, Kernel.Compile((Buffer<int> y) =>
    {
        var v = 0;
        if (Gpu.LinearThread < 10)
        {
            v = 1;
            Gpu.SyncThreads();
        }
        y[Gpu.LinearThread] = v;
    }, Sanitized), 32).Description, StringComparison.Ordinal);

    [Fact]
    public void ABarrierThatAWarpNeverReachesIsFound() => Assert.Equal(32, Only(SanitizerKind.MissedBarrier, Kernel.Compile((Buffer<int> y) =>
    {
        if (Warp.Index == 0)
            Gpu.SyncThreads();
        y[Gpu.LinearThread] = 1;
    }, Sanitized), 64).Thread.X);

    [Fact]
    public void WarpsAtDifferentBarriersAreFound() => Only(SanitizerKind.MissedBarrier, Kernel.Compile((Buffer<int> y) =>
    {
        var v = 0;
        if (Warp.Index == 0)
            v = Gpu.SyncThreadsCount(true);
        else
            v = Gpu.SyncThreadsCount(false);
        y[Gpu.LinearThread] = v;
    }, Sanitized), 64);

    [Fact]
    public void MembersThatAreNotThereAreFound() => Assert.Contains("lanes 16-31", Only(SanitizerKind.AbsentLane, Kernel.Compile((Buffer<int> y) =>
    {
        if (Warp.Lane < 16)
            y[Gpu.LinearThread] = Warp.ReduceAddSync(0xFFFFFFFF, 1);
    }, Sanitized), 32).Description, StringComparison.Ordinal);

    [Fact]
    public void ALaneThatItsOwnMaskDoesNotNameIsFound() => Only(SanitizerKind.AbsentLane, Kernel.Compile((Buffer<ulong> y) => { y[Gpu.LinearThread] = Warp.BallotSync(0xFFFF, true); }, Sanitized), 32);

    [Fact]
    public void AShuffleFromALaneThatHasLeftIsFound() => Only(SanitizerKind.AbsentLane, Kernel.Compile((Buffer<int> y) =>
    {
        if (Warp.Lane > 3)
            y[Gpu.LinearThread] = Warp.Shuffle(Warp.Lane, 0);
    }, Sanitized), 32);

    [Fact]
    public void CorrectKernelsHaveNoFindings()
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            var shared = Shared.Array<int>(64);
            var warp = Shared.Array<int>(64);
            var i = Gpu.LinearThread;
            shared[i] = i;
            Gpu.SyncThreads();
            var v = shared[63 - i];
            warp[i] = v;
            Warp.Sync();
            v += warp[i ^ 1];
            Warp.Sync();
            warp[i] = v;
            Warp.Tile(4).Sync();
            v += warp[i ^ 3];
            Atomic.Add(y, 0, v);
            if (Warp.Lane % 2 == 0)
            {
                var group = Warp.Coalesced();
                v = group.ReduceAdd(v) + Warp.ShuffleSync(Warp.ActiveMask(), v, 0);
            }
            y[Gpu.GlobalIndex + 1] = v;
            if (i > 40)
                return;
            Gpu.SyncThreads();
            y[Gpu.GlobalIndex + 1] += shared[i];
        }, Sanitized);
        using var y = new Buffer<int>(200);

        kernel.Launch(new LaunchShape(3, 64), y);

        Assert.Equal(0, y[199]);
    }

    [Fact]
    public void EachBugIsReportedOnceWithItsKernelAndLine()
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            y[Gpu.LinearThread + 60] = 1;
            y[0] = 2;
        }, Sanitized);
        using var y = new Buffer<int>(64);

        var exception = Assert.Throws<SanitizerException>(() => kernel.Launch(new LaunchShape(1, 32), y));

        Assert.Equal([SanitizerKind.OutOfBounds, SanitizerKind.Race], exception.Findings.Select(f => f.Kind));
        Assert.Equal(1, exception.Findings[1].Source.Line - exception.Findings[0].Source.Line);
        Assert.Contains("SanitizerTests", exception.Findings[0].Kernel, StringComparison.Ordinal);
        Assert.Contains("SanitizerTests.cs:", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Random kernels shuffle from lanes that have left and read shared memory that nobody wrote, but they have no races and meet at their barriers.</summary>
    [Fact]
    public void RandomKernelsHaveNoRaces()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var program = RandomKernels.Program(seed, 8, isTogether: true);
            try
            {
                RandomKernelRun.Of(program, new SanitizerBackend(), Sanitized with { WarpSize = 8 }, RandomKernelRun.Shape(seed, 8), seed);
            }
            catch (SanitizerException exception)
            {
                Assert.All(exception.Findings, f => Assert.True(f.Kind is SanitizerKind.AbsentLane or SanitizerKind.Uninitialized, $"seed {seed}: {f}"));
            }
        }
    }

    private static SanitizerFinding Only<T>(SanitizerKind kind, Kernel<Action<Buffer<T>>> kernel, int threads)
        where T : unmanaged
    {
        using var y = new Buffer<T>(threads);
        var findings = Assert.Throws<SanitizerException>(() => kernel.Launch(new LaunchShape(1, threads), y)).Findings;
        Assert.All(findings, finding => Assert.Equal(kind, finding.Kind));
        Assert.All(findings, finding => Assert.True(finding.Source.IsKnown && finding.Kernel.Length > 0));
        return findings[0];
    }
}
