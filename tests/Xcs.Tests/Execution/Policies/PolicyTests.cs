using Polly;
using Polly.Retry;
using Xcs.Tests.Execution.Streaming;
using Xcs.Tests.Threading;

namespace Xcs.Tests.Execution.Policies;

public sealed class PolicyTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static TheoryData<OperatorKind, ExecutionMode> KindsAndModes => new(
        from kind in (OperatorKind[])[OperatorKind.Synchronous, OperatorKind.Asynchronous, OperatorKind.Blocking]
        from mode in Enum.GetValues<ExecutionMode>()
        select new TheoryDataRow<OperatorKind, ExecutionMode>(kind, mode));

    [Theory]
    [MemberData(nameof(KindsAndModes))]
    public async Task ACallUnderAllPoliciesGivesItsResult(OperatorKind kind, ExecutionMode mode)
    {
        using var pool = new WorkerPool(new() { Workers = 2 });
        var calls = 0;
        var function = Subject.Of(kind, x => { Interlocked.Increment(ref calls); return Task.FromResult(x + 1); }, new JitOptions { Pool = pool, Mode = mode }.With(new()
        {
            Timeout = Limit,
            Retry = static (attempt, token) => attempt(token),
            Resource = "db",
            MaxConcurrency = 1,
        }));

        Assert.Equal(6, function.Invoke(5));
        Assert.Equal(7, await function.InvokeAsync(6, TestContext.Current.CancellationToken));
        Assert.Equal([1, 2, 3], (await Streams.DrainInTime(function.StreamAsync(Streams.Of([0, 1, 2])))).Results);
        Assert.Equal(5, calls);
    }

    [Theory]
    [MemberData(nameof(KindsAndModes))]
    public async Task RetryCallsTheOperatorOnceAnAttempt(OperatorKind kind, ExecutionMode mode)
    {
        using var pool = new WorkerPool(new() { Workers = 1 });
        var calls = 0;
        var function = Subject.Of(kind, x => ++calls % 3 == 0 ? Task.FromResult(x) : throw new FormatException($"call {calls}"), new JitOptions { Pool = pool, Mode = mode }.With(new() { Retry = Thrice }));

        Assert.Equal(5, function.Invoke(5));
        Assert.Equal(3, calls);
        Assert.Equal(6, await function.InvokeAsync(6, TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken));
        Assert.Equal(6, calls);
    }

    [Theory]
    [MemberData(nameof(KindsAndModes))]
    public async Task TheLastAttemptsExceptionSurfacesUnwrapped(OperatorKind kind, ExecutionMode mode)
    {
        var calls = 0;
        var function = Subject.Of(kind, _ => throw new FormatException($"call {++calls}"), new JitOptions { Mode = mode }.With(new() { Retry = Thrice }));

        Assert.Equal("call 3", Assert.Throws<FormatException>(() => function.Invoke(5)).Message);
        Assert.Equal("call 6", (await Assert.ThrowsAsync<FormatException>(() => function.InvokeAsync(5))).Message);
    }

    [Theory]
    [MemberData(nameof(KindsAndModes))]
    public async Task ACallThatOutlivesItsTimeLimitFailsAndIsLeftBehind(OperatorKind kind, ExecutionMode mode)
    {
        using var pool = new WorkerPool(new() { Workers = 1 });
        var time = new ManualTime();
        var end = new TaskCompletionSource<int>();
        var isFirst = 1;
        var function = Subject.Of(kind, x => Interlocked.Exchange(ref isFirst, 0) == 1 ? end.Task : Task.FromResult(x), new JitOptions { Pool = pool, Mode = mode, TimeProvider = time }.With(new() { Timeout = TimeSpan.FromSeconds(1) }));

        var late = Task.Run(() => function.Invoke(1), TestContext.Current.CancellationToken);
        Eventually.Holds(() => time.Timers == 1);
        time.Advance(TimeSpan.FromSeconds(1));

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => late);
        Assert.Contains("Work took longer than its time limit", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, await function.InvokeAsync(2, TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken));
        end.SetResult(1);
        Assert.Equal(3, function.Invoke(3));
        Assert.Equal(0, time.Timers);
    }

    [Theory]
    [InlineData(OperatorKind.Synchronous)]
    [InlineData(OperatorKind.Asynchronous)]
    [InlineData(OperatorKind.Blocking)]
    public async Task AnAttemptOutOfTimeIsRetriedAndItsResultNeverSeen(OperatorKind kind)
    {
        var time = new ManualTime();
        var end = new TaskCompletionSource<int>();
        var calls = 0;
        var function = Subject.Of(kind, x => Interlocked.Increment(ref calls) == 1 ? end.Task : Late(x), new JitOptions { TimeProvider = time }.With(new() { Timeout = TimeSpan.FromSeconds(1), Retry = Thrice }));

        var run = function.InvokeAsync(5, TestContext.Current.CancellationToken);
        Eventually.Holds(() => time.Timers == 1);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(5, await run.WaitAsync(Limit, TestContext.Current.CancellationToken));
        Assert.Equal(2, calls);

        async Task<int> Late(int x)
        {
            // The first call ends while the second one is under way.
            end.SetResult(-1);
            await Task.Yield();
            return x;
        }
    }

    [Fact]
    public async Task APollyPipelineFits()
    {
        var pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 2, Delay = TimeSpan.Zero, ShouldHandle = new PredicateBuilder().Handle<FormatException>() })
            .Build();
        var calls = 0;
        var function = Subject.Of(
            OperatorKind.Asynchronous,
            async x => { await Task.Yield(); return ++calls < 3 ? throw new FormatException() : x; },
            new JitOptions().With(new() { Retry = (attempt, token) => pipeline.ExecuteAsync(attempt, token) }));

        Assert.Equal(5, await function.InvokeAsync(5, TestContext.Current.CancellationToken));
        Assert.Equal(3, calls);
    }

    [Fact]
    public void APollyTimeLimitGivesASynchronousCallUp()
    {
        var time = new ManualTime();
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(TimeSpan.FromSeconds(1)).Build();
        var end = new TaskCompletionSource<int>();
        var function = Subject.Of(OperatorKind.Synchronous, _ => end.Task, new JitOptions().With(new() { Retry = (attempt, token) => pipeline.ExecuteAsync(attempt, token) }));

        var run = Task.Run(() => function.Invoke(1), TestContext.Current.CancellationToken);
        Eventually.Holds(() => time.Timers == 1);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Throws<Polly.Timeout.TimeoutRejectedException>(() => run.GetAwaiter().GetResult());
        end.SetResult(0);
    }

    [Theory]
    [InlineData(OperatorKind.Synchronous)]
    [InlineData(OperatorKind.Asynchronous)]
    public async Task ARetryThatSwallowsTheFailureIsRefused(OperatorKind kind)
    {
        var function = Subject.Of(kind, static _ => throw new FormatException(), new JitOptions().With(new()
        {
            Retry = static async (attempt, token) =>
            {
                try
                {
                    await attempt(token);
                }
                catch (FormatException)
                {
                    // Swallowed.
                }
            },
        }));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => function.InvokeAsync(5));
        Assert.Contains("retry delegate of Work", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task TheFirstFailureInProgramOrderSurfacesUnderPoliciesToo(int workers)
    {
        using var pool = new WorkerPool(new() { Workers = workers });
        var later = new TaskCompletionSource();
        var function = Graph.Jit<int, int>(
            x =>
            {
                var first = Graph.Call(First, x);
                var second = Graph.Call(Second, x);
                return Graph.Call(static (int a, int b) => a + b, first, second);
            },
            new()
            {
                Pool = pool,
                Policies = new Dictionary<string, OperatorPolicy>
                {
                    ["First"] = new() { Retry = Thrice, MaxConcurrency = 1 },
                    ["Second"] = new() { Retry = Thrice },
                },
            });

        var exception = await Assert.ThrowsAsync<FormatException>(() => function.InvokeAsync(1).WaitAsync(Limit));
        Assert.Equal("first", exception.Message);

        async Task<int> First(int x)
        {
            await later.Task;
            throw new FormatException("first");
        }

        int Second(int x)
        {
            later.TrySetResult();
            throw new InvalidDataException("second");
        }
    }

    [Fact]
    public void PoliciesReachIntoBodies()
    {
        var calls = 0;
        var function = Graph.Jit<int[], int[]>(
            xs => Graph.Map(xs, x => Graph.Call(Work, x)),
            new JitOptions().With(new() { Retry = Thrice }));

        Assert.Equal([1, 2, 3], function.Invoke([1, 2, 3]));
        Assert.Equal(6, calls);
        Assert.Contains("= Work(%0) [retry]", function.Graph.ToText(), StringComparison.Ordinal);

        int Work(int x) => Interlocked.Increment(ref calls) % 2 == 1 ? throw new FormatException() : x;
    }

    [Fact]
    public void TheGraphShowsThePolicy()
    {
        var function = Subject.Of(OperatorKind.Synchronous, Task.FromResult, new JitOptions().With(new()
        {
            Timeout = TimeSpan.FromSeconds(1),
            Retry = Thrice,
            Resource = "shown",
            MaxConcurrency = 4,
        }));

        Assert.Contains("%1: int = Work(%0) [timeout 1 s, retry, max 4 of shown]", function.Graph.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void APureCallUnderAPolicyIsNeitherFoldedNorMerged()
    {
        s_pureCalls = 0;
        var options = new JitOptions { Policies = new Dictionary<string, OperatorPolicy> { ["Pure"] = new() { Retry = Thrice } } };
        var function = Graph.Jit<int, int>(static x => Graph.Call(Pure, x) + Graph.Call(Pure, x) + Graph.Call(Pure, Graph.Constant(1)), options);

        Assert.Equal(0, s_pureCalls);
        Assert.Equal(11, function.Invoke(5));
        Assert.Equal(3, s_pureCalls);
    }

    [Fact]
    public void EffectsMethodAndSourceAreKept()
    {
        var log = new Log();
        var options = new JitOptions { Policies = new Dictionary<string, OperatorPolicy> { ["First"] = new() { Retry = Thrice } } };
        var plain = Graph.Jit<int, int>(x => Graph.Call(log.First, x));
        var guarded = Graph.Jit<int, int>(x => Graph.Call(log.First, x), options);

        var (expected, actual) = (plain.Graph[new NodeId(1)], guarded.Graph[new NodeId(1)]);
        Assert.Equal(expected.Operator.Effects, actual.Operator.Effects);
        Assert.Equal(expected.Operator.Method, actual.Operator.Method);
        Assert.Equal(expected.Operator.Name, actual.Operator.Name);
        Assert.True(actual.Source.IsKnown);
    }

    [Theory]
    [InlineData("map")]
    [InlineData("xs")]
    [InlineData("Fetch")]
    public void APolicyAboutSomethingThatIsNoCallIsRefused(string name)
    {
        var options = new JitOptions { Policies = new Dictionary<string, OperatorPolicy> { [name] = new() { Retry = Thrice } } };

        var exception = Assert.Throws<OptionsException>(() => Graph.Jit<int[], int[]>(xs => Graph.Map(xs, x => Graph.Call(static (int x) => x, x)), options));
        Assert.Contains($"Policies[\"{name}\"]", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANestedCallOnTheOnlyWorkerComesToItsEnd()
    {
        using var pool = new WorkerPool(new() { Workers = 1 });
        var options = new JitOptions { Pool = pool }.With(new() { Retry = ThriceWithAWait, Timeout = Limit });
        var isFirst = 1;
        var inner = Subject.Of(OperatorKind.Synchronous, x => Interlocked.Exchange(ref isFirst, 0) == 1 ? throw new FormatException() : Task.FromResult(x + 1), options);
        var outer = Graph.Jit<int, int>(x => Graph.Call(inner.ToDelegate(), x), new() { Pool = pool });

        Assert.Equal(6, Eventually.Result(outer.InvokeAsync(5)));
    }

    private static async ValueTask Thrice(Func<CancellationToken, ValueTask> attempt, CancellationToken token)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await attempt(token);
                return;
            }
            catch (Exception) when (tries < 3)
            {
                // Once more.
            }
        }
    }

    private static async ValueTask ThriceWithAWait(Func<CancellationToken, ValueTask> attempt, CancellationToken token)
    {
        await Task.Yield();
        await Thrice(attempt, token);
    }

    private static int s_pureCalls;

    [Operator(Name = "Pure", Pure = true)]
    private static int Pure(int x)
    {
        Interlocked.Increment(ref s_pureCalls);
        return x;
    }
}
