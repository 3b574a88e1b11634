namespace Xcs.Rewriting.Tests;

/// <summary>A token goes round: rounds of one candidate, which take a way of their own, and edges that come and go within a tick.</summary>
public class ChainTests
{
    private const int Steps = 1000;

    public static TheoryData<int, int, GuardMode> Ways => new() { { 1, int.MaxValue, GuardMode.Off }, { 1, int.MaxValue, GuardMode.On }, { 4, 0, GuardMode.On }, { 4, 2, GuardMode.Off } };

    [Theory]
    [MemberData(nameof(Ways))]
    public void OneTickOfManyRoundsLeavesWhatManyTicksLeave(int workers, int parallelFrom, GuardMode guard)
    {
        using var walk = new Walk(Options(workers, parallelFrom, guard));
        using var steps = new Walk(Options(1, int.MaxValue));
        var receipt = walk.World.Tick(Steps);
        Assert.Equal((Steps, Steps), (receipt.Rounds, receipt.Accepted));
        for (var k = 0; k < Steps; k++)
            steps.World.Tick();
        Assert.Equal(steps.World.StateRoot, walk.World.StateRoot);
        Assert.Equal(steps.Token, walk.Token);
        Assert.Equal(Steps, walk.Token.Weight);
        Assert.Equal(1, walk.Warp.EdgeCount);
    }

    // Also where the last round of a tick fills a page of edges.
    [Theory]
    [MemberData(nameof(Ways))]
    public void WhereATickStopsTheNextGoesOn(int workers, int parallelFrom, GuardMode guard)
    {
        using var walk = new Walk(Options(workers, parallelFrom, guard));
        using var whole = new Walk(Options(1, int.MaxValue));
        foreach (var rounds in new[] { 1, 62, 1, 1, 63, 64, 65, 128, 615 })
            Assert.Equal(rounds, walk.World.Tick(rounds).Rounds);
        whole.World.Tick(Steps);
        Assert.Equal(whole.World.StateRoot, walk.World.StateRoot);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void ATickThatFailsLateLeavesNothingBehind(int workers, int parallelFrom, GuardMode guard)
    {
        FailsLate<RuleException>(Options(workers, parallelFrom, guard), static (_, step) => Assert.NotEqual(900, step));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void ATokenThatIsCancelledLateLeavesNothingBehind(int workers, int parallelFrom, GuardMode guard)
    {
        using var cancellation = new CancellationTokenSource();
        FailsLate<OperationCanceledException>(
            Options(workers, parallelFrom, guard),
            (_, step) =>
            {
                if (step == 900)
                    cancellation.Cancel();
                Assert.True(step <= 900, "no round begins any more");
            },
            cancellation);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void NobodyElseMayUseTheWorldMeanwhile(int workers, int parallelFrom, GuardMode guard)
    {
        FailsLate<RewritingException>(
            Options(workers, parallelFrom, guard),
            static (walk, step) =>
            {
                if (step == 900)
                    walk.World.Activate(walk.Rule, walk.Warp);
            });
    }

    // Asking from outside is for the next tick, whoever asks.
    [Theory]
    [MemberData(nameof(Ways))]
    public void WhatARuleAsksOfTheWorldIsForTheNextTick(int workers, int parallelFrom, GuardMode guard)
    {
        using var walk = new Walk(Options(workers, parallelFrom, guard));
        var other = walk.World.Register(new LambdaRule("other"));
        walk.BeforeStep = step => walk.World.Enqueue(other, walk.Warp, new NodeId(walk.Warp.Id, (uint)step % 7));
        Assert.Equal(Steps, walk.World.Tick(Steps).Accepted);
        walk.BeforeStep = static _ => { };
        Assert.Equal(8, walk.World.Tick().Accepted);
        Assert.Equal(2, walk.World.Tick(2).Accepted);
    }

    // An edge comes in one round and goes in the next: pages are empty now and then, also where more edges are to come.
    [Theory]
    [MemberData(nameof(Ways))]
    public void PagesThatAreEmptyForARoundAreFilledOn(int workers, int parallelFrom, GuardMode guard)
    {
        using var blink = new Yard(2, Options(workers, parallelFrom, guard));
        using var steps = new Yard(2, Options(1, int.MaxValue));
        foreach (var yard in new[] { blink, steps })
        {
            Probe rule = null!;
            rule = new Probe("blink")
            {
                Claims = (view, node, footprint) =>
                {
                    footprint.ReadOut(node);
                    footprint.Link(node, node);
                    footprint.Create(edges: 1);
                    if (view.FirstOut(node, yard.Far, out var edge))
                        footprint.Delete(edge);
                },
                Does = (view, node, delta) =>
                {
                    if (view.FirstOut(node, yard.Far, out var edge))
                        delta.Delete(edge.Id);
                    else
                        delta.Set(yard.Note, delta.CreateEdge(yard.Far, node, node), "lit"u8);
                    delta.Enqueue(rule, node);
                },
            };
            yard.World.Enqueue(yard.World.Register(rule), yard.Warp, yard.Node(1));
        }

        Assert.Equal(301, blink.World.Tick(301).Accepted);
        for (var k = 0; k < 301; k++)
            steps.World.Tick();
        Assert.Equal(steps.World.StateRoot, blink.World.StateRoot);
        Assert.Equal(3, blink.Warp.EdgeCount);
        using var again = World.Replay(blink.World.Ledger!, new WorldOptions());
        Assert.Equal(blink.World.CommitHash, again.CommitHash);
    }

    // Every tenth step hangs a warp below its place; rules of the new warps come in the next tick.
    [Theory]
    [MemberData(nameof(Ways))]
    public void AChainThatMakesWarpsGoesOn(int workers, int parallelFrom, GuardMode guard)
    {
        using var yard = new Yard(50, Options(workers, parallelFrom, guard));
        Probe rule = null!;
        rule = new Probe("hang")
        {
            Claims = (_, node, footprint) => footprint.Write(node),
            Does = (_, node, delta) =>
            {
                if (node.Index % 10 == 0)
                    delta.CreateWarp($"below {node.Index}", node);
                delta.Enqueue(rule, yard.Node((node.Index + 1) % 50));
            },
        };
        yard.World.Enqueue(yard.World.Register(rule), yard.Warp, yard.Node(1));
        Assert.Equal(45, yard.World.Tick(45).Accepted);
        Assert.Equal(["yard", "below 10", "below 20", "below 30", "below 40"], yard.World.Warps.Select(static warp => warp.Name));
        yard.Refuses(Fault.Duplicate, () => yard.World.Tick(45));
        Assert.Equal(14, yard.World.Tick(14).Accepted);
        Assert.Equal("below 0", yard.World.Warps[^1].Name);
    }

    // The commit is made, and cannot be kept: pages that are given back by then have their digests put back too.
    [Fact]
    public void ACommitThatCannotBeWrittenIsUndone()
    {
        using var folder = new Folder();
        using var ledger = Ledger.Open(folder.File("walk.ledger"));
        using var walk = new Walk(Options(1, int.MaxValue) with { Ledger = ledger });
        using var untroubled = new Walk(Options(1, int.MaxValue) with { Ledger = new Ledger() });
        walk.World.Tick(100);
        untroubled.World.Tick(100);
        var disk = FailingFile.PutInto(ledger);
        disk.Allowed = 20;
        Assert.ThrowsAny<Exception>(() => walk.World.Tick(Steps));
        disk.Allowed = int.MaxValue;
        Assert.Equal(untroubled.Token, walk.Token);
        Assert.Equal(untroubled.World.Tick(Steps).Digest, walk.World.Tick(Steps).Digest);
    }

    [Fact]
    public void ALedgerGivesTheSameState()
    {
        using var folder = new Folder();
        using var walk = new Walk(Options(1, int.MaxValue) with { Ledger = new Ledger() });
        walk.World.Tick(Steps);
        walk.World.Tick(Steps);
        var (commit, token) = (walk.World.CommitHash, walk.Token);
        walk.World.Ledger!.Save(folder.File("walk.ledger"));
        using var again = World.Replay(Ledger.Load(folder.File("walk.ledger")), new WorldOptions());
        Assert.Equal(commit, again.CommitHash);
        walk.World.JumpTo(2);
        Assert.Equal(Steps, walk.Token.Weight);
        Assert.Equal(commit, walk.World.Tick(Steps).CommitHash);
        Assert.Equal(token, walk.Token);
    }

    private static void FailsLate<T>(WorldOptions options, Action<Walk, int> before, CancellationTokenSource? cancellation = null)
        where T : Exception
    {
        using var walk = new Walk(options);
        using var untroubled = new Walk(options);
        walk.World.Tick(200);
        untroubled.World.Tick(200);
        walk.BeforeStep = step => before(walk, step);
        Assert.ThrowsAny<T>(() => walk.World.Tick(Steps, cancellation?.Token ?? default));
        Assert.Equal(untroubled.World.StateRoot, walk.World.StateRoot);
        Assert.Equal(untroubled.Token, walk.Token);

        walk.BeforeStep = static _ => { };
        Assert.Equal(untroubled.World.Tick(Steps).Digest, walk.World.Tick(Steps).Digest);
        Assert.Equal(untroubled.Token, walk.Token);
    }

    private static WorldOptions Options(int workers, int parallelFrom, GuardMode guard = GuardMode.Off) => new() { Workers = workers, ParallelFrom = parallelFrom, Guard = guard };
}
