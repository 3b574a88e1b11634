using Xcs.Execution;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

// Operators that wait for each other end only if each has a thread: a unit that lies about while a worker sleeps is a deadlock here.
public sealed class RendezvousScenarios
{
    [Theory]
    [InlineData(2, ExecutionMode.Eager)]
    [InlineData(3, ExecutionMode.Eager)]
    [InlineData(2, ExecutionMode.Waves)]
    [InlineData(3, ExecutionMode.Waves)]
    public void AsManyUnitsAsWorkersMeet(int workers, ExecutionMode mode) => ControlledSchedule.Explore(() =>
    {
        var probe = new Probe();
        int top = probe.Add(0);
        for (int k = 0; k < workers; k++) probe.Add(top);
        probe.During = Meet(probe, Enumerable.Range(top + 1, workers).ToArray());
        Check(probe, mode, workers);
    });

    // Whoever has run the small node of a wave looks for the next unit, leaves or sleeps while the others become ready.
    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    public void UnitsMeetAgainAndAgain(ExecutionMode mode) => ControlledSchedule.Explore(() =>
    {
        var probe = new Probe();
        int node = 0;
        Action<int> meetings = _ => { };
        for (int wave = 0; wave < 3; wave++)
        {
            int alone = probe.Add(node);
            int[] pair = [probe.Add(alone), probe.Add(alone)];
            meetings += Meet(probe, pair);
            node = probe.Add(pair);
        }

        probe.During = meetings;
        Check(probe, mode, workers: 2);
    });

    [Fact]
    public void UnitsMadeReadyOneByOneMeet() => ControlledSchedule.Explore(() =>
    {
        // Two chains of which each makes one of a pair ready; the workers between them come to rest at any time.
        var probe = new Probe();
        int left = probe.Add(0), right = probe.Add(0);
        int both = probe.Add(left, right);
        int[] three = [probe.Add(left, both), probe.Add(right, both), probe.Add(both)];
        probe.During = Meet(probe, three);
        Check(probe, ExecutionMode.Eager, workers: 3);
    });

    // The caller and one helper: tickets arrive while the helper comes, goes and thinks better of it.
    [Fact]
    public void TheLastSideNodeOfAChainMeetsItsEnd() => ControlledSchedule.Explore(() =>
    {
        var probe = new Probe();
        int chain = 0, side = 0;
        for (int k = 0; k < 3; k++)
        {
            chain = probe.Add(chain);
            side = probe.Add(chain);
        }

        int[] pair = [side, probe.Add(chain)];
        probe.During = Meet(probe, pair);
        WorkerPool pool = Engine.Pool(2);
        Executor executor = Engine.Make(probe.Build(all: true), ExecutionMode.Eager, pool);
        probe.RequireResult(Engine.Invoke<int[]>(executor, 3), 3);
        pool.Dispose();
        probe.RequireRuns();
        Engine.RequireRest(executor);
    });

    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    public void UnitsMadeReadyFromOutsideMeet(ExecutionMode mode) => ControlledSchedule.Explore(() =>
    {
        using var outside = new Outside();
        var probe = new Probe { Outside = outside };
        int[] answers = [probe.AddAsync(0), probe.AddAsync(0)];
        int[] pair = [probe.Add(answers), probe.Add(answers[0], answers[0], answers[1])];
        probe.During = Meet(probe, pair);
        Check(probe, mode, workers: 2);
    });

    [Fact]
    public void ItemsOfAMapMeet() => ControlledSchedule.Explore(() =>
    {
        WorkerPool pool = Engine.Pool(2);
        var arrived = 0;
        DataflowGraph graph = Graph.Trace((Traced<int> x) => Graph.Map(Graph.Call(Items, x), item => Graph.Call(Arrive, item)));
        Executor executor = Engine.Make(graph, Engine.AnyParallelMode(), pool);
        Engine.Run<int[]>(executor, 1, result => ControlledSchedule.Require(result is [1, 2]));
        pool.Dispose();
        Engine.RequireRest(executor);

        int[] Items(int x) => [x, x + 1];

        int Arrive(int item)
        {
            arrived++;
            ControlledSchedule.WaitUntil(() => arrived == 2);
            return item;
        }
    });

    private static Action<int> Meet(Probe probe, int[] nodes)
    {
        int arrived = 0;
        return node =>
        {
            if (!nodes.Contains(node)) return;
            arrived++;
            ControlledSchedule.WaitUntil(() => arrived == nodes.Length * probe.Runs);
        };
    }

    private static void Check(Probe probe, ExecutionMode mode, int workers)
    {
        WorkerPool pool = Engine.Pool(workers);
        Executor executor = Engine.Make(probe.Build(all: true), mode, pool);
        Engine.Run<int[]>(executor, 3, result => probe.RequireResult(result, 3));
        pool.Dispose();
        probe.RequireRuns();
        Engine.RequireRest(executor);
    }
}
