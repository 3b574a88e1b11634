using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Threading;

public sealed class PoolScenarios
{
    [Fact]
    public void EveryItemOfEveryProducerIsExecuted() => ControlledSchedule.Explore(() =>
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        int done = 0;
        var item = new LambdaItem(_ => Interlocked.Increment(ref done));
        ControlledSchedule.Start("producer", () =>
        {
            pool.Enqueue(item, 0);
            pool.Enqueue(item, 1);
        });
        pool.Enqueue(item, 2);
        pool.Enqueue(item, 3);
        ControlledSchedule.WaitUntil(() => done == 4);
    });

    [Fact]
    public void AnItemQueuedWhileAllFallAsleepIsExecuted() => ControlledSchedule.Explore(() =>
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        int done = 0;
        var item = new LambdaItem(_ => Interlocked.Increment(ref done));
        for (int i = 1; i <= 3; i++)
        {
            pool.Enqueue(item, i);
            ControlledSchedule.WaitUntil(() => done == i);
        }
    });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void ItemsThatWaitForEachOtherGetAWorkerEach(int count) => ControlledSchedule.Explore(() =>
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = count });
        var meeting = new Meeting(count);
        for (int i = 0; i < count; i++) pool.Enqueue(meeting, i);
        meeting.WaitForAll();
    });

    [Fact]
    public void ItemsThatWaitForEachOtherMeetWhileOthersComeAndGo() => ControlledSchedule.Explore(() =>
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        var meeting = new Meeting(2);
        var small = new LambdaItem(_ => { });
        ControlledSchedule.Start("producer", () =>
        {
            pool.Enqueue(small, 0);
            pool.Enqueue(meeting, 0);
        });
        pool.Enqueue(meeting, 1);
        pool.Enqueue(small, 1);
        meeting.WaitForAll();
    });

    [Fact]
    public void AnItemThatWaitsForWhatItQueuesGetsIt() => ControlledSchedule.Explore(() =>
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 3 });
        var meeting = new Meeting(3);
        pool.Enqueue(
            new LambdaItem(_ =>
            {
                pool.Enqueue(meeting, 1);
                pool.Enqueue(meeting, 2);
                meeting.Execute(0);
            }),
            0);
        meeting.WaitForAll();
    });

    [Fact]
    public void TasksOnABusyWorkersQueueAreStolen() => ControlledSchedule.Explore(() =>
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 3 });
        var meeting = new Meeting(3);
        StartTask(pool, () =>
        {
            StartTask(pool, () => meeting.Execute(1));
            StartTask(pool, () => meeting.Execute(2));
            meeting.Execute(0);
        });
        meeting.WaitForAll();
    });

    // The inner task has no marked step: it is done before any other thread goes on, so Wait never blocks outside of the seams.
    [Fact]
    public void AWaitingWorkerRunsTheTaskItselfOrFindsItDone() => ControlledSchedule.Explore(() =>
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        int inner = 0;
        bool done = false;
        StartTask(pool, () =>
        {
            StartTask(pool, () => inner++).Wait();
            ControlledSchedule.Require(inner == 1);
            done = true;
        });
        ControlledSchedule.WaitUntil(() => done);
        pool.Dispose();
        ControlledSchedule.Require(inner == 1);
    });

    private static Task StartTask(WorkerPool pool, Action body) =>
        Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.None, pool);
}
