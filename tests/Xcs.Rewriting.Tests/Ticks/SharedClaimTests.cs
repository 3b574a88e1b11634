namespace Xcs.Rewriting.Tests;

/// <summary>What a round of units decides is what one worker decides one by one, wherever the claims meet.</summary>
public class SharedClaimTests
{
    private const int Size = 300;

    public static TheoryData<string> Meetings => ["own shard", "other shard", "ports", "one row many times", "two tables"];

    [Theory]
    [MemberData(nameof(Meetings))]
    public void WorkersDecideLikeOne(string meeting)
    {
        var expected = Digests(meeting, workers: 1, parallelFrom: int.MaxValue);
        Assert.NotEqual(0, expected.Rejected);
        foreach (var workers in new[] { 2, 4, 7 })
            Assert.Equal(expected, Digests(meeting, workers, parallelFrom: 0));
    }

    // Nothing is marked until the last candidate writes what all others have read.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void TheFirstWriteMeetsAllReadsBefore(int workers)
    {
        using var yard = new Yard(Size, new WorldOptions { Workers = workers, ParallelFrom = 0 });
        var rule = new Probe("late")
        {
            Claims = (_, node, footprint) =>
            {
                if (node.Index == 255)
                    footprint.Write(yard.Heat, yard.Node(7));
                else
                    footprint.Read(yard.Heat, yard.Node(node.Index == 130 ? 7 : 8));
            },
        };
        var receipt = yard.Run(rule, [.. Enumerable.Range(0, 256)]);
        Assert.Equal(255, receipt.Accepted);
        var rejection = Assert.Single(receipt.Rejected);
        Assert.Equal(yard.Node(255), rejection.Rewrite.Scope);
        Assert.Equal([new Rewrite("late", yard.Node(130))], rejection.Blockers);
    }

    // Rows of its own scopes are nobody else's as long as one rule of one warp claims them.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void OwnRowsMeetThoseOfAnotherRule(int workers)
    {
        using var yard = new Yard(Size, new WorldOptions { Workers = workers, ParallelFrom = 0 });
        foreach (var name in new[] { "first", "second" })
            yard.World.EnqueueAll(yard.World.Register(new Probe(name) { Claims = (_, node, footprint) => footprint.Write(yard.Heat, node) }), yard.Warp);
        var receipt = yard.World.Tick();
        Assert.Equal(Size, receipt.Accepted);
        Assert.Equal(Size, receipt.Rejected.Count);
        Assert.All(receipt.Rejected, static rejection => Assert.Equal([rejection.Rewrite with { Rule = "first" }], rejection.Blockers));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void OwnRowsMeetThoseReadFromAWarpBelow(int workers)
    {
        using var yard = new Yard(Size, new WorldOptions { Workers = workers, ParallelFrom = 0 });
        var below = yard.World.CreateWarp("below", yard.Node(0));
        yard.World.Edit(below, delta => _ = (delta.CreateNode(yard.Type), delta.CreateNode(yard.Type)));
        var rule = yard.World.Register(new Probe("both")
        {
            Claims = (_, node, footprint) =>
            {
                if (node.Warp == yard.Warp.Id)
                    footprint.Write(yard.Heat, node);
                else
                    footprint.Read(yard.Heat, yard.Node(node.Index));
            },
        });
        yard.World.EnqueueAll(rule, yard.Warp);
        yard.World.EnqueueAll(rule, below);
        Assert.Equal([new NodeId(below.Id, 0), new NodeId(below.Id, 1)], yard.World.Tick().Rejected.Select(static rejection => rejection.Rewrite.Scope));
    }

    // An edge of the same index as the scope is no row of the scope's own, but nobody else of the rule takes it for one.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void RowsOfEdgesMeetThoseOfNodesOfTheSameIndex(int workers)
    {
        using var yard = new Yard(Size, new WorldOptions { Workers = workers, ParallelFrom = 0 });
        var rule = new Probe("edges") { Claims = (_, node, footprint) => footprint.Write(yard.Weight, yard.Edge(node.Index == 200 ? 7 : node.Index)) };
        var rejection = Assert.Single(yard.Run(rule, [.. Enumerable.Range(0, Size)]).Rejected);
        Assert.Equal(new Rewrite("edges", yard.Node(200)), rejection.Rewrite);
        Assert.Equal([new Rewrite("edges", yard.Node(7))], rejection.Blockers);
    }

    // Claims of a rewrite on one row, too far apart to be put together, do not contest each other.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void ARowThatIsClaimedOftenByOneIsItsOwn(int workers)
    {
        using var yard = new Yard(Size, new WorldOptions { Workers = workers, ParallelFrom = 0 });
        var rule = new Probe("often")
        {
            Claims = (_, node, footprint) =>
            {
                footprint.Read(yard.Heat, node);
                for (var k = 1; k <= 10; k++)
                    footprint.Read(yard.Plain, yard.Node((node.Index + k) % Size));
                footprint.Write(yard.Heat, node);
                if (node.Index == 250)
                    footprint.Write(yard.Heat, yard.Node(3));
            },
            Does = (_, node, delta) => delta.Set(yard.Heat, node, 1),
        };
        var rejection = Assert.Single(yard.Run(rule, [.. Enumerable.Range(0, Size)]).Rejected);
        Assert.Equal(new Rewrite("often", yard.Node(250)), rejection.Rewrite);
        Assert.Equal([new Rewrite("often", yard.Node(3))], rejection.Blockers);
    }

    [Fact]
    public void RoundsAfterAConflictBeginWithoutClaims()
    {
        using var yard = new Yard(Size, new WorldOptions { Workers = 4, ParallelFrom = 0 });
        var rule = new Probe("fight") { Claims = (_, _, footprint) => footprint.Write(yard.Heat, yard.Node(0)) };
        var other = yard.World.Register(new Probe("peace") { Claims = (_, node, footprint) => footprint.Write(yard.Heat, node) });
        Assert.Equal(2, yard.Run(rule, 0, 64, 128).Rejected.Count);
        Assert.Empty(yard.Again(other, 0, 64, 128).Rejected);
        Assert.Equal(2, yard.Again(rule, 0, 64, 128).Rejected.Count);
    }

    private static (int Rejected, Digest Last) Digests(string meeting, int workers, int parallelFrom)
    {
        using var yard = new Yard(Size, new WorldOptions { Workers = workers, ParallelFrom = parallelFrom, Policy = ConflictPolicy.Retry });
        var rule = new Probe(meeting) { Claims = (_, node, footprint) => Claim(yard, meeting, node, footprint), Does = (_, node, delta) => delta.Set(yard.Label, node, "done"u8) };
        var rejected = yard.Run(rule, [.. Enumerable.Range(0, Size)]).Rejected.Count;
        return (rejected, yard.World.Tick(rounds: 4).Digest);
    }

    private static void Claim(Yard yard, string meeting, NodeId node, Footprint footprint)
    {
        footprint.Write(yard.Label, node);
        switch (meeting)
        {
            case "own shard":
                footprint.Write(yard.Heat, yard.Node(node.Index / 4 * 4));
                break;
            case "other shard":
                footprint.Write(yard.Heat, yard.Node((node.Index + 64) % Size / 2));
                break;
            case "ports":
                footprint.Read(node);
                if (node.Index % 5 == 0)
                    footprint.WritePort(yard.Node(node.Index / 7), 7);
                else
                    footprint.ReadPort(yard.Node((node.Index + 100) % Size / 7), 7);
                break;
            case "one row many times":
                for (var k = 0; k < 12; k++)
                    footprint.Read(yard.Heat, yard.Node((node.Index + k) % Size));
                footprint.Write(yard.Heat, node);
                break;
            default:
                footprint.LinkOut(yard.Node(node.Index / 3));
                footprint.ReadOut(yard.Node(Size - 1 - node.Index));
                footprint.Write(yard.Weight, yard.Edge(node.Index / 2));
                break;
        }
    }
}
