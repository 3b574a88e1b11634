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

    // The task after the failure completes only when the run has ended, and must do no harm then.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatWaitsAfterAFailureIsNotWaitedFor(bool inMap) => ControlledSchedule.Explore(() =>
    {
        using var outside = new Outside();
        var late = new List<TaskCompletionSource<int>>();
        WorkerPool pool = Engine.Pool(2);
        DataflowGraph graph = inMap
            ? Graph.Trace((Traced<int> x) => Graph.Map(Graph.Call(Items, x), item => Graph.Call(Later, item)))
            : Graph.Trace((Traced<int> x) => Graph.Array([Graph.Call(Later, x), Graph.Call(Later, Graph.Call(Next, x))]));
        Executor executor = Engine.Make(graph, Engine.AnyParallelMode(), pool);
        for (int run = 0; run < 2; run++)
        {
            Exception? failure = Engine.Run<int[]>(executor, 0, _ => ControlledSchedule.Require(false));
            ControlledSchedule.Require(failure?.Message == "first");
            foreach (TaskCompletionSource<int> task in late) task.TrySetResult(1);
        }

        pool.Dispose();
        Engine.RequireRest(executor);

        int Next(int x) => x + 1;

        int[] Items(int x) => [x, x + 1];

        Task<int> Later(int item)
        {
            if (item == 0) return outside.Promise<int>(() => throw new FormatException("first"), () => ControlledSchedule.Point());
            late.Add(new TaskCompletionSource<int>());
            return late[^1].Task;
        }
    });

    // What waits after a failed item is abandoned. Its activation may by then be in use for an earlier item, which must go on waiting:
    // it fails too, and first in order.
    [Fact]
    public void NothingBeforeAFailureIsAbandoned() => ControlledSchedule.Explore(() =>
    {
        using Outside first = new(), second = new();
        WorkerPool pool = Engine.Pool(2);
        DataflowGraph graph = Graph.Trace((Traced<int> x) => Graph.Map(Graph.Call(Items, x), item => Graph.Call(Later, item)));
        Executor executor = Engine.Make(graph, Engine.AnyParallelMode(), pool);
        Exception? failure = Engine.Run<int[]>(executor, 0, _ => ControlledSchedule.Require(false));
        ControlledSchedule.Require(failure?.Message == "0");
        pool.Dispose();
        Engine.RequireRest(executor);

        int[] Items(int x) => [x, x + 1, x + 2];

        Task<int> Later(int item) => (item == 1 ? first : second).Promise(
            () => item < 2 ? throw new FormatException(item.ToString(System.Globalization.CultureInfo.InvariantCulture)) : item, () => ControlledSchedule.Point());
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
