namespace Xcs.Tests.Execution;

/// <summary>The first failure in program order surfaces, with its own type and stack trace, whatever fails first on the clock.</summary>
public sealed class FailureTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Of their own: operators that wait for others here need all the workers.
    private static readonly SharedPools Pools = new("failure");

    public static TheoryData<ExecutionMode, CompilationMode> Parallel =>
    [
        .. from mode in (ExecutionMode[])[ExecutionMode.Eager, ExecutionMode.Waves]
           from compilation in Enum.GetValues<CompilationMode>()
           select (mode, compilation),
    ];

    public static TheoryData<ExecutionMode, CompilationMode> All =>
    [
        .. from mode in Enum.GetValues<ExecutionMode>()
           from compilation in Enum.GetValues<CompilationMode>()
           select (mode, compilation),
    ];

    [Theory]
    [MemberData(nameof(Parallel))]
    public async Task FirstFailureInProgramOrderSurfacesAlthoughALaterOneComesFirst(ExecutionMode mode, CompilationMode compilation)
    {
        for (var run = 0; run < 10; run++)
        {
            using var laterFailed = new ManualResetEventSlim();
            var function = Graph.Jit(
                (Traced<int> x) => Graph.Array([
                    x.Then(value => value),
                    x.Then(value => laterFailed.Wait(Patience) ? ThrowEarly(value) : value),
                    x.Then(value =>
                    {
                        laterFailed.Set();
                        return ThrowLate(value);
                    }),
                ]),
                new JitOptions { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(3) });

            var failure = run % 2 == 0
                ? Assert.Throws<PlannedFailureException>(() => function.Invoke(run))
                : await Assert.ThrowsAsync<PlannedFailureException>(() => function.InvokeAsync(run));
            Assert.Equal("early", failure.Message);
            Assert.Contains(nameof(ThrowEarly), failure.StackTrace, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task AFailureKeepsItsTypeAndItsStackTrace(ExecutionMode mode, CompilationMode compilation)
    {
        var options = new JitOptions { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(2) };
        var synchronous = Graph.Jit((Traced<int> x) => x.Then(ThrowEarly) + x, options);
        var asynchronous = Graph.Jit((Traced<int> x) => x.Then(ThrowAsync) + x, options);
        var blocking = Graph.Jit((Traced<int> x) => x.Then(ThrowBlocking) + x, options);
        var inside = Graph.Jit((Traced<int> x) => Graph.While(x, s => s < 10, s => Graph.If(s > 5, () => s.Then(ThrowEarly), () => s + 1)), options);

        for (var run = 0; run < 6; run++)
        {
            foreach (var (function, method) in new[] { (synchronous, nameof(ThrowEarly)), (asynchronous, nameof(ThrowAsync)), (blocking, nameof(ThrowBlocking)), (inside, nameof(ThrowEarly)) })
            {
                var failure = Assert.Throws<PlannedFailureException>(() => function.Invoke(1));
                Assert.Contains(method, failure.StackTrace, StringComparison.Ordinal);
                failure = await Assert.ThrowsAsync<PlannedFailureException>(() => function.InvokeAsync(1));
                Assert.Contains(method, failure.StackTrace, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Parallel))]
    public void NodesBeforeTheFailingOneStillFinish(ExecutionMode mode, CompilationMode compilation)
    {
        using var failed = new ManualResetEventSlim();
        var finished = 0;
        var function = Graph.Jit(
            (Traced<int> x) => Graph.Array([
                x.Then(value =>
                {
                    Assert.True(failed.Wait(Patience));
                    return value;
                }).Then(_ => Interlocked.Increment(ref finished)).Then(_ => Interlocked.Increment(ref finished)),
                x.Then(value =>
                {
                    failed.Set();
                    return ThrowEarly(value);
                }),
            ]),
            new JitOptions { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(2) });

        // Waves: the two nodes behind the waiting one are in waves after the failure, and yet before it in program order.
        Assert.Throws<PlannedFailureException>(() => function.Invoke(1));
        Assert.Equal(2, finished);
    }

    [Theory]
    [MemberData(nameof(Parallel))]
    public void TheTokenIsCancelledWhenAnEarlierNodeFails(ExecutionMode mode, CompilationMode compilation)
    {
        using var isRunning = new ManualResetEventSlim();
        var wasCancelled = false;
        var function = Graph.Jit(
            (Traced<int> x) =>
            {
                var failing = x.Then(value => isRunning.Wait(Patience) ? ThrowEarly(value) : value);
                var reader = Graph.Call(
                    token =>
                    {
                        isRunning.Set();
                        return wasCancelled = token.WaitHandle.WaitOne(Patience);
                    },
                    Graph.CancellationToken());
                return Graph.Tuple(failing, reader);
            },
            new JitOptions { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(3) });
        // In Waves the token is a node of the first wave, its reader of the second: only Eager overlaps the two.
        if (mode == ExecutionMode.Waves)
            isRunning.Set();

        Assert.Throws<PlannedFailureException>(() => function.Invoke(1));
        Assert.Equal(mode == ExecutionMode.Eager, wasCancelled);
    }

    [Theory]
    [MemberData(nameof(Parallel))]
    public void TheTokenIsNotCancelledWhenALaterNodeFails(ExecutionMode mode, CompilationMode compilation)
    {
        using var laterFailed = new ManualResetEventSlim();
        bool? wasCancelled = null;
        var function = Graph.Jit(
            (Traced<int> x) =>
            {
                var reader = Graph.Call(
                    (CancellationToken token, int value) =>
                    {
                        Assert.True(mode == ExecutionMode.Waves || laterFailed.Wait(Patience));
                        wasCancelled = token.IsCancellationRequested;
                        return value;
                    },
                    Graph.CancellationToken(),
                    x);
                var failing = x.Then(value =>
                {
                    laterFailed.Set();
                    return ThrowEarly(value);
                });
                return reader + failing;
            },
            new JitOptions { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(3) });

        Assert.Throws<PlannedFailureException>(() => function.Invoke(1));
        Assert.False(wasCancelled);
    }

    [Fact]
    public void ATokenReadInsideABranchIsCancelledWhenANodeBeforeTheBranchFails()
    {
        using var isRunning = new ManualResetEventSlim();
        var wasCancelled = false;
        var function = Graph.Jit(
            (Traced<int> x) =>
            {
                var failing = x.Then(value => isRunning.Wait(Patience) ? ThrowEarly(value) : value);
                var inside = Graph.If(
                    x > 0,
                    () => Graph.Call(
                        token =>
                        {
                            isRunning.Set();
                            wasCancelled = token.WaitHandle.WaitOne(TimeSpan.FromSeconds(5));
                            return 1;
                        },
                        Graph.CancellationToken()),
                    () => x);
                return failing + inside;
            },
            new JitOptions { Mode = ExecutionMode.Eager, Pool = Pools.OfSize(3) });

        Assert.Throws<PlannedFailureException>(() => function.Invoke(1));
        Assert.True(wasCancelled);
    }

    [Fact]
    public void ACallbackOfTheTokenThatThrowsDoesNotStopTheRun()
    {
        using var isRegistered = new ManualResetEventSlim();
        var function = Graph.Jit(
            (Traced<int> x) =>
            {
                var failing = x.Then(value => isRegistered.Wait(Patience) ? ThrowEarly(value) : value);
                var reader = Graph.Call(
                    token =>
                    {
                        token.Register(() => throw new InvalidOperationException("callback"));
                        isRegistered.Set();
                        token.WaitHandle.WaitOne(Patience);
                        return 1;
                    },
                    Graph.CancellationToken());
                return failing + reader;
            },
            new JitOptions { Mode = ExecutionMode.Eager, Pool = Pools.OfSize(3) });
        using var guard = Watchdog.Guard(function.Explain);

        Assert.Throws<PlannedFailureException>(() => function.Invoke(1));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TheFailureOfTheLowestItemOfAMapSurfaces(ExecutionMode mode, CompilationMode compilation)
    {
        foreach (var workers in (int[])[1, 2, 8])
        {
            var options = new JitOptions { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(workers) };
            var flat = Graph.Jit((Traced<int[]> items) => Graph.Map(items, item => item.Then(FailFromSevenOn)), options);
            var waiting = Graph.Jit((Traced<int[]> items) => Graph.Map(items, item => item.Then(FailFromSevenOnAsync)), options);
            var nested = Graph.Jit(
                (Traced<int[]> items) => Graph.Map(items, outer => Graph.Map(items, inner => Graph.Call((a, b) => FailFromSevenOn((a * 10) + b), outer, inner)).Then(row => row.Length)),
                options);
            for (var run = 0; run < 5; run++)
            {
                Assert.Equal("item 7", Assert.Throws<PlannedFailureException>(() => flat.Invoke([.. Enumerable.Range(0, 200)])).Message);
                Assert.Equal("item 7", Assert.Throws<PlannedFailureException>(() => waiting.Invoke([.. Enumerable.Range(0, 200)])).Message);
                Assert.Equal("item 7", Assert.Throws<PlannedFailureException>(() => nested.Invoke([.. Enumerable.Range(0, 20)])).Message);
            }
        }
    }

    [Fact]
    public void TheLowestItemSurfacesAlthoughAHigherOneFailsFirst()
    {
        using var higherFailed = new ManualResetEventSlim();
        var function = Graph.Jit(
            (Traced<int[]> items) => Graph.Map(items, item => item.Then(value =>
            {
                if (value == 3)
                    higherFailed.Set();
                return higherFailed.Wait(Patience) && value is 1 or 3 ? throw new PlannedFailureException($"item {value}") : value;
            })),
            new JitOptions { Mode = ExecutionMode.Eager, Pool = Pools.OfSize(8) });

        Assert.Equal("item 1", Assert.Throws<PlannedFailureException>(() => function.Invoke([0, 1, 2, 3])).Message);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void FailuresOfAllMembersOfAUnitOperatorSurface(ExecutionMode mode, CompilationMode compilation)
    {
        foreach (var count in (int[])[0, 1, 2, 50])
        {
            foreach (var member in (string[])["Count", "CreateScratch", "Execute", "Merge"])
            {
                var function = Graph.Jit(
                    (Traced<int> x) => Graph.Expand(new FailingUnits(member, count), x),
                    new JitOptions { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(3) });
                for (var run = 0; run < 5; run++)
                {
                    var mustFail = count > 0 || member is "Count" or "Merge";
                    var failure = Record.Exception(() => function.Invoke(1));
                    if (mustFail)
                        Assert.Equal(member == "Execute" ? $"Execute {count / 2}" : member, Assert.IsType<PlannedFailureException>(failure).Message);
                    else
                        Assert.Null(failure);
                }
            }
        }
    }

    [Fact]
    public void ARunAfterAFailedOneStartsAfresh()
    {
        foreach (var mode in Enum.GetValues<ExecutionMode>())
        {
            var function = Graph.Jit(
                (Traced<int> x) => Graph.Array([x.Then(FailFromSevenOn), x.Then(FailFromSevenOnAsync), Graph.Map(x.Then(v => new[] { v }), i => i.Then(FailFromSevenOn)).Then(r => r[0])]).Then(r => r.Sum()),
                new JitOptions { Mode = mode, Pool = Pools.OfSize(2) });
            for (var run = 0; run < 20; run++)
            {
                if (run % 2 == 0)
                    Assert.Equal("item 9", Assert.Throws<PlannedFailureException>(() => function.Invoke(9)).Message);
                else
                    Assert.Equal(3 * (run % 7), function.Invoke(run % 7));
            }
        }
    }

    private static int ThrowEarly(int value) => throw new PlannedFailureException("early");

    private static int ThrowLate(int value) => throw new PlannedFailureException("late");

    private static async Task<int> ThrowAsync(int value)
    {
        await Task.Yield();
        throw new PlannedFailureException("early");
    }

    [Operator(Blocking = true)]
    private static int ThrowBlocking(int value) => throw new PlannedFailureException("early");

    private static int FailFromSevenOn(int value) => value >= 7 ? throw new PlannedFailureException($"item {value}") : value;

    private static async Task<int> FailFromSevenOnAsync(int value)
    {
        if (value % 2 == 0)
            await Task.Yield();
        return FailFromSevenOn(value);
    }

    private sealed class PlannedFailureException(string message) : Exception(message);

    private sealed class FailingUnits(string member, int count) : IUnitOperator<int, Unit, int, int>
    {
        public int Count(int input) => Throw("Count", count);

        public Unit CreateScratch(int input) => Throw("CreateScratch", default(Unit));

        public int Execute(int input, int unit, Unit scratch, CancellationToken cancellationToken) =>
            member == "Execute" && unit >= count / 2 ? throw new PlannedFailureException($"Execute {unit}") : unit;

        public int Merge(int input, ReadOnlySpan<int> parts) => Throw("Merge", parts.Length);

        private T Throw<T>(string place, T value) => place == member ? throw new PlannedFailureException(place) : value;
    }
}
