namespace Xcs.Rewriting.Tests;

public class BusyTests
{
    public static TheoryData<string> Calls => [.. All.Keys];

    private static Dictionary<string, Action<Yard>> All => new()
    {
        ["tick"] = static yard => yard.World.Tick(),
        ["edit"] = static yard => yard.World.Edit(yard.Warp, static _ => { }),
        ["register"] = static yard => yard.World.Register(new Probe("late")),
        ["activate"] = static yard => yard.World.Activate(yard.World.Register(new Probe("late")), yard.Warp),
        ["node type"] = static yard => yard.World.NodeType("late"),
        ["edge type"] = static yard => yard.World.EdgeType("late"),
        ["attachment"] = static yard => yard.World.NodeAttachment<short>("late"),
        ["bytes"] = static yard => yard.World.EdgeBytes("late"),
        ["warp"] = static yard => yard.World.CreateWarp("late"),
        ["child"] = static yard => yard.World.CreateWarp("late", yard.Node(1)),
        ["jump"] = static yard => yard.World.JumpTo(1),
        ["dispose"] = static yard => yard.World.Dispose(),
        ["nodes"] = static yard => _ = yard.Warp.Nodes().Count(),
        ["edges"] = static yard => _ = yard.Warp.Edges().Count(),
        ["view"] = static yard => yard.Read().Get(yard.Heat, yard.Node(1)),
        ["lists"] = static yard => yard.Read().Out(yard.Node(1)),
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void ACallFromAnotherThreadInTheMiddleOfATickIsRefused(string call)
    {
        using var yard = new Yard();
        Exception? thrown = null;
        var before = yard.World.StateRoot;
        var receipt = yard.Run(
            new Probe("asks")
            {
                Claims = (_, node, footprint) => footprint.Write(yard.Heat, node),
                Does = (_, node, delta) =>
                {
                    var thread = new Thread(() => thrown = Record.Exception(() => All[call](yard)));
                    thread.Start();
                    thread.Join();
                    delta.Set(yard.Heat, node, 50);
                },
            },
            1);
        Assert.Equal(Fault.Busy, Assert.IsAssignableFrom<RewritingException>(thrown).Fault);
        Assert.Equal((1, 50), (receipt.Accepted, yard.Read().Get(yard.Heat, yard.Node(1))));
        Assert.NotEqual(before, yard.World.StateRoot);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void ACallFromARuleIsRefused(string call)
    {
        using var yard = new Yard();
        var bad = yard.World.Register(new Probe("asks") { Does = (_, _, _) => All[call](yard) });
        yard.World.Enqueue(bad, yard.Warp, yard.Node(1));
        yard.Refuses(Fault.Busy, () => yard.World.Tick());
    }

    [Fact]
    public void OthersMayEnqueueInTheMiddleOfATick()
    {
        using var yard = new Yard();
        var count = yard.World.Register(new Probe("count") { Claims = (_, node, footprint) => footprint.Write(yard.Plain, node), Does = (_, node, delta) => delta.Set(yard.Plain, node, 1) });
        var asks = new Probe("asks")
        {
            Does = (_, _, _) =>
            {
                var threads = Enumerable.Range(0, 8).Select(k => new Thread(() => yard.World.Enqueue(count, yard.Warp, yard.Node(k)))).ToList();
                threads.ForEach(static thread => thread.Start());
                threads.ForEach(static thread => thread.Join());
            },
        };
        Assert.Equal(1, yard.Run(asks, 3).Accepted);
        Assert.Equal(8, yard.World.Tick().Accepted);
    }

    [Fact]
    public void AfterDisposalEverythingIsRefused()
    {
        var yard = new Yard();
        var rule = yard.World.Register(new Probe("any"));
        var view = yard.Read();
        yard.World.Dispose();
        yard.World.Dispose();
        Assert.All(All.Where(static call => call.Key is not "dispose"), call => Assert.True(
            Record.Exception(() => call.Value(yard)) is ObjectDisposedException or RewritingException, call.Key));
        Assert.True(Record.Exception(() => view.Get(yard.Heat, yard.Node(1))) is ObjectDisposedException or RewritingException);
        Assert.True(Record.Exception(() => yard.World.Enqueue(rule, yard.Warp, yard.Node(1))) is ObjectDisposedException or RewritingException);
        Assert.Equal(0, yard.Warp.NodeCount);
    }
}
