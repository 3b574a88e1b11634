using Xcs.Execution;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

public sealed class ReuseScenarios
{
    // The runs use one prepared run after the other's end, while tickets of the earlier ones are still under way.
    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    public void RunsBackToBack(ExecutionMode mode) => ControlledSchedule.Explore(() =>
    {
        Probe probe = Fork();
        WorkerPool pool = Engine.Pool(2);
        Executor executor = Engine.Make(probe.Build(), mode, pool);
        for (int run = 1; run <= 3; run++)
        {
            probe.Runs = run;
            Engine.Run<int[]>(executor, run, result => probe.RequireResult(result, run));
            probe.RequireRuns();
        }

        pool.Dispose();
        Engine.RequireRest(executor);
    });

    // As above, and each run needs both workers: what an earlier ticket leaves behind must not keep one away.
    [Fact]
    public void RunsBackToBackThatNeedEveryWorker() => ControlledSchedule.Explore(() =>
    {
        var probe = new Probe();
        int top = probe.Add(0);
        int[] pair = [probe.Add(top), probe.Add(top)];
        int arrived = 0;
        probe.During = node =>
        {
            if (!pair.Contains(node)) return;
            arrived++;
            ControlledSchedule.WaitUntil(() => arrived == 2 * probe.Runs);
        };
        WorkerPool pool = Engine.Pool(2);
        Executor executor = Engine.Make(probe.Build(), Engine.AnyParallelMode(), pool);
        for (int run = 1; run <= 3; run++)
        {
            probe.Runs = run;
            Engine.Run<int[]>(executor, run, result => probe.RequireResult(result, run));
            probe.RequireRuns();
        }

        pool.Dispose();
        Engine.RequireRest(executor);
    });

    [Fact]
    public void TwoCallersAtOnce() => ControlledSchedule.Explore(() =>
    {
        Probe probe = Fork();
        probe.Runs = 2;
        WorkerPool pool = Engine.Pool(2);
        Executor executor = Engine.Make(probe.Build(), Engine.AnyParallelMode(), pool);
        bool isOver = false;
        ControlledSchedule.Start("second caller", () =>
        {
            Engine.Run<int[]>(executor, 20, result => probe.RequireResult(result, 20));
            isOver = true;
        });
        Engine.Run<int[]>(executor, 10, result => probe.RequireResult(result, 10));
        ControlledSchedule.WaitUntil(() => isOver);
        pool.Dispose();
        probe.RequireRuns();
        Engine.RequireRest(executor);
    });

    [Fact]
    public void TwoCallersTakeTurns() => ControlledSchedule.Explore(() =>
    {
        var probe = new Probe { Runs = 4 };
        probe.Add(0);
        probe.Add(0);
        WorkerPool pool = Engine.Pool(1);
        Executor executor = Engine.Make(probe.Build(), ExecutionMode.Eager, pool);
        int callers = 2;
        for (int caller = 1; caller <= 2; caller++)
        {
            int argument = 10 * caller;
            ControlledSchedule.Start($"caller {caller}", () =>
            {
                for (int run = 0; run < 2; run++) Engine.Run<int[]>(executor, argument + run, result => probe.RequireResult(result, argument + run));
                callers--;
            });
        }

        ControlledSchedule.WaitUntil(() => callers == 0);
        pool.Dispose();
        probe.RequireRuns();
        Engine.RequireRest(executor);
    });

    private static Probe Fork()
    {
        var probe = new Probe();
        int top = probe.Add(0);
        probe.Add(probe.Add(top), probe.Add(top));
        return probe;
    }
}
