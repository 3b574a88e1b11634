namespace Xcs.Rewriting.Tests;

public class RetryTests
{
    [Theory]
    [InlineData(1, ConflictPolicy.Retry)]
    [InlineData(4, ConflictPolicy.Retry)]
    [InlineData(4, ConflictPolicy.Join)]
    public void LosersKeepTryingUntilTheyWin(int workers, ConflictPolicy policy)
    {
        using var yard = new Yard(100, new WorldOptions { Workers = workers, ParallelFrom = 0, Policy = policy });
        var rule = yard.World.Register(Rival(yard));
        yard.World.EnqueueAll(rule, yard.Warp);
        for (var round = 0; round < 100; round++)
        {
            var receipt = yard.World.Tick();
            Assert.Equal((1, 99 - round), (receipt.Accepted, receipt.Rejected.Count));
            Assert.All(receipt.Rejected, rejection => Assert.Equal([new Rewrite("rival", yard.Node(round))], rejection.Blockers));
        }

        Assert.Equal(0, yard.World.Tick().Rounds);
    }

    [Fact]
    public void AllRoundsOfATickAreThoseOfManyTicks()
    {
        using var yard = new Yard(100, new WorldOptions { Workers = 1, Policy = ConflictPolicy.Retry });
        var rule = yard.World.Register(Rival(yard));
        yard.World.EnqueueAll(rule, yard.Warp);
        var receipt = yard.World.Tick(rounds: 1000);
        Assert.Equal((100, 100, 99 * 100 / 2), (receipt.Rounds, receipt.Accepted, receipt.Rejected.Count));
        Assert.Equal(Enumerable.Range(0, 99).SelectMany(static round => Enumerable.Repeat(round, 99 - round)), receipt.Rejected.Select(static rejection => rejection.Round));
    }

    [Fact]
    public void RejectDropsThem()
    {
        using var yard = new Yard(100);
        var rule = yard.World.Register(Rival(yard));
        yard.World.EnqueueAll(rule, yard.Warp);
        Assert.Equal((1, 99), (yard.World.Tick().Accepted, 99));
        Assert.Equal((0, 0), (yard.World.Tick(rounds: 3).Accepted, yard.World.Tick().Rounds));
    }

    [Fact]
    public void ARuleMayAskForItselfForEver()
    {
        using var yard = new Yard();
        Probe rule = null!;
        rule = new Probe("again")
        {
            Claims = (_, node, footprint) => footprint.Write(yard.Heat, node),
            Does = (view, node, delta) =>
            {
                delta.Set(yard.Heat, node, view.Get(yard.Heat, node) + 1);
                delta.Enqueue(rule, node);
            },
        };
        Assert.Equal(1, yard.Run(rule, 0).Accepted);
        Assert.Equal((50, 50), (yard.World.Tick(rounds: 50).Accepted, yard.World.Read(yard.Warp).Get(yard.Heat, yard.Node(0)) - 1));
    }

    [Fact]
    public void WhatDiesBeforeItsTurnIsForgotten()
    {
        using var yard = new Yard();
        var rule = yard.World.Register(new Probe("any"));
        yard.World.Enqueue(rule, yard.Warp, yard.Node(3));
        yard.World.Enqueue(rule, yard.Warp, yard.Node(4));
        yard.World.Edit(yard.Warp, delta => delta.Delete(yard.Node(3)));
        Assert.Equal((1, 0), (yard.World.Tick().Accepted, yard.World.Tick().Rounds));
    }

    private static Probe Rival(Yard yard) => new("rival")
    {
        Claims = (_, node, footprint) => footprint.WritePort(yard.Node(0), 2),
        Does = (_, node, delta) => delta.Set(yard.Plain, node, 1),
    };
}
