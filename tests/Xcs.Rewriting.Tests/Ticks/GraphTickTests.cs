namespace Xcs.Rewriting.Tests;

public class GraphTickTests
{
    [Fact]
    public void ATickAsAGraphNodeGivesTheSame()
    {
        const int size = 400;
        var plain = new Towns(new WorldOptions { Workers = 1 }, size);
        var inGraph = new Towns(new WorldOptions { Workers = 2, ParallelFrom = 0 }, size);
        var tick = Graph.Jit((Traced<World> world) => world.Tick(rounds: 2), new JitOptions { Mode = ExecutionMode.Waves });
        foreach (var towns in new[] { plain, inGraph })
        {
            towns.World.Activate(towns.Spread, towns.Warps[0]);
            towns.World.Activate(towns.Spread, towns.Warps[1]);
        }

        for (var k = 0; k < 5; k++)
            Assert.Equal(plain.World.Tick(rounds: 2), tick.Invoke(inGraph.World));
    }

    [Fact]
    public void AFailedTickInAGraphLeavesTheWorldUsable()
    {
        using var field = new Field(new WorldOptions { Workers = 2, ParallelFrom = 0 });
        var rule = field.Rule("bad", static (_, _, _) => { }, static (_, _, _) => throw new InvalidTimeZoneException());
        var image = field.Image();
        var tick = Graph.Jit((Traced<World> world) => world.Tick(), new JitOptions { Mode = ExecutionMode.Waves });
        field.World.Enqueue(rule, field.Warp, field.Node(3));
        Assert.Throws<RuleException>(() => tick.Invoke(field.World));
        Assert.Equal(image, field.Image());
        field.World.Deactivate(rule, field.Warp);
        Assert.Equal(0, tick.Invoke(field.World).Accepted);
    }
}
