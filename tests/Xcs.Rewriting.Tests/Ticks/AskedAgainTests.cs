namespace Xcs.Rewriting.Tests;

/// <summary>Footprints are asked again where something conflicts for the first time: what that may and may not cost.</summary>
public class AskedAgainTests
{
    private const int Size = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void NobodyIsAskedTwiceWhereNothingConflicts(int workers)
    {
        var calls = 0;
        using var yard = new Yard(Size, Options(workers));
        var rule = new Probe("reader") { Claims = (_, node, footprint) => { Interlocked.Increment(ref calls); footprint.Read(yard.Heat, node); } };
        Assert.Equal(Size, yard.Run(rule, [.. Enumerable.Range(0, Size)]).Accepted);
        Assert.Equal(Size, calls);
    }

    // Each warp has tables of its own, in each of which the second write is the first that could meet another.
    [Fact]
    public void OnlyThoseOfTheWarpAreAskedAgain()
    {
        const int warps = 60;
        const int nodes = 20;
        var calls = 0;
        using var world = new World(Options(1));
        var heat = world.NodeAttachment<int>("heat");
        var type = world.NodeType("post");
        var rule = world.Register(new Probe("own") { Claims = (_, node, footprint) => { calls++; footprint.Write(heat, node); } });
        for (var k = 0; k < warps; k++)
        {
            var warp = world.CreateWarp($"yard {k}");
            world.Edit(warp, delta =>
            {
                for (var n = 0; n < nodes; n++)
                    delta.CreateNode(type);
            });
            world.EnqueueAll(rule, warp);
        }

        Assert.Equal(warps * nodes, world.Tick().Accepted);
        Assert.InRange(calls, warps * nodes, 2 * warps * nodes);
    }

    // The parent's row is read by the first child and written by nobody until the parent's own table is looked at from the last child.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void WhoIsAskedAgainSeesTheOwnWarp(int workers)
    {
        using var yard = new Yard(Size, Options(workers));
        var child = yard.World.CreateWarp("child", yard.Node(3));
        yard.World.Edit(child, delta =>
        {
            for (var k = 0; k < Size; k++)
                delta.Set(yard.Plain, delta.CreateNode(yard.Type), k);
        });
        var write = yard.World.Register(new Probe("write")
        {
            Claims = (view, node, footprint) => footprint.Write(yard.Heat, yard.Node(view.Get(yard.Heat, node))),
            Does = (view, node, delta) => delta.Set(yard.Heat, yard.Node(view.Get(yard.Heat, node)), -1),
        });
        var read = yard.World.Register(new Probe("read")
        {
            Matches = (view, node) => view.Get(yard.Plain, node) is var number && view.Exists(view.Portal!.Value) && number >= 0,
            Claims = (view, node, footprint) =>
            {
                footprint.Read(view.Portal!.Value);
                footprint.Read(yard.Heat, yard.Node(view.Get(yard.Plain, node)));
                footprint.Write(yard.Plain, node);
            },
        });
        yard.World.Enqueue(write, yard.Warp, yard.Node(7));
        yard.World.Enqueue(write, yard.Warp, yard.Node(150));
        yard.World.EnqueueAll(read, child);
        var receipt = yard.World.Tick();
        Assert.Equal(Size, receipt.Accepted);
        Assert.Equal(
            [(7U, new Rewrite("write", yard.Node(7))), (150U, new Rewrite("write", yard.Node(150)))],
            receipt.Rejected.Select(static rejected => (rejected.Rewrite.Scope.Index, Assert.Single(rejected.Blockers))));
    }

    // A rule that does not depend on the view alone breaks the rules; it is named, and nothing has happened.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void WhoThrowsWhenAskedAgainIsNamed(int workers)
    {
        using var yard = new Yard(Size, Options(workers));
        var calls = 0;
        var moody = yard.World.Register(new Probe("moody")
        {
            Claims = (_, _, footprint) =>
            {
                footprint.Write(yard.Heat, yard.Node(0));
                if (Interlocked.Increment(ref calls) == 2)
                    throw new InvalidOperationException("once is enough");
            },
        });
        var late = yard.World.Register(new Probe("late") { Claims = (_, _, footprint) => footprint.Write(yard.Heat, yard.Node(0)) });
        yard.World.Enqueue(moody, yard.Warp, yard.Node(1));
        yard.World.Enqueue(late, yard.Warp, yard.Node(199));
        var thrown = Assert.IsType<RuleException>(yard.Refuses(Fault.RuleThrew, () => yard.World.Tick()));
        Assert.Equal((moody, yard.Node(1), "once is enough"), (thrown.Offender, thrown.Scope, thrown.InnerException!.Message));

        var receipt = yard.World.Tick();
        Assert.Equal((1, 1), (receipt.Accepted, receipt.Rejected.Count));
    }

    private static WorldOptions Options(int workers) => new() { Workers = workers, ParallelFrom = 0, Guard = GuardMode.On };
}
