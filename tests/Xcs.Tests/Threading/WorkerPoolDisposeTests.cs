namespace Xcs.Tests.Threading;

public sealed class WorkerPoolDisposeTests
{
    [Fact]
    public void QueuedWorkFinishesAndTheThreadsEnd()
    {
        int executed = 0;
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 3 });
        var meeting = new Rendezvous(3);
        for (int i = 0; i < 3; i++) pool.Enqueue(meeting, i);
        for (int i = 0; i < 1_000; i++) pool.Enqueue(new LambdaItem(() => Interlocked.Increment(ref executed)), i);
        for (int i = 0; i < 10; i++) pool.RunBlocking(new LambdaItem(() => Interlocked.Increment(ref executed)), i);
        Eventually.Returns(pool.Dispose);
        Assert.Equal(1_010, executed);
        meeting.Verify();
        Assert.All(meeting.Threads, thread => Assert.False(thread.IsAlive));
    }

    [Fact]
    public void NewWorkIsRefused()
    {
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        pool.Dispose();
        Assert.Throws<ObjectDisposedException>(() => pool.Enqueue(new LambdaItem(() => { }), 0));
        Assert.Throws<ObjectDisposedException>(() => pool.RunBlocking(new LambdaItem(() => { }), 0));
        var refused = Assert.Throws<TaskSchedulerException>(() => StartNothing(pool));
        Assert.IsType<ObjectDisposedException>(refused.InnerException);
    }

    [Fact]
    public void DisposingTwiceIsFine()
    {
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        pool.Dispose();
        Eventually.Returns(pool.Dispose);
    }

    [Fact]
    public void AWorkerMayDisposeOfItsOwnPool()
    {
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        Eventually.Ends(pool.Start(pool.Dispose));
        Eventually.Returns(pool.Dispose);
    }

    [Fact]
    public void ABlockingThreadMayDisposeOfItsOwnPool()
    {
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        Eventually.Ends(pool.Start(pool.Dispose, TaskCreationOptions.LongRunning));
        Eventually.Returns(pool.Dispose);
    }

    [Fact]
    public void ContinuationsOfQueuedWorkRunToTheirEnd()
    {
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        using var disposing = new ManualResetEventSlim();
        Task<int> chain = pool.Start(() => { disposing.Wait(); return 0; });
        for (int i = 0; i < 100; i++)
        {
            chain = chain.ContinueWith(task => task.Result + 1, CancellationToken.None, TaskContinuationOptions.None, pool);
        }

        pool.Enqueue(new LambdaItem(() => { pool.Dispose(); disposing.Set(); }), 0);
        Eventually.Returns(pool.Dispose);
        Assert.Equal(100, Eventually.Result(chain));
    }

    private static void StartNothing(WorkerPool pool) => pool.Start(() => { });
}
