namespace Xcs.Tests.Execution;

/// <summary>One function run from many threads at once, and functions that run functions.</summary>
public sealed class ConcurrencyTests
{
    // Recursion goes through a static field.
    private static readonly Dictionary<int, JitFunction<int, int>> Fibonacci = [];

    public static TheoryData<ExecutionMode, CompilationMode> All =>
    [
        .. from mode in Enum.GetValues<ExecutionMode>()
           from compilation in Enum.GetValues<CompilationMode>()
           select (mode, compilation),
    ];

    public static TheoryData<ExecutionMode, int> ModesAndPools =>
    [
        .. from mode in Enum.GetValues<ExecutionMode>()
           from workers in (int[])[1, 2, 8]
           select (mode, workers),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public async Task ManyThreadsRunOneFunctionWithDifferentArguments(ExecutionMode mode, CompilationMode compilation)
    {
        const int Threads = 64;
        const int Calls = 30;
        var function = Graph.Jit(
            (Traced<long> x, Traced<string> text) =>
            {
                var left = x.Then(value => value * 3);
                var right = x.Then(YieldingAsync);
                var items = Graph.Map(x.Then(value => Enumerable.Range(0, (int)(value % 9)).ToArray()), item => Graph.Call((a, b) => a + b, item, x));
                return Graph.Call((a, b, c, t) => $"{a} {b} {c.Sum()} {t}", left, right, items, text);
            },
            new JitOptions { Mode = mode, Compilation = compilation, Pool = SharedPools.Of(3) });
        using var guard = Watchdog.Guard(function.Explain);
        var mistakes = 0;
        var threads = Enumerable.Range(0, Threads).Select(id => new Thread(() =>
        {
            for (var call = 0; call < Calls; call++)
            {
                long x = (id * 1000) + call;
                var expected = $"{x * 3} {x + 1} {Enumerable.Range(0, (int)(x % 9)).Sum(k => k + x)} {id}";
                var result = call % 2 == 0 ? function.Invoke(x, $"{id}") : function.InvokeAsync(x, $"{id}").GetAwaiter().GetResult();
                if (result != expected)
                    Interlocked.Increment(ref mistakes);
            }
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        await Task.Run(() => threads.ForEach(static thread => thread.Join()));

        Assert.Equal(0, mistakes);
    }

    [Theory]
    [MemberData(nameof(ModesAndPools))]
    public async Task FunctionsInsideOperatorsRunFiveDeep(ExecutionMode mode, int workers)
    {
        var options = new JitOptions { Mode = mode, Pool = SharedPools.Of(workers) };
        var inner = Graph.Jit((Traced<int> x) => x.Then(value => value + 1), options);
        for (var depth = 0; depth < 5; depth++)
        {
            var called = inner;
            inner = Graph.Jit(
                (Traced<int> x) => Graph.Array([x.Then(value => called.Invoke(value)), x.Then(value => called.Invoke(value)), x.Then(value => (long)value).Then(YieldingAsync).Then(value => called.Invoke((int)value - 1))]).Then(values => values.Sum()),
                options);
        }

        using var guard = Watchdog.Guard(() => $"five deep, {mode}, {workers} workers");
        for (var run = 0; run < 3; run++)
            Assert.Equal(243 * (run + 1), inner.Invoke(run));
        Assert.Equal(243 * 5, await inner.InvokeAsync(4));
    }

    [Theory]
    [MemberData(nameof(ModesAndPools))]
    public async Task AFunctionCallsItselfThroughAStaticField(ExecutionMode mode, int workers)
    {
        var key = (10 * (int)mode) + (100 * workers);
        lock (Fibonacci)
        {
            Fibonacci[key] = Graph.Jit(
                (Traced<int> n) => n.Then(value => CallFibonacci(key, value - 1)) + n.Then(value => CallFibonacci(key, value - 2)),
                new JitOptions { Mode = mode, Pool = SharedPools.Of(workers) });
        }

        using var guard = Watchdog.Guard(() => $"recursion, {mode}, {workers} workers");
        Assert.Equal(144, CallFibonacci(key, 12));
        Assert.Equal(144, await FibonacciOf(key).InvokeAsync(12));
    }

    [Fact]
    public async Task FunctionsOfDifferentPoolsCallEachOther()
    {
        var pools = new[] { 1, 2, 8, 3 };
        Func<int, int> inner = value => value + 1;
        foreach (var workers in pools)
        {
            var called = inner;
            inner = Graph.Jit(
                (Traced<int> x) => x.Then(called) + x.Then(called),
                new JitOptions { Mode = ExecutionMode.Eager, Pool = SharedPools.Of(workers) });
        }

        Assert.Equal(32, inner(1));
        Assert.Equal(32, await Task.Run(() => inner(1)));
    }

    [Fact]
    public async Task ACallFromAWorkerStaysOnItsPool()
    {
        var names = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        int Note(int value)
        {
            names.TryAdd(Thread.CurrentThread.Name ?? "none", 0);
            return value;
        }

        var inner = Graph.Jit(
            (Traced<int> x) => Graph.Array([x.Then(Note), x.Then(Note), x.Then(Note)]).Then(values => values.Length),
            new JitOptions { Mode = ExecutionMode.Eager, Pool = SharedPools.Of(8) });
        var outer = Graph.Jit((Traced<int> x) => x.Then(inner.Invoke) + x.Then(inner.Invoke), new JitOptions { Mode = ExecutionMode.Eager, Pool = SharedPools.Of(3) });
        for (var run = 0; run < 20; run++)
            await outer.InvokeAsync(run);

        Assert.All(names.Keys, static name => Assert.StartsWith("test-3-", name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnAsynchronousOperatorAwaitsAnotherFunctionOnAPoolOfOne()
    {
        var options = new JitOptions { Mode = ExecutionMode.Eager, Pool = SharedPools.Of(1) };
        var inner = Graph.Jit((Traced<int> x) => x.Then(value => value + 1), options);
        var outer = Graph.Jit((Traced<int> x) => x.Then(value => inner.InvokeAsync(value)), options);
        using var guard = Watchdog.Guard(outer.Explain);

        Assert.Equal(2, outer.Invoke(1));
        Assert.Equal(2, await outer.InvokeAsync(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task AFunctionInsideAnOperatorMayAwaitAnotherOneHoweverFewWorkersThereAre(int workers)
    {
        // Every worker is inside a call that waits for a run which needs a worker.
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = workers });
        var options = new JitOptions { Mode = ExecutionMode.Eager, Pool = pool };
        var meeting = new Rendezvous(workers);
        var leaf = Graph.Jit((Traced<int> x) => x.Then(value => value + 1), options);
        var inner = Graph.Jit((Traced<int> x) => x.Then(value => leaf.InvokeAsync(value)), options);
        var outer = Graph.Jit(
            (Traced<int> x) => Graph.Array(Enumerable.Range(0, workers).Select(_ => x.Then(meeting.Meet).Then(value => inner.Invoke(value)))),
            options);

        var run = outer.InvokeAsync(1);
        await Task.WhenAny(run, Task.Delay(TimeSpan.FromSeconds(10)));
        Assert.True(run.IsCompleted, "the run hangs");
        Assert.Equal(Enumerable.Repeat(2, workers), await run);
        pool.Dispose();
    }

    [Fact]
    public void ABlockingOperatorMayWaitForAnotherRunOnAPoolOfOne()
    {
        // Waiting for InvokeAsync holds a worker; [Operator(Blocking = true)] gives the operator a thread of its own.
        var options = new JitOptions { Mode = ExecutionMode.Eager, Pool = SharedPools.Of(1) };
        var inner = Graph.Jit((Traced<int> x) => x.Then(value => value + 1), options);
        var outer = Graph.Jit((Traced<int> x) => x.Then(new Waiting(inner).Wait), options);
        using var guard = Watchdog.Guard(outer.Explain);

        Assert.Equal(2, outer.Invoke(1));
    }

    private static JitFunction<int, int> FibonacciOf(int key)
    {
        lock (Fibonacci)
            return Fibonacci[key];
    }

    private static int CallFibonacci(int key, int n) => n < 2 ? n : FibonacciOf(key).Invoke(n);

    private static async ValueTask<long> YieldingAsync(long value)
    {
        await Task.Yield();
        return value + 1;
    }

    private sealed class Waiting(JitFunction<int, int> function)
    {
        [Operator(Blocking = true)]
        public int Wait(int value) => function.InvokeAsync(value).GetAwaiter().GetResult();
    }

    [Theory]
    [InlineData(1, ExecutionMode.Auto)]
    [InlineData(1, ExecutionMode.Sequential)]
    [InlineData(2, ExecutionMode.Waves)]
    [InlineData(2, ExecutionMode.Eager)]
    public async Task OperatorsThatWaitForInvokeAsyncNeverDeadlock(int workers, ExecutionMode mode)
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = workers });
        var options = new JitOptions { Mode = mode, Pool = pool };
        using var guard = Watchdog.Guard(() => $"{workers} workers, {mode}");
        var inner = Graph.Jit((Traced<int> x) => Graph.Call(async (int v) => { await Task.Yield(); return v + 1; }, x) + x.Then(v => v), options);
        var outer = Graph.Jit(
            (Traced<int> x) => Graph.Array(Enumerable.Range(0, 4).Select(_ => x.Then(v => inner.InvokeAsync(v).GetAwaiter().GetResult()))), options);
        for (var call = 0; call < 20; call++)
        {
            var results = await outer.InvokeAsync(3);
            Assert.Equal(Enumerable.Repeat(7, 4), results);
            Assert.Equal(Enumerable.Repeat(9, 4), outer.Invoke(4));
        }
    }

    [Fact]
    public void BlockingOperatorsMayCallFunctionsWithBlockingOperatorsHoweverFewThreadsThereAre()
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 1, MaxBlockingThreads = 1 });
        var options = new JitOptions { Pool = pool };
        using var guard = Watchdog.Guard(() => "one blocking thread");
        var function = Graph.Jit((Traced<int> x) => Graph.Call(BlockingNest.Leaf, x), options);
        for (var level = 0; level < 3; level++)
        {
            var inner = new BlockingNest(function);
            function = Graph.Jit((Traced<int> x) => Graph.Call(inner.Call, x), options);
        }

        Assert.Equal(5 + 1 + 3, function.Invoke(5));
    }

    private sealed class BlockingNest(JitFunction<int, int> inner)
    {
        [Operator(Blocking = true)]
        public static int Leaf(int x) => x + 1;

        [Operator(Blocking = true)]
        public int Call(int x) => inner.Invoke(x) + 1;
    }
}
