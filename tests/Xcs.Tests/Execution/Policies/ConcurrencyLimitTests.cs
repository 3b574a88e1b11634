using Xcs.Tests.Threading;

namespace Xcs.Tests.Execution.Policies;

public sealed class ConcurrencyLimitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(OperatorKind.Synchronous, 1)]
    [InlineData(OperatorKind.Synchronous, 4)]
    [InlineData(OperatorKind.Asynchronous, 4)]
    [InlineData(OperatorKind.Blocking, 3)]
    public async Task TwoFunctionsOnOnePoolReachTheLimitOfAResourceAndNeverPassIt(OperatorKind kind, int limit)
    {
        // A synchronous operator has at most as many calls under way as there are workers; the others need one worker at a time.
        using var pool = new WorkerPool(new() { Workers = kind == OperatorKind.Synchronous ? limit : 1 });
        var crowd = new Crowd(limit);
        var options = new JitOptions { Pool = pool }.With(new() { Resource = "db", MaxConcurrency = limit });
        var first = Subject.Of(kind, crowd.PassAsync, options);
        var second = Subject.Of(kind, crowd.PassAsync, options with { Mode = ExecutionMode.Waves });

        var runs = Enumerable.Range(0, 20 * limit).Select(k => (k % 2 == 0 ? first : second).InvokeAsync(k, TestContext.Current.CancellationToken)).ToArray();

        var results = await Task.WhenAll(runs).WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 20 * limit), results);
        Assert.Equal(limit, crowd.Most);
    }

    [Fact]
    public async Task WaitingForAPlaceHoldsNoWorker()
    {
        using var pool = new WorkerPool(new() { Workers = 1 });
        var leave = new TaskCompletionSource<int>();
        var entered = new TaskCompletionSource();
        var limited = Subject.Of(OperatorKind.Asynchronous, _ => { entered.TrySetResult(); return leave.Task; }, new JitOptions { Pool = pool }.With(new() { MaxConcurrency = 1 }));
        var other = Graph.Jit<int, int>(x => Graph.Call(static (int x) => x + 1, x), new() { Pool = pool, Mode = ExecutionMode.Eager });

        var waiting = Enumerable.Range(0, 5).Select(k => limited.InvokeAsync(k, TestContext.Current.CancellationToken)).ToArray();
        await entered.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.Equal(8, await other.InvokeAsync(7, TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken));
        Assert.All(waiting, static run => Assert.False(run.IsCompleted));

        leave.SetResult(3);
        await Task.WhenAll(waiting).WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task ACancelledRunStopsWaitingForAPlace()
    {
        using var pool = new WorkerPool(new() { Workers = 2 });
        using var cancellation = new CancellationTokenSource();
        var leave = new TaskCompletionSource<int>();
        var entered = new TaskCompletionSource();
        var calls = 0;
        var function = Subject.Of(
            OperatorKind.Asynchronous,
            _ =>
            {
                Interlocked.Increment(ref calls);
                entered.TrySetResult();
                return leave.Task;
            },
            new JitOptions { Pool = pool }.With(new() { MaxConcurrency = 1 }));

        var holding = function.InvokeAsync(1, TestContext.Current.CancellationToken);
        await entered.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        var waiting = function.InvokeAsync(2, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Limit));
        leave.SetResult(1);
        Assert.Equal(1, await holding.WaitAsync(Limit, TestContext.Current.CancellationToken));
        Assert.Equal(1, await function.InvokeAsync(3, TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task APlaceIsFreeAgainAfterAFailureAndAfterATimeLimit()
    {
        using var pool = new WorkerPool(new() { Workers = 1 });
        var time = new ManualTime();
        var never = new TaskCompletionSource<int>();
        var function = Subject.Of(
            OperatorKind.Asynchronous,
            x => x switch { 0 => throw new FormatException(), 1 => never.Task, _ => Task.FromResult(x) },
            new JitOptions { Pool = pool, TimeProvider = time }.With(new() { MaxConcurrency = 1, Timeout = TimeSpan.FromSeconds(1) }));

        await Assert.ThrowsAsync<FormatException>(() => function.InvokeAsync(0).WaitAsync(Limit));
        var late = function.InvokeAsync(1, TestContext.Current.CancellationToken);
        Eventually.Holds(() => time.Timers == 1);
        time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => late.WaitAsync(Limit));
        Assert.Equal(2, await function.InvokeAsync(2, TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void TwoLimitsForOneResourceOnOnePoolAreRefused()
    {
        using var pool = new WorkerPool(new() { Workers = 1 });
        using var other = new WorkerPool(new() { Workers = 1 });
        _ = Make(pool, 2);
        _ = Make(pool, 2);
        _ = Make(other, 3);

        var exception = Assert.Throws<OptionsException>(() => Make(pool, 3));
        Assert.Contains("resource db is 3", exception.Message, StringComparison.Ordinal);

        static JitFunction<int, int> Make(WorkerPool pool, int limit) =>
            Subject.Of(OperatorKind.Synchronous, Task.FromResult, new JitOptions { Pool = pool }.With(new() { Resource = "db", MaxConcurrency = limit }));
    }

    /// <summary>Lets callers through only when as many as may be there are there; remembers the most there have been.</summary>
    private sealed class Crowd(int limit)
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource<int> _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _present;
        private int _arrived;

        public int Most { get; private set; }

        public async Task<int> PassAsync(int x)
        {
            Task full;
            lock (_gate)
            {
                Most = Math.Max(Most, ++_present);
                full = _full.Task;
                if (++_arrived % limit == 0)
                {
                    _full.SetResult(0);
                    _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }

            await full.WaitAsync(Limit);
            lock (_gate)
                _present--;
            return x;
        }
    }
}
