namespace Xcs.Tests.Execution;

/// <summary>What is independent overlaps, all of it, however often the function runs: proved by operators that wait for each other.</summary>
public sealed class OverlapTests
{
    private const int Runs = 50;

    // Of their own: two tests that each wait for all workers of one pool could wait for each other.
    private static readonly SharedPools Pools = new("overlap");

    public static TheoryData<int, ExecutionMode, CompilationMode> Cases =>
    [
        .. from size in (int[])[2, 4, 8, 16]
           from mode in (ExecutionMode[])[ExecutionMode.Eager, ExecutionMode.Waves]
           from compilation in Enum.GetValues<CompilationMode>()
           select (size, mode, compilation),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void SynchronousOperatorsOverlapOnDistinctThreads(int size, ExecutionMode mode, CompilationMode compilation)
    {
        var meeting = new Rendezvous(size);
        RunManyTimes((Traced<int> x) => Fan(x, size, meeting.Meet), new() { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(size) });

        Assert.Equal(Runs, meeting.Rounds.Count);
        Assert.All(meeting.Rounds, threads => Assert.Equal(size, threads.Distinct().Count()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void BlockingOperatorsOverlapOnAPoolOfTwo(int size, ExecutionMode mode, CompilationMode compilation)
    {
        var meeting = new Rendezvous(size);
        RunManyTimes((Traced<int> x) => Fan(x, size, meeting.MeetBlocking), new() { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(2) });

        Assert.All(meeting.Rounds, threads => Assert.Equal(size, threads.Distinct().Count()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AsynchronousOperatorsOverlapOnOneWorker(int size, ExecutionMode mode, CompilationMode compilation)
    {
        var meeting = new Rendezvous(size);
        RunManyTimes(
            (Traced<int> x) => Graph.Array(Enumerable.Range(0, size).Select(_ => x.Then(meeting.MeetAsync))).Then(Sum),
            new() { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(1) });

        Assert.Equal(Runs, meeting.Rounds.Count);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ItemsOfAMapOverlap(int size, ExecutionMode mode, CompilationMode compilation)
    {
        var meeting = new Rendezvous(size);
        RunManyTimes(
            (Traced<int> x) => Graph.Map(x.Then(_ => Enumerable.Range(0, size).ToArray()), item => item.Then(meeting.Meet)).Then(_ => 1),
            new() { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(size) });

        Assert.All(meeting.Rounds, threads => Assert.Equal(size, threads.Distinct().Count()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void WaitingItemsOfAMapOverlapOnOneWorker(int size, ExecutionMode mode, CompilationMode compilation)
    {
        var meeting = new Rendezvous(2 * size);
        RunManyTimes(
            (Traced<int> x) => Graph.Map(
                x.Then(_ => Enumerable.Range(0, size).ToArray()),
                item => Graph.Call((a, b) => a + b, item.Then(meeting.MeetAsync), item.Then(meeting.MeetBlocking))).Then(_ => 1),
            new() { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(1) });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NodesInsideFewItemsOverlap(int size, ExecutionMode mode, CompilationMode compilation)
    {
        // Fewer items than workers: the nodes of each item are there to be shared.
        var meeting = new Rendezvous(size);
        RunManyTimes(
            (Traced<int> x) => Graph.Map(x.Then(_ => new int[] { 1 }), item => Fan(item, size, meeting.Meet)).Then(_ => 1),
            new() { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(size) });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NodesInsideABranchOverlap(int size, ExecutionMode mode, CompilationMode compilation)
    {
        var meeting = new Rendezvous(size);
        RunManyTimes(
            (Traced<int> x) => Graph.If(x > 0, () => Fan(x, size, meeting.Meet), () => x),
            new() { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(size) });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NodesInsideALoopOverlapInEachRound(int size, ExecutionMode mode, CompilationMode compilation)
    {
        var meeting = new Rendezvous(size);
        RunManyTimes(
            (Traced<int> x) => Graph.While(x - x, round => round < 3, round => Fan(round, size, meeting.Meet) * 0 + round + 1),
            new() { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(size) });

        Assert.Equal(3 * Runs, meeting.Rounds.Count);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NodesOverlapWithThoseOfABranch(int size, ExecutionMode mode, CompilationMode compilation)
    {
        if (mode == ExecutionMode.Waves)
            return;
        var meeting = new Rendezvous(size);
        RunManyTimes(
            (Traced<int> x) =>
            {
                var inside = Graph.If(x > 0, () => Fan(x, size / 2, meeting.Meet), () => x);
                return inside + Fan(x, size / 2, meeting.Meet);
            },
            new() { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(size) });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void UnitsOfAUnitOperatorOverlap(int size, ExecutionMode mode, CompilationMode compilation)
    {
        var meeting = new Rendezvous(size);
        RunManyTimes(
            (Traced<int> x) => Graph.Expand(new MeetingUnits(meeting), x.Then(_ => size)),
            new() { Mode = mode, Compilation = compilation, Pool = Pools.OfSize(size) });
    }

    [Fact]
    public async Task ABlockingOperatorDoesNotStarveTheRest()
    {
        // Many more blocking operators than workers wait for one that needs a worker.
        var meeting = new Rendezvous(33);
        var function = Graph.Jit(
            (Traced<int> x) => Fan(x, 32, meeting.MeetBlocking) + x.Then(meeting.Meet),
            new JitOptions { Mode = ExecutionMode.Eager, Pool = Pools.OfSize(1) });

        Assert.Equal(33, function.Invoke(1));
        Assert.Equal(33, await function.InvokeAsync(1));
    }

    private static Traced<int> Fan(Traced<int> x, int size, Func<int, int> meet) =>
        Graph.Array(Enumerable.Range(0, size).Select(_ => x.Then(meet))).Then(Sum);

    private static int Sum(int[] values) => values.Sum();

    private static void RunManyTimes(Func<Traced<int>, Traced<int>> traced, JitOptions options)
    {
        var function = Graph.Jit(traced, options);
        using var guard = Watchdog.Guard(function.Explain);
        var first = function.Invoke(1);
        for (var run = 1; run < Runs; run++)
            Assert.Equal(first, run % 2 == 0 ? function.Invoke(1) : function.InvokeAsync(1).GetAwaiter().GetResult());
    }

    private sealed class MeetingUnits(Rendezvous meeting) : IUnitOperator<int, Unit, int, int>
    {
        public int Count(int input) => input;

        public Unit CreateScratch(int input) => default;

        public int Execute(int input, int unit, Unit scratch, CancellationToken cancellationToken) => meeting.Meet(unit);

        public int Merge(int input, ReadOnlySpan<int> parts) => parts[^1];
    }
}
