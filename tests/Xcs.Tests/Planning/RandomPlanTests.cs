namespace Xcs.Tests.Planning;

/// <summary>Plans of random graphs against slow answers. The seed is part of the test's name.</summary>
public sealed class RandomPlanTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void WavesAreLongestPathLevels(int seed)
    {
        var plan = Plan(seed, out var oracle);

        for (var id = 0; id < plan.Graph.NodeCount; id++)
            Assert.Equal(oracle.Level(id), plan.Table.Levels[id]);
        for (var wave = 0; wave < plan.Waves.Count; wave++)
            Assert.Equal(Enumerable.Range(0, plan.Graph.NodeCount).Where(id => oracle.Level(id) == wave), plan.Waves[wave].Select(static id => id.Value));
        Assert.Equal(plan.Graph.Nodes.Count(static node => !node.Operator.IsGiven), plan.Waves.Sum(static wave => wave.Count));
        Assert.Equal(plan.Waves.Where(static wave => wave.Count > 1).SelectMany(static wave => wave), plan.ParallelGroups.SelectMany(static group => group));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IndependenceIsUnreachability(int seed)
    {
        var plan = Plan(seed, out var oracle);

        for (var a = 0; a < plan.Graph.NodeCount; a++)
        {
            for (var b = 0; b < plan.Graph.NodeCount; b++)
                Assert.True(oracle.Independent(a, b) == plan.Independent(new(a), new(b)), $"%{a}, %{b}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void CriticalPathIsALongestPath(int seed)
    {
        var plan = Plan(seed, out var oracle);
        var path = plan.CriticalPath.Select(static id => id.Value).ToArray();

        Assert.Equal(Enumerable.Range(0, plan.Graph.NodeCount).Max(id => oracle.LongestTo(id, plan.Costs)), plan.Span);
        Assert.Equal(plan.Span, path.Sum(id => plan.Costs[id]));
        Assert.Equal(plan.Costs.Sum(), plan.Work);
        Assert.All(path.Zip(path.Skip(1)), pair => Assert.Contains(pair.First, oracle.Before(pair.Second)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void SimulationIsGreedyListScheduling(int seed)
    {
        var plan = Plan(seed, out var oracle);

        foreach (var workers in (int[])[1, 2, 3, 5])
        {
            foreach (var order in Enum.GetValues<SchedulingOrder>())
            {
                var simulation = plan.Simulate(workers, new() { Order = order });
                Assert.Equal(oracle.Makespan(plan.Costs, workers, order == SchedulingOrder.LongestPathFirst), simulation.Makespan);
                // Whenever not all workers are busy, the longest path that is left gets shorter.
                Assert.InRange(simulation.Makespan, simulation.Bound, (plan.Path.WorkerTime / workers) + plan.Span);
                Assert.InRange(simulation.Efficiency, 0, 1);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void TextIsTheSameEachTime(int seed) => Assert.Equal(Plan(seed, out _).ToText(), Plan(seed, out _).ToText());

    private static ExecutionPlan Plan(int seed, out Oracle oracle)
    {
        var plan = Graphs.Random(seed, nodes: 14 + (seed % 5), reach: seed % 2 == 0 ? 6 : 20).Plan(new() { Passes = OptimizationPasses.None });
        oracle = new Oracle(plan.Graph);
        return plan;
    }
}
