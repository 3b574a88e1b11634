using Xcs.Execution;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

// Nodes that go on after their worker has left them.
public sealed class SuspensionScenarios
{
    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Sequential)]
    public void TasksCompletedByAnotherThread(ExecutionMode mode) => ControlledSchedule.Explore(() =>
    {
        using var outside = new Outside();
        Check(Probe.Random(6, outside), mode, 1 + ControlledSchedule.Next(2));
    });

    // Nobody else is there: the caller runs dry and parks, and only the outside thread can wake it.
    [Fact]
    public void ATaskCompletesWhileTheCallerParks() => ControlledSchedule.Explore(() =>
    {
        using var outside = new Outside();
        var probe = new Probe { Outside = outside };
        probe.Add(probe.AddAsync(probe.AddAsync(0)));
        WorkerPool pool = Engine.Pool(1);
        Executor executor = Engine.Make(probe.Build(), Engine.AnyParallelMode(), pool);
        probe.RequireResult(Engine.Invoke<int[]>(executor, 5), 5);
        pool.Dispose();
        probe.RequireRuns();
        Engine.RequireRest(executor);
    });

    [Fact]
    public void TasksOfSeveralCallersAreCompletedByTwoThreads() => ControlledSchedule.Explore(() =>
    {
        using Outside first = new(), second = new();
        Probe[] probes = [new Probe { Outside = first }, new Probe { Outside = second }];
        WorkerPool pool = Engine.Pool(1);
        int callers = 2;
        foreach (Probe probe in probes)
        {
            probe.Add(probe.AddAsync(0), probe.AddAsync(0));
            Executor executor = Engine.Make(probe.Build(), Engine.AnyParallelMode(), pool);
            ControlledSchedule.Start("caller", () =>
            {
                Engine.Run<int[]>(executor, 5, result => probe.RequireResult(result, 5));
                callers--;
            });
        }

        ControlledSchedule.WaitUntil(() => callers == 0);
        pool.Dispose();
        foreach (Probe probe in probes) probe.RequireRuns();
    });

    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Sequential)]
    public void BlockingNodesRunBesideTheWorkers(ExecutionMode mode) =>
        ControlledSchedule.Explore(() => Check(Probe.Random(5, mayBlock: true), mode, workers: 1));

    // Two blocking nodes and one plain one, on a pool of one worker whose caller does not take part.
    [Fact]
    public void BlockingNodesHoldNoWorker() => ControlledSchedule.Explore(() =>
    {
        var probe = new Probe();
        probe.AddBlocking(0);
        probe.AddBlocking(0);
        probe.Add(0);
        int arrived = 0;
        probe.During = _ =>
        {
            arrived++;
            ControlledSchedule.WaitUntil(() => arrived == 3);
        };
        WorkerPool pool = Engine.Pool(1);
        Executor executor = Engine.Make(probe.Build(), Engine.AnyParallelMode(), pool);
        Task<int[]> task = Engine.Start<int[]>(executor, 5);
        ControlledSchedule.WaitUntil(() => task.IsCompleted);
        probe.RequireResult(task.Result, 5);
        pool.Dispose();
        probe.RequireRuns();
        Engine.RequireRest(executor);
    });

    private static void Check(Probe probe, ExecutionMode mode, int workers)
    {
        WorkerPool pool = Engine.Pool(workers);
        Executor executor = Engine.Make(probe.Build(all: ControlledSchedule.Next(2) == 0), mode, pool);
        for (int run = 1; run <= 2; run++)
        {
            probe.Runs = run;
            Exception? failure = Engine.Run<int[]>(executor, run, result => probe.RequireResult(result, run));
            ControlledSchedule.Require(failure is null);
            probe.RequireRuns();
        }

        pool.Dispose();
        Engine.RequireRest(executor);
    }
}
