using Xcs.Execution;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

public sealed class NestedScenarios
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ARunInsideAnOperator(int workers) => ControlledSchedule.Explore(() =>
    {
        using var outside = new Outside();
        WorkerPool pool = Engine.Pool(workers);
        var inner = new Probe { Outside = outside, Runs = 2 };
        int top = inner.Add(0);
        inner.Add(inner.Add(top), inner.AddAsync(top));
        Executor nested = Engine.Make(inner.Build(), Engine.AnyParallelMode(), pool);
        var outer = new Probe();
        int fork = outer.Add(0);
        int[] branches = [outer.Add(fork), outer.Add(fork)];
        outer.Add(branches);
        outer.During = node =>
        {
            if (branches.Contains(node)) inner.RequireResult(Engine.Invoke<int[]>(nested, node), node);
        };
        Executor executor = Engine.Make(outer.Build(), Engine.AnyParallelMode(), pool);
        Exception? failure = Engine.Run<int[]>(executor, 4, result => outer.RequireResult(result, 4));
        ControlledSchedule.Require(failure is null);
        pool.Dispose();
        outer.RequireRuns();
        inner.RequireRuns();
        Engine.RequireRest(executor);
        Engine.RequireRest(nested);
    });

    // The same graph inside itself: every level needs a run of its own.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AGraphThatCallsItself(int workers) => ControlledSchedule.Explore(() =>
    {
        WorkerPool pool = Engine.Pool(workers);
        Executor? executor = null;
        int calls = 0;
        DataflowGraph graph = Graph.Trace((Traced<int> n) => Graph.Call(Sum, Graph.Call(Sub, n), Graph.Call(Sub, n), n));
        executor = Engine.Make(graph, Engine.AnyParallelMode(), pool);
        Exception? failure = Engine.Run<int>(executor, 2, result => ControlledSchedule.Require(result == 2 + (2 * 1)));
        ControlledSchedule.Require(failure is null && calls == 2 * (1 + 2));
        pool.Dispose();
        Engine.RequireRest(executor);

        int Sub(int n)
        {
            calls++;
            ControlledSchedule.Point();
            return n <= 1 ? 0 : Engine.Invoke<int>(executor!, n - 1);
        }

        int Sum(int left, int right, int n) => left + right + n;
    });

    // The operator's continuation must not be queued to the only worker, which waits for it.
    [Fact]
    public void ARunInsideATaskOfThePool() => ControlledSchedule.Explore(() =>
    {
        using var outside = new Outside();
        WorkerPool pool = Engine.Pool(1);
        DataflowGraph graph = Graph.Trace((Traced<int> x) => Graph.Call(Later, Graph.Call(Later, x)));
        Executor executor = Engine.Make(graph, Engine.AnyParallelMode(), pool);
        Task<int> task = Task.Factory.StartNew(() => Engine.Invoke<int>(executor, 1), CancellationToken.None, TaskCreationOptions.None, pool);
        ControlledSchedule.WaitUntil(() => task.IsCompleted);
        ControlledSchedule.Require(task.Result == 3);
        pool.Dispose();
        Engine.RequireRest(executor);

#pragma warning disable CA2007 // Operators are written by users, who need not know of ConfigureAwait.
        async Task<int> Later(int x) => await outside.Promise(() => x + 1, () => ControlledSchedule.Point());
#pragma warning restore CA2007
    });

    // A second caller keeps the worker that the nested run could use busy for as long as the nested run lasts.
    [Fact]
    public void NestedRunsOfTwoCallersNeverWaitForEachOther() => ControlledSchedule.Explore(() =>
    {
        WorkerPool pool = Engine.Pool(2);
        var inner = new Probe { Runs = 4 };
        inner.Add(0);
        inner.Add(0);
        Executor nested = Engine.Make(inner.Build(), Engine.AnyParallelMode(), pool);
        var outer = new Probe { Runs = 2 };
        outer.Add(0);
        outer.Add(0);
        outer.During = node => inner.RequireResult(Engine.Invoke<int[]>(nested, node), node);
        Executor executor = Engine.Make(outer.Build(), Engine.AnyParallelMode(), pool);
        int callers = 2;
        for (int caller = 1; caller <= 2; caller++)
        {
            int argument = caller;
            ControlledSchedule.Start($"caller {caller}", () =>
            {
                Engine.Run<int[]>(executor, argument, result => outer.RequireResult(result, argument));
                callers--;
            });
        }

        ControlledSchedule.WaitUntil(() => callers == 0);
        pool.Dispose();
        outer.RequireRuns();
        inner.RequireRuns();
        Engine.RequireRest(executor);
        Engine.RequireRest(nested);
    });

    // Every worker waits in a nested call for a task that only another run on the pool can complete.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void WorkersThatAllWaitHelpInBetween(int workers) => ControlledSchedule.Explore(() =>
    {
        WorkerPool pool = Engine.Pool(workers);
        var promises = new TaskCompletionSource<int>[workers];
        Executor leaf = Engine.Make(Graph.Trace((Traced<int> x) => Graph.Call(Keep, x)), Engine.AnyParallelMode(), pool);
        Executor inner = Engine.Make(Graph.Trace((Traced<int> x) => Graph.Call(Promise, x)), Engine.AnyParallelMode(), pool);
        Executor outer = Engine.Make(
            Graph.Trace((Traced<int> x) => Graph.Array(Enumerable.Range(0, workers).Select(k => Graph.Call(Nested, x + k)))), Engine.AnyParallelMode(), pool);
        Task<int[]> run = Engine.Start<int[]>(outer, 0);
        ControlledSchedule.WaitUntil(() => run.IsCompleted);
        ControlledSchedule.Require(run.Result.SequenceEqual(Enumerable.Range(1, workers)));
        pool.Dispose();
        Engine.RequireRest(outer);
        Engine.RequireRest(inner);

        int Nested(int x) => Engine.Invoke<int>(inner, x);

        Task<int> Promise(int x)
        {
            promises[x] = new TaskCompletionSource<int>();
            ControlledSchedule.Point();
            _ = Engine.Start<int>(leaf, x);
            return promises[x].Task;
        }

        int Keep(int x)
        {
            promises[x].SetResult(x + 1);
            return x;
        }
    });

    // An operator holds its worker until a run that it has started is done, as waiting for InvokeAsync does.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void OperatorsThatHoldTheirWorkersForARunThatTheyStarted(int workers) => ControlledSchedule.Explore(() =>
    {
        using var outside = new Outside();
        WorkerPool pool = Engine.Pool(workers);
        Executor inner = Engine.Make(Graph.Trace((Traced<int> x) => Graph.Call(Add, Graph.Call(Later, x), Graph.Call(Step, x))), Engine.AnyParallelMode(), pool);
        Executor outer = Engine.Make(
            Graph.Trace((Traced<int> x) => Graph.Array(Enumerable.Range(0, workers).Select(k => Graph.Call(Hold, x + k)))), Engine.AnyParallelMode(), pool);
        Task<int[]> run = Engine.Start<int[]>(outer, 1);
        ControlledSchedule.WaitUntil(() => run.IsCompleted);
        ControlledSchedule.Require(run.Result.SequenceEqual(Enumerable.Range(0, workers).Select(static k => 2 * (k + 2))));
        pool.Dispose();
        Engine.RequireRest(outer);
        Engine.RequireRest(inner);

        int Hold(int x)
        {
            Task<int> started = Engine.Start<int>(inner, x);
            ControlledSchedule.WaitUntil(() => started.IsCompleted);
            return started.Result;
        }

        Task<int> Later(int x) => outside.Promise(() => x + 1, () => ControlledSchedule.Point());

        int Step(int x) => x + 1;

        int Add(int left, int right) => left + right;
    });
}
