using System.Runtime.CompilerServices;
using System.Threading.Tasks.Dataflow;
using Xcs.Threading;

namespace Xcs.Tests.Threading;

public sealed class WorkerPoolTaskSchedulerTests
{
    [Fact]
    public void TasksRunOnWorkersAndOverlap()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 4 });
        Assert.Equal(4, pool.MaximumConcurrencyLevel);
        var meeting = new Rendezvous(4);
        Task[] tasks = [.. Enumerable.Range(0, 4).Select(i => pool.Start(() => meeting.Execute(i)))];
        meeting.Verify();
        Eventually.Ends(Task.WhenAll(tasks));
        Assert.All(meeting.Workers, worker => Assert.Same(pool, worker!.Pool));
    }

    [Fact]
    public void TasksThatATaskStartsAreStolenByIdleWorkers()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 4 });
        var meeting = new Rendezvous(4);
        pool.Start(() =>
        {
            for (int i = 1; i < 4; i++) pool.Start(() => meeting.Execute(0));
            meeting.Execute(0);
        });
        meeting.Verify();
    }

    [Fact]
    public void AWorkerThatWaitsForATaskRunsItItself()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        Task<int> outer = pool.Start(() => Depth(0));
        Assert.Equal(50, Eventually.Result(outer));

        int Depth(int depth) => depth == 50 ? depth : pool.Start(() => Depth(depth + 1)).Result;
    }

    [Fact]
    public void OneWorkerCanWaitForManyTasks()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        int done = 0;
        Task outer = pool.Start(() => Task.WaitAll([.. Enumerable.Range(0, 100).Select(_ => pool.Start(() => { done++; }))]));
        Eventually.Ends(outer);
        Assert.Equal(100, done);
    }

    [Fact]
    public void NoThreadFromOutsideRunsTasksOfThePool()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        var task = new Task<Worker?>(() => WorkerPool.CurrentWorker);
        task.RunSynchronously(pool);
        Assert.Same(pool, Eventually.Result(task)!.Pool);
    }

    [Fact]
    public async Task AwaitsComeBackToThePoolUnlessToldOtherwise()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        (WorkerPool? back, WorkerPool? away) = await Task.Factory.StartNew(
            async () =>
            {
                await Task.Run(() => { });
                WorkerPool? back = WorkerPool.CurrentPool;
                await Task.Delay(1).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                return (back, WorkerPool.CurrentPool);
            },
            CancellationToken.None,
            TaskCreationOptions.None,
            pool).Unwrap();
        Assert.Same(pool, back);
        Assert.Null(away);
    }

    [Fact]
    public void ADataflowBlockRunsOnThePool()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 3 });
        var meeting = new Rendezvous(3);
        var block = new ActionBlock<long>(
            meeting.Execute, new ExecutionDataflowBlockOptions { TaskScheduler = pool, MaxDegreeOfParallelism = 3 });
        for (int i = 0; i < 3; i++) block.Post(i);
        meeting.Verify();
        block.Complete();
        Eventually.Ends(block.Completion);
        Assert.All(meeting.Workers, worker => Assert.Same(pool, worker!.Pool));
    }

    [Fact]
    public void TheExceptionOfATaskIsItsOwn()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        Task task = pool.Start(() => throw new FormatException());
        Eventually.Holds(() => task.IsCompleted);
        Assert.IsType<FormatException>(Assert.Single(task.Exception!.InnerExceptions));
        Assert.Equal(1, Eventually.Result(pool.Start(() => 1)));
    }

    [Fact]
    public void LongRunningTasksRunBesideTheWorkers()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        var meeting = new Rendezvous(9);
        for (int i = 0; i < 8; i++) pool.Start(() => meeting.Execute(0), TaskCreationOptions.LongRunning);
        pool.Start(() => meeting.Execute(0));
        meeting.Verify();
        Assert.Equal(8, meeting.Workers.Count(worker => worker is null));
    }

    [Fact]
    public void FairTasksRunInTheOrderInWhichTheyAreQueued()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        var order = new List<int>();
        pool.Start(() =>
        {
            for (int i = 0; i < 10; i++)
            {
                int number = i;
                pool.Start(() => order.Add(number), TaskCreationOptions.PreferFairness);
            }
        });
        pool.Dispose();
        Assert.Equal(Enumerable.Range(0, 10), order);
    }

    [Fact]
    public void WorkThatRenewsItselfDoesNotHoldUpTheRest()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        bool served = false, older = false;
        pool.Start(() =>
        {
            pool.Start(() => older = true);
            Renew();
        });
        pool.Enqueue(new LambdaItem(() => served = true), 0);
        Eventually.Returns(pool.Dispose);

        void Renew() => pool.Start(() =>
        {
            if (!served || !older) Renew();
        });
    }

    [Fact]
    public void QueuedTasksAreListedForDebuggers()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1, MaxBlockingThreads = 1 });
        using var gate = new ManualResetEventSlim();
        using var busy = new CountdownEvent(2);
        pool.Start(() => { busy.Signal(); gate.Wait(); });
        pool.Start(() => { busy.Signal(); gate.Wait(); }, TaskCreationOptions.LongRunning);
        busy.Wait();
        Task plain = pool.Start(() => { }), longRunning = pool.Start(() => { }, TaskCreationOptions.LongRunning);
        Assert.Equal(new[] { plain, longRunning }.ToHashSet(), ScheduledTasks(pool).ToHashSet());
        gate.Set();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetScheduledTasks")]
    private static extern IEnumerable<Task> ScheduledTasks(WorkerPool pool);
}
