namespace Xcs.Rewriting.Tests;

public class PatternRuleTests
{
    [Fact]
    public void FindsJoinedNodesWithConditionsAndWithoutNegatives()
    {
        using var friends = new Friends();
        friends.Link(0, 1);
        friends.Link(1, 2);
        friends.Link(2, 3);
        friends.Link(0, 2);
        var view = friends.World.Read(friends.Warp);
        var roots = friends.Rule.FindAll(view, friends.Warp).Select(match => (match[friends.A].Index, match[friends.B].Index, match[friends.C].Index));

        // 0-1-2 is closed already; 0-2-3 and 1-2-3 are open.
        Assert.Equal([(0U, 2U, 3U), (1U, 2U, 3U)], roots);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ActiveRulesFindWhatLookingEverywhereFinds(int seed)
    {
        var random = new Random(seed);
        using var friends = new Friends();
        friends.World.Activate(friends.Rule, friends.Warp);
        for (var tick = 0; tick < 30; tick++)
        {
            friends.Link((uint)random.Next(Friends.Count), (uint)random.Next(Friends.Count));
            if (tick % 5 == 0)
                friends.Cut(random);
            friends.World.Tick(rounds: 1);
        }

        friends.World.Tick(rounds: 1000);
        Assert.Empty(friends.Rule.FindAll(friends.World.Read(friends.Warp), friends.Warp));
    }

    [Fact]
    public void NodesThatNoEdgeJoinsAreRefused()
    {
        var pattern = new Pattern();
        pattern.Node();
        var refusal = Assert.Throws<RewritingException>(() => new Friends.Closing(pattern, default, default, default, default));
        Assert.Equal(Fault.BadArgument, refusal.Fault);
        Assert.Contains("closing", refusal.Message, StringComparison.Ordinal);
    }
}
