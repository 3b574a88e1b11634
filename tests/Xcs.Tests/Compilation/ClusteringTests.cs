using Xcs.Compilation;

namespace Xcs.Tests.Compilation;

public sealed class ClusteringTests
{
    private const int Steps = 20;

    [Fact]
    public void AWaveThatIsWorthAHandOverIsSharedByTwo() =>
        Assert.All(UnitsOfWaves(width: 8, _ => 200), units => Assert.Equal([4, 4], units));

    [Fact]
    public void WithoutBarriersEachOfTwoHasTwoUnits() =>
        Assert.All(UnitsOfWaves(width: 8, _ => 200, mode: ExecutionMode.Eager), units => Assert.Equal([2, 2, 2, 2], units));

    [Theory]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Eager)]
    public void AWaveThatIsNotGoesTogetherWithItsNeighbours(ExecutionMode mode)
    {
        // 8 nodes of 30 ns: what the others would have to fetch costs more.
        var units = Clustering.Grains(Stencil(8), Costs(Stencil(8), _ => 30), mode);
        Assert.Equal(1, units.Width);
        Assert.True(units.UnitCount <= 2, $"{units.UnitCount} units");
    }

    [Fact]
    public void LargerWavesAreCutFinerIntoAPowerOfTwo() =>
        Assert.All(UnitsOfWaves(width: 16, _ => 250), units => Assert.Equal([4, 4, 4, 4], units));

    [Fact]
    public void NodesLargeEnoughToStandAloneDo() =>
        Assert.All(UnitsOfWaves(width: 5, _ => 10_000), units => Assert.Equal([1, 1, 1, 1, 1], units));

    [Fact]
    public void ManyTinyNodesAreCutByWorkAlone() =>
        // 65 µs in one wave: sixteen times what is worth a unit.
        Assert.Equal(Enumerable.Repeat(4096, 16), UnitsOfWaves(width: 65_536, _ => 1, steps: 1)[0]);

    [Fact]
    public void SmallDifferencesOfCostMoveNoCut() =>
        Assert.All(UnitsOfWaves(width: 8, node => 200 + (node * 7919 % 13 * 2)), units => Assert.Equal([4, 4], units));

    [Fact]
    public void WhatIsLargeStandsAloneAmongSmallNodes() =>
        // The last node of a wave has half of its work.
        Assert.All(UnitsOfWaves(width: 8, node => node % 8 == 0 ? 1400 : 200), units => Assert.Equal([3, 3, 1, 1], units));

    // Nodes by unit, wave after wave; the last node, which reads the ends of the last wave, left out.
    private static int[][] UnitsOfWaves(int width, Func<int, double> cost, int steps = Steps, ExecutionMode mode = ExecutionMode.Waves)
    {
        var graph = Stencil(width, steps);
        var units = Clustering.Grains(graph, Costs(graph, cost), mode);
        return
        [
            .. Enumerable.Range(0, steps).Select(wave => Enumerable.Range(units.WaveStart[wave], units.WaveStart[wave + 1] - units.WaveStart[wave])
                .Select(unit => units.UnitStart[unit + 1] - units.UnitStart[unit]).ToArray()),
        ];
    }

    private static double[] Costs(DataflowGraph graph, Func<int, double> cost) => [.. Enumerable.Range(0, graph.NodeCount).Select(cost)];

    // Each node reads both neighbours of the step before.
    private static DataflowGraph Stencil(int width, int steps = Steps) => Graph.Trace((Traced<int> x) =>
    {
        var values = Enumerable.Repeat(x, width).ToArray();
        for (var step = 0; step < steps; step++)
            values = [.. values.Select((_, k) => Graph.Call(Add, values[Math.Max(0, k - 1)], values[Math.Min(width - 1, k + 1)]))];
        return Graph.Call(Add, values[0], values[^1]);
    });

    private static int Add(int a, int b) => a + b;
}
