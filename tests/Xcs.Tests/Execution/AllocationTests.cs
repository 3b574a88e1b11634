using Xcs.Tests.Diagnostics.Telemetry;

namespace Xcs.Tests.Execution;

/// <summary>Measures what the whole process allocates: alone.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>A warmed synchronous run allocates nothing of its own, and keeps nothing that an earlier one gave.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int Runs = 200;

    public static TheoryData<ExecutionMode, CompilationMode, int> All =>
    [
        .. from mode in Enum.GetValues<ExecutionMode>()
           from compilation in Enum.GetValues<CompilationMode>()
           from workers in (int[])[1, 2]
           select (mode, compilation, workers),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void NumbersAllocateNothing(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var diamond = Graph.Jit(
            (Traced<int> x) => x.Then(v => v + 1) * x.Then(v => v + 2) + x.Then(v => (long)v).Then(v => (int)v),
            Options(mode, compilation, workers));
        AssertAllocatesNothing(() => diamond.Invoke(5));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TextsAllocateNothing(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var function = Graph.Jit(
            (Traced<string> x, Traced<string> y) => Graph.Call((a, b) => a.Length > b.Length ? a : b, x.Then(v => v.Length > 2 ? v : "short"), y.Then(v => v.Trim())),
            Options(mode, compilation, workers));
        AssertAllocatesNothing(() => function.Invoke("some", "text"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void StructuresWithReferencesAllocateNothing(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var function = Graph.Jit(
            (Traced<(string Text, int Number)> x) => Graph.Call((a, b) => (a.Item1, a.Item2 + b.Item2), x.Then(v => (v.Text, v.Number + 1)), x.Then(v => (v.Text, v.Number * 2))),
            Options(mode, compilation, workers));
        AssertAllocatesNothing(() => function.Invoke(("text", 3)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void BranchesAndLoopsAllocateNothing(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var function = Graph.Jit(
            (Traced<int> x) =>
            {
                var straight = Graph.If(x > 3, () => x.Then(v => v + 1), () => x.Then(v => v - 1));
                var wide = Graph.If(x > 3, () => x.Then(v => v + 1) + x.Then(v => v + 2), () => x);
                var loop = Graph.While(x, s => s < 20, s => s.Then(v => v + 1) * 2 - s.Then(v => v));
                return straight + wide + loop + Graph.Switch(x, [() => x.Then(v => v), () => x.Then(v => v + 1)]);
            },
            Options(mode, compilation, workers));
        AssertAllocatesNothing(() => function.Invoke(5));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void UnitOperatorsAllocateOnlyTheirParts(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        // Graph.Reduce keeps no array of its own; where the node runs in place its parts are one.
        var function = Graph.Jit((Traced<int[]> items) => Graph.Reduce(items, (a, b) => a + b), Options(mode, compilation, workers));
        var items = new int[5000];
        AssertAllocates(() => function.Invoke(items), most: 400);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void AMapAllocatesItsResultAlone(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var function = Graph.Jit((Traced<int[]> items) => Graph.Map(items, item => item.Then(v => v + 1) * 2), Options(mode, compilation, workers));
        var items = new int[1000];
        AssertAllocates(() => function.Invoke(items), most: 4024 + 8);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void AThousandNodesAllocateNothing(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var function = Graph.Jit(
            (Traced<long> x) => Enumerable.Range(0, 1500).Select(k => x.Then(Next).Then(Next)).Aggregate((a, b) => a + b),
            Options(mode, compilation, workers));
        AssertAllocatesNothing(() => function.Invoke(5));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void NothingOfAnEarlierRunIsKept(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var function = Graph.Jit(
            (Traced<int> x) =>
            {
                var array = x.Then(v => new int[1000 + v]);
                var mapped = Graph.Map(array.Then(v => v[..10]), item => item.Then(v => (Tracked: new object(), v)).Then(v => v));
                var kept = Graph.If(x > 0, () => array.Then(v => (Array: v, 1)) , () => array.Then(v => (v, 2)));
                return Graph.Tuple(array, mapped, kept);
            },
            Options(mode, compilation, workers));
        for (var run = 0; run < 6; run++)
            function.Invoke(1);

        AssertCollected(Watch(() => function.Invoke(1)));
        AssertCollected(Watch(() => function.InvokeAsync(1).GetAwaiter().GetResult()));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void NothingOfAFailureIsKept(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var function = Graph.Jit((Traced<int> x) => x.Then(v => new byte[v]).Then(Fail) + x, Options(mode, compilation, workers));

        AssertCollected(WatchFailure(() => function.Invoke(1000)));
        AssertCollected(WatchFailure(() => function.InvokeAsync(1000).GetAwaiter().GetResult()));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ArgumentsAreNotKept(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var function = Graph.Jit((Traced<object> x) => x.Then(v => 1) + x.Then(v => v.GetHashCode()), Options(mode, compilation, workers));

        AssertCollected(PassAndForget(function));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ListenersThatHaveGoneCostNothing(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var diamond = Graph.Jit((Traced<int> x) => x.Then(v => v + 1) * x.Then(v => v + 2), Options(mode, compilation, workers));
        using (new SpanRecorder())
            diamond.Invoke(5);
        AssertAllocatesNothing(() => diamond.Invoke(5));
        Assert.False(Xcs.Diagnostics.Telemetry.Telemetry.IsOn);
    }

    private static WeakReference PassAndForget(JitFunction<object, int> function)
    {
        var argument = new object();
        function.Invoke(argument);
        return new WeakReference(argument);
    }

    private static WeakReference[] Watch(Func<(int[] Array, (object Tracked, int)[] Mapped, (int[] Array, int))> run)
    {
        var result = run();
        return [new(result.Array), new(result.Mapped), new(result.Mapped[3].Tracked)];
    }

    // Not by Assert.Throws, which keeps what it has caught; nor by await, which goes on above a frame that has it.
    private static WeakReference WatchFailure(Func<int> run)
    {
        try
        {
            run();
        }
        catch (HoldingException failure)
        {
            return new WeakReference(failure.Held);
        }

        throw new InvalidOperationException("the run did not fail");
    }

    private static void AssertCollected(params WeakReference[] references)
    {
        // A worker may still be on its way out of the run.
        SpinWait.SpinUntil(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !Array.Exists(references, static reference => reference.IsAlive);
            },
            TimeSpan.FromSeconds(3));
        Assert.All(references, static reference => Assert.False(reference.IsAlive));
    }

    private static void AssertAllocatesNothing(Action run) => AssertAllocates(run, most: 0);

    // Tiers change and pools warm up in the first runs, and now and then something else in the process allocates: the best of many tries counts.
    private static void AssertAllocates(Action run, long most)
    {
        for (var warm = 0; warm < 50; warm++)
            run();
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 200 && least > most * Runs; attempt++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var k = 0; k < Runs; k++)
                run();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            Thread.Sleep(1);
        }

        Assert.True(least <= most * Runs, $"{least / (double)Runs:F1} bytes a run, at most {most} expected");
    }

    private static long Next(long value) => (value * 31) + 7;

    private static int Fail(byte[] held) => throw new HoldingException(held);

    private static JitOptions Options(ExecutionMode mode, CompilationMode compilation, int workers) =>
        new() { Mode = mode, Compilation = compilation, Pool = SharedPools.Of(workers) };

    private sealed class HoldingException(byte[] held) : Exception("holding")
    {
        public byte[] Held => held;
    }
}
