namespace Xcs.Tests.Execution;

/// <summary>A disposed pool refuses runs, and ends those under way first.</summary>
public sealed class DisposedPoolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<ExecutionMode, CompilationMode, int> All =>
    [
        .. from mode in Enum.GetValues<ExecutionMode>()
           from compilation in Enum.GetValues<CompilationMode>()
           from workers in (int[])[1, 2]
           select (mode, compilation, workers),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public async Task RunsOnADisposedPoolAreRefused(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = workers });
        var function = Graph.Jit((Traced<int> x) => x.Then(v => v + 1) + x.Then(v => v + 2), new JitOptions { Mode = mode, Compilation = compilation, Pool = pool });
        var fresh = Graph.Jit((Traced<int> x) => x.Then(v => v + 1) + x.Then(v => v + 2), new JitOptions { Mode = mode, Compilation = compilation, Pool = pool });
        for (var run = 0; run < 5; run++)
            Assert.Equal(5, function.Invoke(1));
        pool.Dispose();

        foreach (var refused in new[] { function, fresh })
        {
            for (var run = 0; run < 5; run++)
            {
                Assert.Throws<ObjectDisposedException>(() => refused.Invoke(1));
                await Assert.ThrowsAsync<ObjectDisposedException>(() => refused.InvokeAsync(1));
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task RunsUnderWayEndBeforeThePoolDoes(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = workers });
        var (started, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        var function = Graph.Jit(
            (Traced<int> x) => Graph.Map(
                Graph.Array([x.Then(async Task<int> (value) =>
                {
                    started.TrySetResult();
                    await mayEnd.Task;
                    return value;
                }), x]),
                item => item.Then(v => v + 1) + item.Then(v => v + 1)).Then(items => items.Sum()),
            new JitOptions { Mode = mode, Compilation = compilation, Pool = pool });

        var asynchronous = function.InvokeAsync(1);
        var synchronous = Task.Factory.StartNew(() => function.Invoke(1), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await started.Task.WaitAsync(Patience);
        var disposed = Task.Factory.StartNew(pool.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        mayEnd.SetResult();
        await disposed.WaitAsync(Patience);

        Assert.Equal(8, await asynchronous.WaitAsync(Patience));
        // The synchronous one may have come too late.
        try
        {
            Assert.Equal(8, await synchronous.WaitAsync(Patience));
        }
        catch (ObjectDisposedException)
        {
        }

        Assert.Throws<ObjectDisposedException>(() => function.Invoke(1));
    }

    [Fact]
    public async Task AStormOfRunsMeetsADisposal()
    {
        for (var round = 0; round < 20; round++)
        {
            var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 });
            var function = Graph.Jit(
                (Traced<int> x) => Graph.Array([x.Then(YieldAsync), x.Then(v => v), x.Then(Blocking)]).Then(values => values.Sum()),
                new JitOptions { Mode = ExecutionMode.Eager, Pool = pool });
            var runs = Enumerable.Range(0, 8).Select(k => Task.Factory.StartNew(
                () =>
                {
                    try
                    {
                        for (var n = 0; n < 1000; n++)
                        {
                            Assert.Equal(3, k % 2 == 0 ? function.Invoke(1) : function.InvokeAsync(1).GetAwaiter().GetResult());
                        }
                    }
                    catch (ObjectDisposedException)
                    {
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)).ToArray();
            Thread.SpinWait(2000 * round);
            pool.Dispose();
            await Task.WhenAll(runs).WaitAsync(Patience);
        }
    }

    private static async Task<int> YieldAsync(int value)
    {
        await Task.Yield();
        return value;
    }

    [Operator(Blocking = true)]
    private static int Blocking(int value) => value;
}
