using Xcs.Tests.Threading;

namespace Xcs.Tests.Execution.Streaming;

public sealed class StreamFailureTests
{
    public static TheoryData<int> Workers => [1, 2, 8];

    [Theory]
    [MemberData(nameof(Workers))]
    public async Task ResultsBeforeTheFirstFailingItemAreGivenThenItsExceptionSurfaces(int workers)
    {
        using var pool = new WorkerPool(new() { Workers = workers });
        var source = new ProbedSource(100_000);
        var function = Graph.Jit<int, int>(x => Graph.Call(static (int x) => x is 333 or 335 ? throw new InvalidDataException($"item {x}") : x, x), new() { Pool = pool });

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(source));

        Assert.Equal(Enumerable.Range(0, 333), results);
        Assert.Equal("item 333", Assert.IsType<InvalidDataException>(failure).Message);
        Assert.Contains(nameof(StreamFailureTests), failure.StackTrace, StringComparison.Ordinal);
        Assert.Equal(0, source.Open);
        Assert.InRange(source.Read, 334, 90_000);
    }

    [Fact]
    public async Task AnEarlierItemThatFailsLaterStillWins()
    {
        using var pool = new WorkerPool(new() { Workers = 2 });
        var second = new TaskCompletionSource();
        var function = Graph.Jit<int, int>(
            x => Graph.Call(
                async Task<int> (int x) =>
                {
                    if (x == 0)
                        await second.Task;
                    else
                        second.TrySetResult();
                    throw new InvalidDataException($"item {x}");
                }, x),
            new() { Pool = pool });

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(Streams.Of([0, 1])));

        Assert.Empty(results);
        Assert.Equal("item 0", failure?.Message);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public async Task WithinAnItemTheFirstFailingNodeInProgramOrderSurfaces(int workers)
    {
        // The ordered node comes first in the program and last in the pipeline; between them lies a stage that waits.
        using var pool = new WorkerPool(new() { Workers = workers });
        var log = new Log();
        var function = Graph.Jit<int, int>(
            x =>
            {
                var waited = Graph.Call(static async Task<int> (int x) => { await Task.Yield(); return x; }, x);
                var first = Graph.Call(Refuse, Graph.Call(log.First, waited));
                var second = Graph.Call(static (int x) => x == 7 ? throw new InvalidDataException("second") : x, x);
                return Graph.Call(static (int a, int b) => a + b, first, second);
            },
            new() { Pool = pool });

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(Streams.Of(Enumerable.Range(0, 20))));

        Assert.Equal(Enumerable.Range(0, 7).Select(static x => 2 * x), results);
        Assert.Equal("first", failure?.Message);
        Assert.Equal(Enumerable.Range(0, 8), log.Firsts);

        static int Refuse(int x) => x == 7 ? throw new FormatException("first") : x;
    }

    [Fact]
    public async Task TheSourcesExceptionSurfacesAfterTheResultsBeforeIt()
    {
        var function = Graph.Jit<int, int>(x => x + 1);
        var exception = new InvalidDataException("source");

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(Streams.ThenThrow(100, exception)));

        Assert.Equal(Enumerable.Range(1, 100), results);
        Assert.Same(exception, failure);
    }

    [Fact]
    public async Task AFailingItemBeforeTheSourcesExceptionWins()
    {
        var function = Graph.Jit<int, int>(x => Graph.Call(static (int x) => x == 3 ? throw new FormatException("item") : x, x));

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(Streams.ThenThrow(4, new InvalidDataException("source"))));

        Assert.Equal([0, 1, 2], results);
        Assert.IsType<FormatException>(failure);
    }

    [Fact]
    public async Task NothingRunsAnyMoreOnceAnAbandonedEnumeratorIsDisposed()
    {
        using var pool = new WorkerPool(new() { Workers = 2 });
        var running = 0;
        var source = new ProbedSource(int.MaxValue);
        var function = Graph.Jit<int, int>(
            x => Graph.Call(
                async Task<int> (int x) =>
                {
                    Interlocked.Increment(ref running);
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                    return x;
                },
                Graph.Call((int x) =>
                {
                    Interlocked.Increment(ref running);
                    Interlocked.Decrement(ref running);
                    return x;
                }, x)),
            new() { Pool = pool });

        await foreach (var result in function.StreamAsync(source, TestContext.Current.CancellationToken))
        {
            if (result == 50)
                break;
        }

        var read = source.Read;
        Assert.Equal(0, Volatile.Read(ref running));
        Assert.Equal(0, source.Open);
        pool.Dispose();
        Assert.Equal(read, source.Read);
    }

    [Fact]
    public async Task DisposingWaitsForOperatorsUnderWay()
    {
        using var pool = new WorkerPool(new() { Workers = 2 });
        using var entered = new SemaphoreSlim(0);
        using var leave = new ManualResetEventSlim();
        var function = Graph.Jit<int, int>(
            x => Graph.Call((int x) =>
            {
                if (x == 1)
                {
                    entered.Release();
                    leave.Wait();
                }

                return x;
            }, x),
            new() { Pool = pool });
        var enumerator = function.StreamAsync(new ProbedSource(2)).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await enumerator.MoveNextAsync());
        await entered.WaitAsync(TestContext.Current.CancellationToken);

        var disposal = enumerator.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        leave.Set();
        Eventually.Ends(disposal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CancellingEndsTheStreamAndTheSource(bool byEnumerator)
    {
        using var cancellation = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        var source = new ProbedSource(10, k => k < 5 ? Task.CompletedTask : never.Task);
        var function = Graph.Jit<int, int>(x => x + 1);
        var stream = byEnumerator ? function.StreamAsync(source) : function.StreamAsync(source, cancellation.Token);
        await using var enumerator = stream.GetAsyncEnumerator(byEnumerator ? cancellation.Token : default);
        for (var k = 0; k < 5; k++)
            Assert.True(await enumerator.MoveNextAsync());

        var next = enumerator.MoveNextAsync().AsTask();
        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        Assert.Equal(0, source.Open);
        if (!byEnumerator)
            Assert.Equal(cancellation.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task ATokenThatIsCancelledAlreadyLeavesTheSourceUntouched()
    {
        var source = new ProbedSource(10);
        var function = Graph.Jit<int, int>(x => x + 1);

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(source, new CancellationToken(canceled: true)));

        Assert.Empty(results);
        Assert.IsAssignableFrom<OperationCanceledException>(failure);
        Assert.Equal(0, source.Opened);
    }

    [Fact]
    public async Task OperatorsSeeTheStreamsToken()
    {
        using var cancellation = new CancellationTokenSource();
        var entered = new TaskCompletionSource();
        var function = Graph.Jit<int, int>(x => Graph.Call(
            async Task<int> (int x, CancellationToken token) =>
            {
                entered.TrySetResult();
                await Task.Delay(Timeout.Infinite, token);
                return x;
            }, x, Graph.CancellationToken()));

        var drain = Streams.DrainInTime(function.StreamAsync(Streams.Of([1, 2, 3]), cancellation.Token), CancellationToken.None);
        await entered.Task.WaitAsync(TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();

        Assert.IsAssignableFrom<OperationCanceledException>((await drain).Failure);
    }

    [Fact]
    public async Task ADisposedPoolIsRefused()
    {
        var pool = new WorkerPool(new() { Workers = 1 });
        var function = Graph.Jit<int, int>(x => x + 1, new() { Pool = pool });
        pool.Dispose();

        var (_, failure) = await Streams.DrainInTime(function.StreamAsync(new ProbedSource(1)));

        Assert.IsType<ObjectDisposedException>(failure);
    }

    [Fact]
    public void ANullSourceIsRefusedAtTheCall()
    {
        var function = Graph.Jit<int, int>(x => x + 1);

        Assert.Throws<ArgumentNullException>(() => function.StreamAsync(null!));
    }

    [Fact]
    public async Task ASourceThatBlocksItsThreadHoldsNoWorker()
    {
        using var pool = new WorkerPool(new() { Workers = 1 });
        using var given = new SemaphoreSlim(1);
        var function = Graph.Jit<int, int>(x => x + 1, new() { Pool = pool });

        // Each item is there only when the result before it has been given.
        IEnumerable<int> Blocking()
        {
            for (var k = 0; k < 20; k++)
            {
                given.Wait();
                yield return k;
            }
        }

        var results = new List<int>();
        await foreach (var result in function.StreamAsync(OneByOne(Blocking()), TestContext.Current.CancellationToken))
        {
            results.Add(result);
            given.Release();
        }

        Assert.Equal(Enumerable.Range(1, 20), results);

        static async IAsyncEnumerable<int> OneByOne(IEnumerable<int> items)
        {
            foreach (var item in items)
            {
                yield return item;
                await Task.Yield();
            }
        }
    }
}
