using Xcs.Compilation;
using Xcs.Execution;

namespace Xcs.Tests.Compilation;

public sealed class LanesTests
{
    private const int Steps = 640;

    [Theory]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Eager)]
    public void ALaneThatReadsAnotherFollowsABlockBehind(ExecutionMode mode)
    {
        // Blocks of 20 waves: 2 lanes of 20 x 50 ns are worth sharing, 2 nodes of 50 ns are not.
        var units = Units(Sweep, width: 2, nanoseconds: 50, mode);
        Assert.Equal(2, units.Width);
        Assert.Equal(34, units.WaveStart.Length - 1);
        Assert.All(Enumerable.Range(1, 31), wave => Assert.Equal([20, 20], Sizes(units, wave)));
    }

    [Fact]
    public void LanesThatReadEachOtherAreNoLanes()
    {
        var units = Units(Exchange, width: 2, nanoseconds: 50, ExecutionMode.Eager);
        Assert.Equal(1, units.Width);
    }

    [Fact]
    public void NodesThatAreWorthAUnitAreNotJoined()
    {
        var units = Units(Sweep, width: 2, nanoseconds: 10_000, ExecutionMode.Eager);
        Assert.Equal((2 * Steps) + 1, units.UnitCount);
    }

    [Fact]
    public void WhatATreeLeavesBehindIsTakenTogether()
    {
        // One path, and at each of its nodes a leaf: the leaves of a block are a unit, the path goes on beside them.
        var units = Units(Comb, width: 1, nanoseconds: 50, ExecutionMode.Eager);
        Assert.InRange(units.UnitCount, 32, 5 * 32);
        Assert.InRange(units.Width, 2, 4);
    }

    [Fact]
    public void AWorkerGoesOnWithWhatHasMostBehindIt()
    {
        var units = Units(Comb, width: 1, nanoseconds: 50, ExecutionMode.Eager);
        Assert.All(Enumerable.Range(0, units.UnitCount).Where(unit => units.Successors[unit].Length > 1), unit =>
            Assert.Equal(units.Successors[unit].ToArray().Max(successor => Tail(units, successor)), Tail(units, units.Successors[unit][0])));
    }

    [Theory]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Eager)]
    public void EdgesOfRandomGraphsLeadToLaterWaves(ExecutionMode mode)
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var graph = Trace(RandomGraph(random), random.Next(1, 12));
            var units = Clustering.Grains(graph, [.. Enumerable.Range(0, graph.NodeCount).Select(_ => (double)random.Next(1, 400))], mode);
            Assert.True(units.Order.Order().SequenceEqual(Enumerable.Range(1, graph.NodeCount - 1)), $"seed {seed}: not every node once");
            for (var wave = 0; wave + 1 < units.WaveStart.Length; wave++)
            {
                for (var unit = units.WaveStart[wave]; unit < units.WaveStart[wave + 1]; unit++)
                    Assert.True(units.Successors[unit].ToArray().All(successor => successor >= units.WaveStart[wave + 1]), $"seed {seed}: unit {unit}");
            }
        }
    }

    [Theory]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Eager)]
    public void LanesGiveWhatTheSequentialProgramGives(ExecutionMode mode)
    {
        foreach (var make in (ReadOnlySpan<Func<Traced<int>[], int, Traced<int>[]>>)[Sweep, Exchange, Comb, RandomGraph(new Random(7))])
        {
            var graph = Trace(make, width: 3);
            double[] costs = [.. Enumerable.Repeat(60.0, graph.NodeCount)];
            var units = Clustering.Grains(graph, costs, mode);
            var prepared = new PreparedRun(units.With(UnitCode.Compile(units, costs)), WorkerPool.Shared);
            for (var argument = 0; argument < 20; argument++)
                Assert.Equal(OneByOne(graph, argument), Run(prepared, mode, argument));
        }
    }

    private static int Run(PreparedRun prepared, ExecutionMode mode, int argument)
    {
        var (run, root) = (prepared.Run, prepared.Root);
        run.Open(mode, callerTakesPart: true);
        root.Begin(parent: null, parentUnit: 0);
        root.Frame.Write(0, argument);
        root.Start(run.CallerPlace());
        run.RunToEnd(run.CallerPlace());
        Assert.Null(root.Failure);
        return root.Frame.Read<int>(root.Units.Graph.Result.Value);
    }

    private static int OneByOne(DataflowGraph graph, int argument)
    {
        var frame = graph.Units.CreateFrame();
        frame.Write(0, argument);
        for (var node = 1; node < graph.NodeCount; node++)
            graph.Operators[node].Execute(frame, graph.Inputs[node], node);
        return frame.Read<int>(graph.Result.Value);
    }

    // Each reads its own and its left neighbour's.
    private static Traced<int>[] Sweep(Traced<int>[] before, int step) =>
        [.. before.Select((value, k) => Graph.Call(Add, before[Math.Max(0, k - 1)], value))];

    // Each reads its own and its neighbour's on a ring.
    private static Traced<int>[] Exchange(Traced<int>[] before, int step) =>
        [.. before.Select((value, k) => Graph.Call(Add, before[(k + 1) % before.Length], value))];

    // The first goes on, and a leaf that nobody else reads hangs on it: all are read at the end.
    private static Traced<int>[] Comb(Traced<int>[] before, int step) =>
        [Graph.Call(Add, before[0], before[0]), .. before.Skip(1), Graph.Call(Add, before[0], before[0])];

    private static Func<Traced<int>[], int, Traced<int>[]> RandomGraph(Random random) => (before, _) =>
        [.. before.Select(value => random.Next(4) == 0 ? Graph.Call(Add, before[random.Next(before.Length)], before[random.Next(before.Length)]) : Graph.Call(Add, value, before[random.Next(before.Length)]))];

    private static UnitGraph Units(Func<Traced<int>[], int, Traced<int>[]> make, int width, double nanoseconds, ExecutionMode mode)
    {
        var graph = Trace(make, width);
        return Clustering.Grains(graph, [.. Enumerable.Repeat(nanoseconds, graph.NodeCount)], mode);
    }

    private static DataflowGraph Trace(Func<Traced<int>[], int, Traced<int>[]> make, int width) => Graph.Trace(Program(make, width));

    private static Func<Traced<int>, Traced<int>> Program(Func<Traced<int>[], int, Traced<int>[]> make, int width) => x =>
    {
        var values = Enumerable.Repeat(x, width).ToArray();
        for (var step = 0; step < Steps; step++)
            values = make(values, step);
        return Graph.Call(Sum, Graph.Array(values));
    };

    private static int[] Sizes(UnitGraph units, int wave) =>
        [.. Enumerable.Range(units.WaveStart[wave], units.WaveStart[wave + 1] - units.WaveStart[wave]).Select(unit => units.UnitStart[unit + 1] - units.UnitStart[unit])];

    private static int Tail(UnitGraph units, int unit) => units.Successors[unit].ToArray().Select(successor => Tail(units, successor) + 1).DefaultIfEmpty().Max();

    private static int Add(int a, int b) => unchecked(a + (3 * b) + 1);

    private static int Sum(int[] values) => values.Aggregate(0, static (sum, value) => unchecked((31 * sum) + value));
}
