using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Threading;

public sealed class DisposeScenarios
{
    [Fact]
    public void WhatIsAcceptedIsExecutedAndWhatIsNotIsRefused() => ControlledSchedule.Explore(() =>
    {
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        int accepted = 0, executed = 0, producing = 2;
        var item = new LambdaItem(_ => Interlocked.Increment(ref executed));
        for (int p = 0; p < 2; p++)
        {
            ControlledSchedule.Start($"producer {p}", () =>
            {
                try
                {
                    for (int i = 0; i < 2; i++)
                    {
                        if (i == 0) pool.Enqueue(item, i);
                        else pool.RunBlocking(item, i);
                        Interlocked.Increment(ref accepted);
                    }
                }
                catch (ObjectDisposedException)
                {
                }

                Interlocked.Decrement(ref producing);
            });
        }

        pool.Dispose();
        ControlledSchedule.WaitUntil(() => producing == 0);
        ControlledSchedule.Require(accepted == executed);
    });

    [Fact]
    public void TheLastItemIsExecutedOrRefused() => ControlledSchedule.Explore(() =>
    {
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 });
        bool accepted = false, executed = false, produced = false;
        ControlledSchedule.Start("producer", () =>
        {
            try
            {
                pool.Enqueue(new LambdaItem(_ => executed = true), 0);
                accepted = true;
            }
            catch (ObjectDisposedException)
            {
            }

            produced = true;
        });

        pool.Dispose();
        ControlledSchedule.WaitUntil(() => produced);
        ControlledSchedule.Require(accepted == executed);
    });

    [Fact]
    public void QueuedWorkMayStillStartWorkThatNeedsEveryWorker() => ControlledSchedule.Explore(() =>
    {
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        var meeting = new Meeting(2);
        pool.Enqueue(
            new LambdaItem(_ =>
            {
                pool.Enqueue(meeting, 0);
                pool.Enqueue(meeting, 1);
            }),
            0);
        pool.Dispose();
        ControlledSchedule.Require(meeting.IsOver);
    });

    [Fact]
    public void BlockingWorkMayStillStartWork() => ControlledSchedule.Explore(() =>
    {
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2, MaxBlockingThreads = 1 });
        bool last = false;
        pool.RunBlocking(
            new LambdaItem(_ => pool.Enqueue(new LambdaItem(_ => pool.RunBlocking(new LambdaItem(_ => last = true), 0)), 0)), 0);
        pool.Dispose();
        ControlledSchedule.Require(last);
    });

    [Fact]
    public void AWorkerMayDisposeOfItsOwnPool() => ControlledSchedule.Explore(() =>
    {
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        int executed = 0;
        pool.Enqueue(
            new LambdaItem(_ =>
            {
                pool.Enqueue(new LambdaItem(_ => executed++), 0);
                pool.Dispose();
                executed++;
            }),
            0);
        ControlledSchedule.WaitUntil(() => executed == 2);
        pool.Dispose();
    });

    [Fact]
    public void SeveralMayDisposeAtOnce() => ControlledSchedule.Explore(() =>
    {
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
        bool executed = false;
        pool.Enqueue(new LambdaItem(_ => executed = true), 0);
        ControlledSchedule.Start("other", () =>
        {
            pool.Dispose();
            ControlledSchedule.Require(executed);
        });
        pool.Dispose();
        ControlledSchedule.Require(executed);
    });
}
