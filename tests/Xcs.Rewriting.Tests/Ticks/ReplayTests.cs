namespace Xcs.Rewriting.Tests;

public class ReplayTests
{
    [Fact]
    public void ReplayEqualsExecution()
    {
        var towns = new Towns(new WorldOptions { Workers = 1, Policy = ConflictPolicy.Retry, Ledger = new Ledger() }, 200);
        var receipts = towns.Run(10, 200, seed: 1);
        using var replayed = World.Replay(towns.World.Ledger!);
        Assert.Equal(towns.World.CommitHash, replayed.CommitHash);
        Assert.Equal(towns.World.StateRoot, replayed.StateRoot);
        Assert.Equal(receipts[^1].Tick, replayed.CurrentTick);
    }

    [Fact]
    public void JumpingBackAndGoingOnGivesTheSameAgain()
    {
        var towns = new Towns(new WorldOptions { Workers = 1, Policy = ConflictPolicy.Retry, Ledger = new Ledger() }, 200);
        var receipts = towns.Run(4, 200, seed: 1);
        towns.World.JumpTo(2);
        Assert.Equal(2UL, towns.World.CurrentTick);
        var again = towns.Run(4, 200, seed: 2);
        Assert.Equal(receipts, again);
    }
}
