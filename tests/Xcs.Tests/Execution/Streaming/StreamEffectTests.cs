using Xcs.Execution.Streaming;

namespace Xcs.Tests.Execution.Streaming;

public sealed class StreamEffectTests
{
    public static TheoryData<int, ExecutionMode> WorkersAndModes => StreamTests.WorkersAndModes;

    [Theory]
    [MemberData(nameof(WorkersAndModes))]
    public async Task EffectsOnOneResourceHappenInTheOrderOfItemsAndNodes(int workers, ExecutionMode mode)
    {
        using var pool = new WorkerPool(new() { Workers = workers });
        var log = new Log();
        var function = Graph.Jit<int, int>(
            x =>
            {
                var before = Graph.Call(log.Second, x);
                var between = Graph.Call(static async Task<int> (int x) => { await Task.Yield(); return x + 1000; }, before);
                var first = Graph.Call(log.First, x);
                var after = Graph.Call(log.SecondLater, between);
                return Graph.Call(static (int a, int b) => a + b, first, after);
            },
            new() { Pool = pool, Mode = mode });

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(Streams.Of(Enumerable.Range(0, 200))));

        Assert.Null(failure);
        Assert.Equal(Enumerable.Range(0, 200).Select(static x => (2 * x) + 1000), results);
        Assert.Equal(Enumerable.Range(0, 200), log.Firsts);
        Assert.Equal(Enumerable.Range(0, 200).SelectMany(static x => (int[])[x, x + 1000]), log.Seconds);
    }

    [Theory]
    [MemberData(nameof(WorkersAndModes))]
    public async Task AnItemCommitsOnlyWhenAllBeforeItHaveSucceeded(int workers, ExecutionMode mode)
    {
        using var pool = new WorkerPool(new() { Workers = workers });
        var log = new Log();
        var function = Graph.Jit<int, int>(
            x =>
            {
                var commit = Graph.Call(log.Commit, x);
                var late = Graph.Call(static async Task<int> (int x) => { await Task.Yield(); return x == 30 ? throw new FormatException("late") : x; }, commit);
                var apart = Graph.Call(static (int x) => x == 31 ? throw new FormatException("apart") : x, x);
                return Graph.Call(static (int a, int b) => a + b, late, apart);
            },
            new() { Pool = pool, Mode = mode });

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(Streams.Of(Enumerable.Range(0, 100))));

        Assert.Equal(Enumerable.Range(0, 30).Select(static x => 2 * x), results);
        Assert.Equal("late", failure?.Message);
        Assert.Equal(Enumerable.Range(0, 31), log.Commits);
    }

    [Fact]
    public async Task OrderedEffectsStopAtAnItemThatHasFailedBeforeThem()
    {
        using var pool = new WorkerPool(new() { Workers = 4 });
        var log = new Log();
        var function = Graph.Jit<int, int>(x => Graph.Call(log.First, Graph.Call(static (int x) => x == 40 ? throw new FormatException() : x, x)), new() { Pool = pool });

        var (results, _) = await Streams.DrainInTime(function.StreamAsync(Streams.Of(Enumerable.Range(0, 1000))));

        Assert.Equal(Enumerable.Range(0, 40), results);
        Assert.Equal(Enumerable.Range(0, 40), log.Firsts);
    }

    [Fact]
    public async Task EffectsInsideBodiesKeepTheOrderToo()
    {
        using var pool = new WorkerPool(new() { Workers = 4 });
        var log = new Log();
        var function = Graph.Jit<int, int[]>(x => Graph.Map(Graph.Call(static (int x) => (int[])[x, x, x], x), item => Graph.Call(log.SecondLater, item)), new() { Pool = pool });

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(Streams.Of(Enumerable.Range(0, 100))));

        Assert.Null(failure);
        Assert.Equal(100, results.Count);
        Assert.Equal(Enumerable.Range(0, 100).SelectMany(static x => (int[])[x, x, x]), log.Seconds);
    }

    [Fact]
    public void NodesThatOnlyComputeStayOutOfOrderedStages()
    {
        var log = new Log();
        var graph = Graph.Trace<int, int>(x =>
        {
            var heavy = Graph.Call(static (int x) => x * 2, x);
            var logged = Graph.Call(log.First, x);
            var after = Graph.Call(static (int a, int b) => a + b, heavy, logged);
            return Graph.Call(log.Second, after);
        });

        Assert.Equal([-1, 0, 1, 2, 3], StreamStages.Of(graph));
    }

    [Fact]
    public void WhatLiesBetweenTwoEffectsOnOneResourceIsInTheirStage()
    {
        var log = new Log();
        var graph = Graph.Trace<int, int>(x =>
        {
            var first = Graph.Call(log.First, x);
            var between = Graph.Call(static (int x) => x * 2, first);
            var second = Graph.Call(log.Second, between);
            return Graph.Call(log.First, second);
        });

        Assert.Equal([-1, 0, 0, 0, 0], StreamStages.Of(graph));
    }

    [Fact]
    public void WhatCommitsIsInTheLastStageWithWhatDependsOnIt()
    {
        var log = new Log();
        var graph = Graph.Trace<int, int>(x =>
        {
            var commit = Graph.Call(log.Commit, x);
            var dependent = Graph.Call(static (int x) => x + 1, commit);
            var apart = Graph.Call(log.First, x);
            return Graph.Call(static (int a, int b) => a + b, dependent, apart);
        });

        Assert.Equal([-1, 1, 1, 0, 1], StreamStages.Of(graph));
    }

    [Theory]
    [InlineData(100_000)]
    public void StagesOfLongChainsAreFoundWithoutRecursionAndAreFew(int length)
    {
        var effects = new Log();
        var graph = Graph.Trace<int, int>(x =>
        {
            x = Graph.Call(effects.First, x);
            for (var k = 0; k < length; k++)
                x += k;
            return Graph.Call(effects.First, x);
        });
        Assert.All(StreamStages.Of(graph).Skip(1), (stage, k) => Assert.True(stage <= 0));
    }

    [Fact]
    public void MoreStagesThanTheLimitAreJoined()
    {
        var builder = new GraphBuilder();
        var node = builder.Argument<int>("x");
        for (var k = 0; k < 40; k++)
        {
            var previous = node;
            node = builder.Add(k % 2 == 0 ? static (int x) => x + 1 : (Delegate)WaitAsync);
            builder.Connect(previous, node, 0);
        }

        var graph = builder.Build(node);
        var stages = StreamStages.Of(graph);

        Assert.Equal(StreamStages.Most - 1, stages.Max());
        Assert.Equal(stages.Skip(1).Order(), stages.Skip(1));

        static async Task<int> WaitAsync(int x)
        {
            await Task.Yield();
            return x;
        }
    }
}
