using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Threading;

public sealed class BlockingLaneScenarios
{
    [Fact]
    public void ItemsThatWaitForEachOtherGetAThreadEach() => ControlledSchedule.Explore(() =>
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        var meeting = new Meeting(3);
        for (int i = 0; i < 3; i++) pool.RunBlocking(meeting, i);
        meeting.WaitForAll();
    });

    [Fact]
    public void MoreItemsThanThreadsWaitInLine() => ControlledSchedule.Explore(() =>
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1, MaxBlockingThreads = 2 });
        int running = 0, done = 0;
        var item = new LambdaItem(_ =>
        {
            ControlledSchedule.Require(++running <= 2);
            ControlledSchedule.Point();
            running--;
            done++;
        });
        for (int i = 0; i < 4; i++) pool.RunBlocking(item, i);
        ControlledSchedule.WaitUntil(() => done == 4);
    });

    // The scheduler lets the idle time run out whenever it likes.
    [Fact]
    public void AThreadThatIsAboutToRetireStillTakesItsItem() => ControlledSchedule.Explore(() =>
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1, MaxBlockingThreads = 2 });
        int done = 0;
        var item = new LambdaItem(_ => done++);
        for (int i = 1; i <= 4; i++)
        {
            pool.RunBlocking(item, i);
            ControlledSchedule.WaitUntil(() => done == i);
        }
    });

    [Fact]
    public void BlockingItemsLeaveTheWorkersFree() => ControlledSchedule.Explore(() =>
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        var meeting = new Meeting(3);
        pool.RunBlocking(meeting, 0);
        pool.RunBlocking(meeting, 1);
        pool.Enqueue(meeting, 2);
        meeting.WaitForAll();
    });
}
