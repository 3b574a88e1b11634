namespace Xcs.Rewriting.Tests;

/// <summary>A rule knows its number in the world that it was registered with last; others look it up.</summary>
public class RegistrationTests
{
    [Fact]
    public void ARuleOfTwoWorldsRunsInBothUnderItsNumberThere()
    {
        using var first = new Yard(10);
        using var second = new Yard(10);
        Probe shared = null!;
        shared = new Probe("shared") { Does = (_, node, delta) => delta.Enqueue(shared, node with { Index = (node.Index + 1) % 10 }) };
        first.World.Register(shared);
        first.World.Register(Other("late"));
        second.World.Register(Other("early"));
        second.World.Register(shared);
        foreach (var yard in new[] { first, second, first })
        {
            yard.World.Enqueue(shared, yard.Warp, yard.Node(3));
            Assert.Equal(25, yard.World.Tick(25).Accepted);
            yard.World.Deactivate(shared, yard.Warp);
            Assert.Equal(0, yard.World.Tick().Rounds);
            yard.World.Activate(shared, yard.Warp);
            Assert.Equal(10, yard.World.Tick().Accepted);
            yard.World.Deactivate(shared, yard.Warp);
        }
    }

    [Fact]
    public void ARuleOfAnotherWorldIsUnknown()
    {
        using var first = new Yard(10);
        using var second = new Yard(10);
        first.World.Register(Other("first"));
        var rule = first.World.Register(Other("rule"));
        second.World.Register(Other("second"));
        second.World.Register(Other("another"));
        second.Refuses(Fault.UnknownRule, () => second.World.Enqueue(rule, second.Warp, second.Node(1)));
        second.Refuses(Fault.UnknownRule, () => second.World.Activate(rule, second.Warp));
        second.Refuses(Fault.UnknownRule, () => second.World.Enqueue(null!, second.Warp, second.Node(1)));
        Assert.Equal(0, second.World.Tick().Accepted);
    }

    // A registration that is refused changes nothing in the world where the rule is.
    [Fact]
    public void ARefusedRegistrationLeavesTheFirstAsItWas()
    {
        using var first = new Yard(10);
        using var second = new Yard(10);
        var rule = first.World.Register(Other("rule"));
        second.World.Register(Other("zero"));
        second.World.Register(Other("rule"));
        second.Refuses(Fault.Duplicate, () => second.World.Register(rule));
        first.Refuses(Fault.Duplicate, () => first.World.Register(rule));
        second.Refuses(Fault.UnknownRule, () => second.World.Enqueue(rule, second.Warp, second.Node(1)));
        Assert.Equal(2, first.Again(rule, 1, 2).Accepted);
    }

    private static Probe Other(string name) => new(name);
}
