using Xcs.Dataflow;
using Xcs.Dataflow.Operators;

namespace Xcs.Tests.Planning;

public sealed class ExecutionPlanTests
{
    private static readonly Dictionary<string, double> OneSlowLeft = new() { ["left"] = 4000 };

    [Fact]
    public void DiamondHasItsTwoArmsInOneGroup()
    {
        var plan = Diamond().Plan();

        Assert.Equal(3, plan.Waves.Count);
        Assert.Equal([new(2), new(3)], Assert.Single(plan.ParallelGroups));
        Assert.True(plan.Independent(new(2), new(3)));
        Assert.False(plan.Independent(new(1), new(4)));
        Assert.False(plan.Independent(new(2), new(2)));
    }

    [Fact]
    public void UnknownCostsAreAMicrosecond()
    {
        var plan = Diamond().Plan();

        Assert.False(plan.HasKnownCosts);
        Assert.Equal([0, 1000, 1000, 1000, 1000], plan.Costs);
        Assert.Equal(4000, plan.Work);
        Assert.Equal(3000, plan.Span);
        Assert.Equal(4.0 / 3, plan.MaxSpeedup);
    }

    [Fact]
    public void NewCostsMoveTheCriticalPathAndNothingElse()
    {
        var plan = Diamond().Plan().WithCosts(OneSlowLeft);

        Assert.True(plan.HasKnownCosts);
        Assert.Equal([new(1), new(2), new(4)], plan.CriticalPath);
        Assert.Equal([new(1), new(3), new(4)], plan.WithCosts([0, 1, 2, 3, 4]).CriticalPath);
        Assert.Equal(6000, plan.Span);
        Assert.Equal(3, plan.Waves.Count);
    }

    [Fact]
    public void FasterOperatorShortensTheSimulation()
    {
        var plan = Diamond().Plan().WithCosts(OneSlowLeft);

        Assert.Equal(6000, plan.Simulate(2).Makespan);
        Assert.Equal(4000, plan.Simulate(2, new() { Speedups = new Dictionary<string, double> { ["left"] = 2 } }).Makespan);
        Assert.Equal(7000, plan.Simulate(1).Makespan);
        Assert.Equal(1, plan.Simulate(1).Efficiency);
    }

    [Fact]
    public void AsynchronousCallsHoldNoWorker()
    {
        var buffer = new GraphBuffer();
        var x = buffer.Add(new ArgumentOperator<long>("x"), [], default);
        var fetch = new AsyncOperator<long>("fetch", new Invoker<long, ValueTask<long>>(static x => new(x))) { Cost = 5000 };
        var fetched = Enumerable.Range(0, 100).Select(_ => buffer.Add(fetch, [x], default)).ToArray();
        var sum = buffer.Add(new ArrayOperator<long>(100), fetched, default);
        var plan = Graphs.Close(buffer, sum, "fetches").Plan();

        Assert.Equal(6000, plan.Bound(1));
        Assert.Equal(6000, plan.Simulate(1).Makespan);
        Assert.Equal(501_000, plan.Work);
    }

    [Fact]
    public void TextNamesWavesGroupsBoundsAndCriticalPath() => Assert.Equal(
        """
        plan diamond: 4 nodes in 3 waves, 1 parallel groups
          costs: 1 known, 3 assumed to be 1 µs
          work T1 7 µs, span T∞ 6 µs, at most 1.17 times faster
          bound: 6 µs with 2 workers, 6 µs with 4, 6 µs with 8
          wave 0: %1 load
          wave 1: (group of 2) %2 left, %3 right
          wave 2: %4 join
          critical path: %1 load -> %2 left -> %4 join

        """, Diamond().Plan().WithCosts(OneSlowLeft).ToText());

    [Fact]
    public void GraphOfArgumentsAloneHasNoWaves()
    {
        var buffer = new GraphBuffer();
        buffer.Add(new ArgumentOperator<long>("x"), [], default);
        var plan = Graphs.Close(buffer, 0, "identity").Plan();

        Assert.Empty(plan.Waves);
        Assert.Empty(plan.CriticalPath);
        Assert.Equal(0, plan.Simulate(2).Makespan);
        Assert.Equal(1, plan.MaxSpeedup);
        Assert.Contains("0 nodes in 0 waves", plan.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void MillionNodesNeedNoStackAndNoSearchLimit()
    {
        var plan = Graphs.Chain(1_000_000).Plan();

        Assert.Equal(1_000_000, plan.Waves.Count);
        Assert.Equal(1_000_000, plan.CriticalPath.Count);
        Assert.Equal(10_000_000, plan.Span);
        Assert.False(plan.Independent(new(1), new(1_000_000)));
        Assert.Equal(10_000_000, plan.Simulate(2).Makespan);
        Assert.EndsWith("999999 step -> %1000000 step\n", plan.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void WrongOptionsAreRefusedByName()
    {
        var plan = Diamond().Plan();

        Assert.Throws<OptionsException>(() => new PlanOptions { Passes = (OptimizationPasses)64 });
        Assert.Throws<OptionsException>(() => new SimulationOptions { Order = (SchedulingOrder)9 });
        Assert.Throws<OptionsException>(() => new SimulationOptions { Speedups = new Dictionary<string, double> { ["left"] = 0 } });
        Assert.Contains("middle", Assert.Throws<OptionsException>(() => plan.WithCosts(new Dictionary<string, double> { ["middle"] = 1 })).Message, StringComparison.Ordinal);
        Assert.Throws<OptionsException>(() => plan.WithCosts(new Dictionary<string, double> { ["left"] = double.NaN }));
        Assert.Throws<OptionsException>(() => plan.WithCosts([1, 2]));
        Assert.Throws<OptionsException>(() => plan.Simulate(1, new() { Speedups = new Dictionary<string, double> { ["middle"] = 2 } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Bound(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Simulate(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Independent(new(0), new(5)));
    }

    private static DataflowGraph Diamond()
    {
        var buffer = new GraphBuffer();
        var x = buffer.Add(new ArgumentOperator<long>("x"), [], default);
        var load = buffer.Add(One("load"), [x], default);
        var left = buffer.Add(One("left"), [load], default);
        var right = buffer.Add(One("right"), [load], default);
        var join = buffer.Add(new CallOperator<long>("join", new Invoker<long, long, long>(static (a, b) => a + b)), [left, right], default);
        return Graphs.Close(buffer, join, "diamond");
    }

    private static CallOperator<long> One(string name) => new(name, new Invoker<long, long>(static x => x + 1));
}
