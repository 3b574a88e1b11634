using System.Runtime.CompilerServices;
using Xcs.Threading;

namespace Xcs.Tests.Threading;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void ItemsThatWaitForEachOtherOverlapOnDistinctWorkers(int count)
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = count });
        for (int round = 0; round < 20; round++)
        {
            var meeting = new Rendezvous(count);
            for (int i = 0; i < count; i++) pool.Enqueue(meeting, i);
            meeting.Verify();
            Assert.Equal(Enumerable.Range(0, count), meeting.Workers.Select(worker => worker!.Index).Order());
            Assert.All(meeting.Workers, worker => Assert.Same(pool, worker!.Pool));
        }
    }

    [Fact]
    public void WorkersAreNamedBackgroundThreads()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 3 });
        var meeting = new Rendezvous(3);
        for (int i = 0; i < 3; i++) pool.Enqueue(meeting, i);
        meeting.Verify();
        Assert.Equal(["xcs-worker-0", "xcs-worker-1", "xcs-worker-2"], meeting.Threads.Select(thread => thread.Name).Order());
        Assert.All(meeting.Threads, thread => Assert.True(thread.IsBackground));
    }

    [Fact]
    public void EveryItemIsExecutedOnceWithItsGeneration()
    {
        const int Producers = 4, Each = 5_000;
        int[] executed = new int[Producers * Each];
        var item = new LambdaItem(generation => Interlocked.Increment(ref executed[generation]));
        using (var pool = new WorkerPool(new WorkerPoolOptions { Workers = 4 }))
        {
            Parallel.For(0, Producers, producer =>
            {
                for (int i = 0; i < Each; i++) pool.Enqueue(item, (producer * Each) + i);
            });
        }

        Assert.All(executed, count => Assert.Equal(1, count));
    }

    [Fact]
    public void AnItemMayEnqueueItemsThatItWaitsFor()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 4 });
        var meeting = new Rendezvous(4);
        pool.Enqueue(
            new LambdaItem(() =>
            {
                for (int i = 1; i < 4; i++) pool.Enqueue(meeting, i);
                meeting.Execute(0);
            }),
            0);
        meeting.Verify();
    }

    [Theory]
    [InlineData(4)]
    [InlineData(64)]
    public void TheStackIsAtLeastAsLargeAsTheOptionsSay(int mebibytes)
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1, StackSize = mebibytes * 1024 * 1024 });
        // No upper limit: the C library hands out the larger stack of a thread that has ended.
        Assert.True(Eventually.Result(pool.Start(() => UsableStack(0))) >= mebibytes * 768L * 1024);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static unsafe long UsableStack(long used)
        {
            byte* page = stackalloc byte[16 * 1024];
            page[0] = 1;
            return RuntimeHelpers.TryEnsureSufficientExecutionStack() ? UsableStack(used + (16 * 1024)) + page[0] - 1 : used;
        }
    }

    [Fact]
    public void IdleWorkersSleep()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 4 });
        var meeting = new Rendezvous(4);
        for (int i = 0; i < 4; i++) pool.Enqueue(meeting, i);
        meeting.Verify();
        Eventually.Holds(() => meeting.Threads.All(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)));
        for (int i = 0; i < 100; i++)
        {
            Thread.Yield();
            Assert.All(meeting.Threads, thread => Assert.True(thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)));
        }
    }

    [Fact]
    public void ItemsRunOutsideOfTasksAndFindACleanThread()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        var local = new AsyncLocal<int> { Value = 5 };
        var seen = new List<(TaskScheduler, int?, SynchronizationContext?, int)>();
        var item = new LambdaItem(() =>
        {
            seen.Add((TaskScheduler.Current, Task.CurrentId, SynchronizationContext.Current, local.Value));
            local.Value = 7;
            SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
        });
        pool.Enqueue(item, 0);
        pool.Enqueue(item, 1);
        pool.Dispose();
        Assert.Equal(2, seen.Count);
        Assert.All(seen, found => Assert.Equal((TaskScheduler.Default, null, null, 0), found));
    }

    [Fact]
    public void AThreadKnowsItsPoolAndWorker()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        Assert.Null(WorkerPool.CurrentWorker);
        Assert.Null(WorkerPool.CurrentPool);
        Assert.False(pool.IsWorkerThread);
        (Worker? worker, WorkerPool? current, bool isWorker) =
            Eventually.Result(pool.Start(() => (WorkerPool.CurrentWorker, WorkerPool.CurrentPool, pool.IsWorkerThread)));
        Assert.Equal(0, worker!.Index);
        Assert.Same(pool, current);
        Assert.True(isWorker);
    }

    [Fact]
    public void EnqueueAndExecuteAllocateNothing()
    {
        const int Load = 1_000;
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        using var gate = new ManualResetEventSlim();
        using var done = new AutoResetEvent(false);
        long[] allocated = new long[2];
        int left = Load;
        var item = new LambdaItem(generation =>
        {
            if (generation == 0) gate.Wait();
            allocated[WorkerPool.CurrentWorker!.Index] = GC.GetAllocatedBytesForCurrentThread();
            if (Interlocked.Decrement(ref left) == 0) done.Set();
        });

        // The largest load comes first: everything is queued while the workers wait.
        for (int i = 0; i < Load; i++) pool.Enqueue(item, 0);
        gate.Set();
        done.WaitOne();
        long[] workersBefore = [.. allocated];
        long producer = 0;
        for (int round = 1; round <= 10; round++)
        {
            left = Load;
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Load; i++) pool.Enqueue(item, round);
            producer += GC.GetAllocatedBytesForCurrentThread() - before;
            done.WaitOne();
        }

        Assert.Equal(0, producer);
        for (int i = 0; i < 2; i++)
        {
            // A worker that the first load passed by has no figure to compare with.
            if (workersBefore[i] != 0) Assert.Equal(workersBefore[i], allocated[i]);
        }
    }

    [Fact]
    public void TheSharedPoolHasOneWorkerPerProcessorAndIsNotDisposed()
    {
        Assert.Same(WorkerPool.Shared, WorkerPool.Shared);
        Assert.Equal(Environment.ProcessorCount, WorkerPool.Shared.Workers);
        var refused = Assert.Throws<InvalidOperationException>(WorkerPool.Shared.Dispose);
        Assert.Contains("new WorkerPool", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, Eventually.Result(WorkerPool.Shared.Start(() => 3)));
    }
}
