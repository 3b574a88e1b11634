using Xcs.Execution;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

public sealed class CancellationScenarios
{
    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Sequential)]
    public void ACancelledRunEndsWithAResultOrCancelled(ExecutionMode mode) => ControlledSchedule.Explore(() =>
    {
        using var outside = new Outside();
        Cancel(Probe.Random(6, outside, mayBlock: true), mode);
    });

    // Whatever comes first; but only one of the three, and nothing twice.
    [Fact]
    public void ACancelledRunMayFailBefore() => ControlledSchedule.Explore(() =>
    {
        Probe probe = Probe.Random(8);
        probe.Fail(1 + ControlledSchedule.Next(8), 1 + ControlledSchedule.Next(8));
        Cancel(probe, Engine.AnyParallelMode());
    });

    private static void Cancel(Probe probe, ExecutionMode mode)
    {
        WorkerPool pool = Engine.Pool(2);
        Executor executor = Engine.Make(probe.Build(all: true), mode, pool);
        using var source = new CancellationTokenSource();
        bool isCancelled = false;
        int steps = ControlledSchedule.Next(60);
        ControlledSchedule.Start("canceller", () =>
        {
            for (int step = 0; step < steps; step++) ControlledSchedule.Point();
            source.Cancel();
            isCancelled = true;
        });

        Task<int[]> task = Engine.Start<int[]>(executor, 7, source.Token);
        ControlledSchedule.WaitUntil(() => task.IsCompleted && isCancelled);
        if (task.IsCompletedSuccessfully) probe.RequireResult(task.Result, 7);
        else if (task.IsFaulted) probe.RequireFailure(task.Exception.InnerException);
        else ControlledSchedule.Require(task.IsCanceled);
        probe.RequireRuns(complete: !task.IsCanceled);

        // The same run once more: the cancellation must not reach it.
        if (!task.IsFaulted)
        {
            probe.Runs = 2;
            Exception? failure = Engine.Run<int[]>(executor, 8, result => probe.RequireResult(result, 8));
            if (failure is not null) probe.RequireFailure(failure);
        }

        pool.Dispose();
        probe.RequireRuns(complete: false);
        Engine.RequireRest(executor);
    }
}
