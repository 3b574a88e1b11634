using Xcs.Execution;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

public sealed class DisposalScenarios
{
    // Opened before or refused: an open run ends, with what outside threads and blocking threads still bring.
    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    public void AnOpenRunEndsAndALaterOneIsRefused(ExecutionMode mode) => ControlledSchedule.Explore(() =>
    {
        using var outside = new Outside();
        Probe probe = Probe.Random(5, outside, mayBlock: true);
        WorkerPool pool = Engine.Pool(2);
        Executor executor = Engine.Make(probe.Build(all: true), mode, pool);
        int steps = ControlledSchedule.Next(80);
        bool isDisposed = false;
        ControlledSchedule.Start("disposer", () =>
        {
            for (int step = 0; step < steps; step++) ControlledSchedule.Point();
            pool.Dispose();
            isDisposed = true;
        });
        try
        {
            Engine.Run<int[]>(executor, 7, result => probe.RequireResult(result, 7));
            probe.RequireRuns();
        }
        catch (ObjectDisposedException)
        {
            probe.Runs = 0;
            probe.RequireRuns();
        }

        ControlledSchedule.WaitUntil(() => isDisposed);
        Engine.RequireRest(executor);
    });

    // An open run may open others, wherever its operators run: on a worker, or on the caller, which is no thread of the pool.
    [Fact]
    public void AnOpenRunMayStillOpenOthers() => ControlledSchedule.Explore(() =>
    {
        WorkerPool pool = Engine.Pool(2);
        var inner = new Probe { Runs = 2 };
        inner.Add(0);
        inner.Add(0);
        Executor nested = Engine.Make(inner.Build(), Engine.AnyParallelMode(), pool);
        var outer = new Probe();
        int[] pair = [outer.Add(0), outer.Add(0)];
        outer.Add(pair);
        bool isOpen = false;
        outer.During = node =>
        {
            isOpen = true;
            ControlledSchedule.Point();
            if (pair.Contains(node)) inner.RequireResult(Engine.Invoke<int[]>(nested, node), node);
        };
        bool isDisposed = false;
        ControlledSchedule.Start("disposer", () =>
        {
            ControlledSchedule.WaitUntil(() => isOpen);
            pool.Dispose();
            isDisposed = true;
        });
        Executor executor = Engine.Make(outer.Build(), Engine.AnyParallelMode(), pool);
        Engine.Run<int[]>(executor, 4, result => outer.RequireResult(result, 4));
        ControlledSchedule.WaitUntil(() => isDisposed);
        outer.RequireRuns();
        inner.RequireRuns();
        Engine.RequireRest(executor);
        Engine.RequireRest(nested);
    });

    // On a worker or on the caller: either way Dispose only begins, because it would wait for its own operator.
    [Fact]
    public void AnOperatorMayDisposeOfItsPool() => ControlledSchedule.Explore(() =>
    {
        WorkerPool pool = Engine.Pool(2);
        var probe = new Probe();
        int[] pair = [probe.Add(0), probe.Add(0)];
        probe.Add(pair);
        probe.During = node =>
        {
            if (pair.Contains(node)) pool.Dispose();
        };
        Executor executor = Engine.Make(probe.Build(), Engine.AnyParallelMode(), pool);
        Engine.Run<int[]>(executor, 4, result => probe.RequireResult(result, 4));
        pool.Dispose();
        probe.RequireRuns();
        Engine.RequireRest(executor);
    });

    // A stranger's work is accepted while a run keeps the pool open, and then it is executed.
    [Fact]
    public void WhatStrangersBringWhileARunIsOpenIsExecutedOrRefused() => ControlledSchedule.Explore(() =>
    {
        WorkerPool pool = Engine.Pool(1);
        var probe = new Probe();
        probe.Add(0);
        Executor executor = Engine.Make(probe.Build(), ExecutionMode.Eager, pool);
        bool accepted = false, executed = false, isDone = false, isDisposed = false;
        Task<int[]> task = Engine.Start<int[]>(executor, 1);
        ControlledSchedule.Start("disposer", () =>
        {
            pool.Dispose();
            isDisposed = true;
        });
        ControlledSchedule.Start("stranger", () =>
        {
            var item = new Threading.LambdaItem(_ => executed = true);
            try
            {
                if (ControlledSchedule.Next(2) == 0) pool.Enqueue(item, 0);
                else pool.RunBlocking(item, 0);
                accepted = true;
            }
            catch (ObjectDisposedException)
            {
            }

            isDone = true;
        });
        ControlledSchedule.WaitUntil(() => isDone && isDisposed && task.IsCompleted);
        ControlledSchedule.Require(accepted == executed);
        Engine.RequireRest(executor);
    });
}
