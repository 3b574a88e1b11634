using Xcs.Execution;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

public sealed class FailureScenarios
{
    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    public void TheFirstFailureInProgramOrderSurfaces(ExecutionMode mode) => ControlledSchedule.Explore(() =>
    {
        Probe probe = Probe.Random(6 + ControlledSchedule.Next(7));
        FailSome(probe);
        Check(probe, mode, 1 + ControlledSchedule.Next(3));
    });

    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Sequential)]
    public void AlsoOfTasksAndBlockingNodes(ExecutionMode mode) => ControlledSchedule.Explore(() =>
    {
        using var outside = new Outside();
        Probe probe = Probe.Random(6, outside, mayBlock: true);
        FailSome(probe);
        Check(probe, mode, workers: 2);
    });

    // Every branch of a fork fails, in any order in time.
    [Fact]
    public void AlsoWhenALaterOneFailsEarlier() => ControlledSchedule.Explore(() =>
    {
        var probe = new Probe();
        int top = probe.Add(0);
        int[] fork = [probe.Add(top), probe.Add(top), probe.Add(top)];
        probe.Add(fork);
        probe.Fail(fork);
        Check(probe, Engine.AnyParallelMode(), workers: 3);
    });

    // A run that has failed is used again: nothing of the failure may be left.
    [Fact]
    public void ARunAfterAFailedOneIsWhole() => ControlledSchedule.Explore(() =>
    {
        var probe = new Probe();
        int top = probe.Add(0);
        int[] fork = [probe.Add(top), probe.Add(top)];
        probe.Add(fork);
        bool fails = true;
        int failed = 0;
        probe.During = node =>
        {
            if (!fails || node != fork[0]) return;
            failed++;
            throw new FormatException("once");
        };
        WorkerPool pool = Engine.Pool(2);
        Executor executor = Engine.Make(probe.Build(), Engine.AnyParallelMode(), pool);
        probe.Runs = 2;
        Exception? failure = Engine.Run<int[]>(executor, 1, _ => { });
        ControlledSchedule.Require(failure is { Message: "once" } && failed == 1);
        fails = false;
        failure = Engine.Run<int[]>(executor, 2, result => probe.RequireResult(result, 2));
        ControlledSchedule.Require(failure is null);
        pool.Dispose();
        Engine.RequireRest(executor);
    });

    private static void FailSome(Probe probe)
    {
        for (int k = 1 + ControlledSchedule.Next(3); k > 0; k--) probe.Fail(1 + ControlledSchedule.Next(probe.Count - 1));
    }

    private static void Check(Probe probe, ExecutionMode mode, int workers)
    {
        WorkerPool pool = Engine.Pool(workers);
        Executor executor = Engine.Make(probe.Build(all: ControlledSchedule.Next(2) == 0), mode, pool);
        probe.RequireFailure(Engine.Run<int[]>(executor, 7, _ => ControlledSchedule.Require(false)));
        pool.Dispose();
        probe.RequireRuns();
        Engine.RequireRest(executor);
    }
}
