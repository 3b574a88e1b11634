namespace Xcs.Tests.Threading;

public sealed class BlockingLaneTests
{
    [Fact]
    public void SixtyFourBlockingItemsOverlapBesideTwoWorkers()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        var meeting = new Rendezvous(66);
        for (int i = 0; i < 64; i++) pool.RunBlocking(meeting, i);
        for (int i = 0; i < 2; i++) pool.Enqueue(meeting, i);
        meeting.Verify();
        Assert.Equal(66, meeting.Threads.Distinct().Count());
        Assert.Equal(64, meeting.Workers.Count(worker => worker is null));
    }

    [Fact]
    public void BlockingThreadsAreNumberedFromZero()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        var meeting = new Rendezvous(3);
        for (int i = 0; i < 3; i++) pool.RunBlocking(meeting, i);
        meeting.Verify();
        Assert.Equal(["xcs-blocking-0", "xcs-blocking-1", "xcs-blocking-2"], meeting.Threads.Select(thread => thread.Name).Order());
    }

    [Fact]
    public void BlockingThreadsOfAPoolWithAnotherNameAreNamedAfterIt()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1, Name = "render" });
        var meeting = new Rendezvous(2);
        pool.RunBlocking(meeting, 0);
        pool.Enqueue(meeting, 1);
        meeting.Verify();
        Assert.Equal(["render-0", "render-blocking-0"], meeting.Threads.Select(thread => thread.Name).Order());
    }

    [Fact]
    public void NoMoreThanTheLimitRunAndTheOthersFollow()
    {
        const int Limit = 4, Items = 40;
        int running = 0, peak = 0;
        List<Thread?> order = [];
        using (var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1, MaxBlockingThreads = Limit }))
        {
            var meeting = new Rendezvous(Limit);
            for (int i = 0; i < Limit; i++) pool.RunBlocking(meeting, i);
            for (int i = 0; i < Items; i++)
            {
                pool.RunBlocking(
                    new LambdaItem(() =>
                    {
                        int now = Interlocked.Increment(ref running);
                        lock (order)
                        {
                            peak = Math.Max(peak, now);
                            order.Add(Thread.CurrentThread);
                        }

                        Thread.Yield();
                        Interlocked.Decrement(ref running);
                    }),
                    i);
            }

            meeting.Verify();
        }

        Assert.Equal(Items, order.Count);
        Assert.InRange(peak, 1, Limit);
    }

    [Fact]
    public void ItemsThatWaitInLineRunInOrder()
    {
        var order = new List<long>();
        using (var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1, MaxBlockingThreads = 1 }))
        {
            var item = new LambdaItem(order.Add);
            for (int i = 0; i < 20; i++) pool.RunBlocking(item, i);
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), order);
    }

    [Fact]
    public void ABlockingThreadBelongsToThePoolButIsNoWorker()
    {
        (WorkerPool? Pool, object? Worker) seen = default;
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        pool.RunBlocking(new LambdaItem(() => seen = (WorkerPool.CurrentPool, WorkerPool.CurrentWorker)), 0);
        pool.Dispose();
        Assert.Same(pool, seen.Pool);
        Assert.Null(seen.Worker);
    }
}
