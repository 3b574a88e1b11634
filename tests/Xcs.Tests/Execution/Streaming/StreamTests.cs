using System.Collections.Concurrent;
using Xcs.Execution.Streaming;
using Xcs.Tests.Threading;

namespace Xcs.Tests.Execution.Streaming;

public sealed class StreamTests
{
    public static TheoryData<int, ExecutionMode> WorkersAndModes => new(
        from workers in (int[])[1, 2, 3, 8]
        from mode in Enum.GetValues<ExecutionMode>()
        select new TheoryDataRow<int, ExecutionMode>(workers, mode));

    [Theory]
    [MemberData(nameof(WorkersAndModes))]
    public async Task ResultsComeInTheOrderOfTheItems(int workers, ExecutionMode mode)
    {
        using var pool = new WorkerPool(new() { Workers = workers });
        var function = Graph.Jit<int, long>(
            x =>
            {
                var square = Graph.Call(static (int x) => (long)x * x, x);
                var later = Graph.Call(static async Task<long> (int x) => { await Task.Yield(); return x + 1L; }, x);
                var blocked = Graph.Call(Blocked, x);
                return Graph.Call(static (long a, long b, string c) => a + b + c.Length, square, later, blocked);
            },
            new() { Pool = pool, Mode = mode });

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(Streams.Of(Enumerable.Range(0, 500))));

        Assert.Null(failure);
        Assert.Equal(Enumerable.Range(0, 500).Select(static x => function_of(x)), results);

        static long function_of(int x) => ((long)x * x) + x + 1 + x.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
    }

    [Theory]
    [InlineData(CompilationMode.Tiered)]
    [InlineData(CompilationMode.Immediate)]
    [InlineData(CompilationMode.Interpreted)]
    public async Task ManyCheapItemsComeInOrder(CompilationMode compilation)
    {
        using var pool = new WorkerPool(new() { Workers = 3 });
        var function = Graph.Jit<int, int>(x => (x * 3) + x - Graph.Constant(7), new() { Pool = pool, Compilation = compilation });

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(Streams.Of(Enumerable.Range(0, 100_000))));

        Assert.Null(failure);
        Assert.Equal(Enumerable.Range(0, 100_000).Select(static x => (4 * x) - 7), results);
    }

    [Fact]
    public async Task SeveralArgumentsComeAsTuples()
    {
        var function = Graph.Jit<int, string, string>((a, b) => Graph.Call(static (int a, string b) => b + a, a, b));

        var (results, _) = await Streams.DrainInTime(function.StreamAsync(Streams.Of<(int, string)>([(1, "a"), (2, "b")])));

        Assert.Equal(["a1", "b2"], results);
    }

    [Fact]
    public async Task AnArgumentMayBeTheResult()
    {
        var function = Graph.Jit<int, int>(x => x);

        var (results, _) = await Streams.DrainInTime(function.StreamAsync(Streams.Of(Enumerable.Range(0, 10))));

        Assert.Equal(Enumerable.Range(0, 10), results);
    }

    [Fact]
    public async Task AnEmptySourceGivesAnEmptyStream()
    {
        var source = new ProbedSource(0);
        var function = Graph.Jit<int, int>(x => x + 1);

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(source));

        Assert.Empty(results);
        Assert.Null(failure);
        Assert.Equal(0, source.Open);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task ComputingItemsOverlapOnAllWorkers(int workers)
    {
        using var pool = new WorkerPool(new() { Workers = workers });
        var meeting = new Meeting(workers);
        var function = Graph.Jit<int, int>(x => Graph.Call((int x) => { meeting.Wait(); return x; }, x), new() { Pool = pool });

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(Streams.Of(Enumerable.Range(0, workers))));

        Assert.Null(failure);
        Assert.Equal(Enumerable.Range(0, workers), results);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WaitingItemsOverlapOnOneWorker(bool blocking)
    {
        using var pool = new WorkerPool(new() { Workers = 1 });
        var meeting = new Meeting(8);
        var function = blocking
            ? Graph.Jit<int, int>(x => Graph.Call(new BlockingMeeting(meeting).Wait, x), new() { Pool = pool })
            : Graph.Jit<int, int>(x => Graph.Call(async Task<int> (int x) => { await meeting.WaitAsync(); return x; }, x), new() { Pool = pool });

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(Streams.Of(Enumerable.Range(0, 8))));

        Assert.Null(failure);
        Assert.Equal(Enumerable.Range(0, 8), results);
    }

    [Fact]
    public async Task StagesOverlapOnDifferentItems()
    {
        using var pool = new WorkerPool(new() { Workers = 2 });
        var meeting = new Meeting(2);
        var log = new Log();
        var function = Graph.Jit<int, int>(
            x =>
            {
                var first = Graph.Call(log.First, Graph.Call((int x) => { if (x == 1) meeting.Wait(); return x; }, x));
                return Graph.Call(log.Second, Graph.Call((int x) => { if (x == 0) meeting.Wait(); return x; }, first));
            },
            new() { Pool = pool });

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(Streams.Of(Enumerable.Range(0, 2))));

        Assert.Null(failure);
        Assert.Equal([0, 1], results);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task TheSourceIsReadNoFurtherAheadThanTheBound(int workers)
    {
        using var pool = new WorkerPool(new() { Workers = workers });
        var bound = StreamLimits.Batches(workers);
        var release = new TaskCompletionSource();
        var source = new ProbedSource(10_000);
        var function = Graph.Jit<int, int>(x => Graph.Call(async Task<int> (int x) => { await release.Task; return x; }, x), new() { Pool = pool });
        var enumerator = function.StreamAsync(source).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        var first = enumerator.MoveNextAsync();
        Eventually.Holds(() => source.Read == bound);
        await Task.Yield();
        Assert.Equal(bound, source.Read);
        release.SetResult();
        Assert.True(await first);
        for (var k = 1; k < 100; k++)
        {
            Assert.True(await enumerator.MoveNextAsync());
            Assert.InRange(source.Read, k + 1, k + (bound * StreamLimits.MostItems));
        }

        await enumerator.DisposeAsync();
        Assert.Equal(0, source.Open);
    }

    [Fact]
    public async Task AResultIsGivenBeforeTheSourceHasItsNextItem()
    {
        var asked = new TaskCompletionSource();
        var source = new ProbedSource(3, k => k < 2 ? Task.CompletedTask : asked.Task);
        var function = Graph.Jit<int, int>(x => x + 1);
        await using var enumerator = function.StreamAsync(source).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await enumerator.MoveNextAsync());
        Assert.True(await enumerator.MoveNextAsync());
        Assert.Equal(2, enumerator.Current);
        asked.SetResult();
        Assert.True(await enumerator.MoveNextAsync());
        Assert.Equal(3, enumerator.Current);
        Assert.False(await enumerator.MoveNextAsync());
    }

    [Fact]
    public async Task EachEnumerationStartsAfreshAndTheyAreIndependent()
    {
        var source = new ProbedSource(200);
        var function = Graph.Jit<int, int>(x => x * 2);
        var stream = function.StreamAsync(source);
        Assert.Equal(0, source.Opened);

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Streams.DrainInTime(stream)));

        Assert.Equal(8, source.Opened);
        Assert.All(all, static one => Assert.Equal(Enumerable.Range(0, 200).Select(static x => 2 * x), one.Results));
    }

    [Fact]
    public async Task AsyncLocalsOfTheConsumerReachTheOperators()
    {
        var local = new AsyncLocal<int> { Value = 42 };
        var seen = new ConcurrentBag<int>();
        var function = Graph.Jit<int, int>(x =>
        {
            var waited = Graph.Call(async Task<int> (int x) => { await Task.Yield(); seen.Add(local.Value); return x; }, x);
            return Graph.Call((int x) => { seen.Add(local.Value); return x; }, waited);
        });

        await Streams.DrainInTime(function.StreamAsync(Streams.Of(Enumerable.Range(0, 50))));

        Assert.All(seen, static value => Assert.Equal(42, value));
        Assert.Equal(100, seen.Count);
    }

    [Fact]
    public void ExplainTellsTheStages()
    {
        var log = new Log();
        var function = Graph.Jit<int, int>(x => Graph.Call(log.First, Graph.Call(static async Task<int> (int x) => { await Task.Yield(); return x; }, x + 1)));

        Assert.Contains(
            "stream: several items at a time: %2 add | several items at a time, may wait: %3 lambda | one item after the other: %4 First\n",
            function.Explain(), StringComparison.Ordinal);
    }

    [Operator(Blocking = true)]
    private static string Blocked(int x) => x.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed class BlockingMeeting(Meeting meeting)
    {
        [Operator(Blocking = true)]
        public int Wait(int x)
        {
            meeting.Wait();
            return x;
        }
    }
}
