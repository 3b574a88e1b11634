namespace Xcs.Tests.Execution;

/// <summary>Cancelling stops a run: what has not started is left out, what runs is waited for, and the pool is as before.</summary>
public sealed class CancellationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<ExecutionMode, CompilationMode> All =>
    [
        .. from mode in Enum.GetValues<ExecutionMode>()
           from compilation in Enum.GetValues<CompilationMode>()
           select (mode, compilation),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public async Task ARunCancelledBeforeItStartsDoesNothing(ExecutionMode mode, CompilationMode compilation)
    {
        var calls = 0;
        var function = Graph.Jit((Traced<int> x) => x.Then(_ => Interlocked.Increment(ref calls)), Options(mode, compilation));
        var token = new CancellationToken(canceled: true);

        var task = function.InvokeAsync(1, token);
        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.True(task.IsCanceled);
        Assert.Equal(token, failure.CancellationToken);
        Assert.Equal(0, calls);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task ARunCancelledUnderWayWaitsForWhatRunsAndLeavesOutTheRest(ExecutionMode mode, CompilationMode compilation)
    {
        for (var run = 0; run < 6; run++)
        {
            using var cancellation = new CancellationTokenSource();
            var (started, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
            var (ended, later) = (0, 0);
            var function = Graph.Jit(
                (Traced<int> x) => x.Then<int>(async Task<int> (value) =>
                {
                    started.SetResult();
                    await mayEnd.Task;
                    await Task.Yield();
                    Interlocked.Increment(ref ended);
                    return value;
                }).Then(_ => Interlocked.Increment(ref later)),
                Options(mode, compilation));

            var task = function.InvokeAsync(run, cancellation.Token);
            await started.Task.WaitAsync(Patience);
            await cancellation.CancelAsync();
            Assert.False(task.IsCompleted);
            mayEnd.SetResult();
            var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task.WaitAsync(Patience));
            Assert.Equal(cancellation.Token, failure.CancellationToken);
            Assert.True(task.IsCanceled);
            Assert.Equal((1, 0), (ended, later));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task ARunCancelledAfterItsEndKeepsItsResult(ExecutionMode mode, CompilationMode compilation)
    {
        using var cancellation = new CancellationTokenSource();
        var function = Graph.Jit((Traced<int> x) => x.Then(value => value + 1), Options(mode, compilation));

        var task = function.InvokeAsync(1, cancellation.Token);
        await task;
        await cancellation.CancelAsync();
        Assert.Equal(2, await task);
        Assert.Equal(3, await function.InvokeAsync(2));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task RunsCancelledAtAnyMomentLeaveNothingRunning(ExecutionMode mode, CompilationMode compilation)
    {
        var active = 0;
        int Work(int value)
        {
            Interlocked.Increment(ref active);
            Thread.SpinWait(50);
            Interlocked.Decrement(ref active);
            return value + 1;
        }

        async Task<int> WorkAsync(int value)
        {
            Interlocked.Increment(ref active);
            await Task.Yield();
            Interlocked.Decrement(ref active);
            return value + 1;
        }

        var function = Graph.Jit(
            (Traced<int> x) => Graph.Map(x.Then(_ => new int[20]), item =>
            {
                var left = Graph.Call(Work, item);
                var right = Graph.Call(WorkAsync, item);
                return Graph.While(left + right, s => s < 6, s => Graph.Call(Work, s));
            }).Then(items => items.Sum()),
            Options(mode, compilation));
        using var guard = Watchdog.Guard(function.Explain);
        for (var run = 0; run < 60; run++)
        {
            using var cancellation = new CancellationTokenSource();
            var task = function.InvokeAsync(1, cancellation.Token);
            Thread.SpinWait(run * run);
            await cancellation.CancelAsync();
            try
            {
                Assert.Equal(120, await task);
            }
            catch (OperationCanceledException failure)
            {
                Assert.Equal(cancellation.Token, failure.CancellationToken);
                Assert.True(task.IsCanceled);
            }

            Assert.Equal(0, Volatile.Read(ref active));
        }

        Assert.Equal(120, function.Invoke(1));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task AnEndlessLoopCanBeCancelled(ExecutionMode mode, CompilationMode compilation)
    {
        using var cancellation = new CancellationTokenSource();
        var rounds = 0;
        var giveUp = false;
        var function = Graph.Jit(
            (Traced<int> x) => Graph.While(x.Then(value => value), _ => Graph.Call(() => !Volatile.Read(ref giveUp)), s => s.Then(value => Interlocked.Increment(ref rounds))),
            Options(mode, compilation));

        var task = function.InvokeAsync(1, cancellation.Token);
        SpinWait.SpinUntil(() => Volatile.Read(ref rounds) > 100, Patience);
        await cancellation.CancelAsync();
        await Task.WhenAny(task, Task.Delay(TimeSpan.FromSeconds(10)));
        var ended = task.IsCompleted;
        Volatile.Write(ref giveUp, true);
        Assert.True(ended, "the loop goes on after the run was cancelled");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task AnOperatorThatObservesTheTokenEndsARun(ExecutionMode mode, CompilationMode compilation)
    {
        using var cancellation = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var function = Graph.Jit(
            (Traced<int> x) => Graph.Call(
                async Task<int> (int value, CancellationToken token) =>
                {
                    started.TrySetResult();
                    await Task.Delay(Timeout.Infinite, token);
                    return value;
                },
                x,
                Graph.CancellationToken()),
            Options(mode, compilation));

        var task = function.InvokeAsync(1, cancellation.Token);
        await started.Task.WaitAsync(Patience);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task.WaitAsync(Patience));
        Assert.True(task.IsCanceled);
    }

    [Fact]
    public async Task AnOperatorThatThrowsCancelledByItselfIsAFailureLikeAnyOther()
    {
        var function = Graph.Jit(
            (Traced<int> x) => x.Then(Throw),
            new JitOptions { Pool = SharedPools.Of(2) });

        Assert.Equal("own 1", Assert.Throws<OperationCanceledException>(() => function.Invoke(1)).Message);
        Assert.Equal("own 1", (await Assert.ThrowsAsync<OperationCanceledException>(() => function.InvokeAsync(1))).Message);
    }

    private static int Throw(int value) => throw new OperationCanceledException($"own {value}");

    private static JitOptions Options(ExecutionMode mode, CompilationMode compilation) =>
        new() { Mode = mode, Compilation = compilation, Pool = SharedPools.Of(2) };
}
