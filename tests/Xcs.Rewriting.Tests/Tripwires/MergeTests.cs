namespace Xcs.Rewriting.Tests;

public class MergeTests
{
    public static TheoryData<int> Workers => [1, 4];

    [Theory]
    [MemberData(nameof(Workers))]
    public void DivergentWritesNameTheRowAndEveryWriter(int workers)
    {
        using var yard = MakeYard(workers);
        var liar = new Probe("liar") { Does = (_, node, delta) => delta.Set(yard.Plain, yard.Node(9), node.Index) };
        yard.World.Register(liar);
        foreach (var node in new[] { 130, 7, 70 })
            yard.World.Enqueue(liar, yard.Warp, yard.Node(node));
        var thrown = yard.Refuses<DivergenceException>(() => yard.World.Tick());
        Assert.Equal("plain of node 0:9", thrown.Row);
        Assert.Equal([new("liar", yard.Node(7)), new("liar", yard.Node(70)), new("liar", yard.Node(130))], thrown.Writers);
        Assert.All(new[] { "node 0:7", "node 0:70", "node 0:130", "plain of node 0:9" }, text => Assert.Contains(text, thrown.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void IdenticalWritesAreOne(int workers)
    {
        using var yard = MakeYard(workers);
        var liar = new Probe("liar") { Does = (_, _, delta) => delta.Set(yard.Label, yard.Node(9), "same"u8) };
        Assert.Equal(3, yard.Run(liar, 130, 7, 70).Accepted);
        Assert.Equal("same"u8, yard.Read().GetBytes(yard.Label, yard.Node(9)));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void DeletionAgainstSetDiverges(int workers)
    {
        using var yard = MakeYard(workers);
        var liar = new Probe("liar")
        {
            Does = (_, node, delta) =>
            {
                if (node.Index == 7)
                    delta.Delete(yard.Node(9));
                else
                    delta.Set(yard.Heat, yard.Node(9), 1);
            },
        };
        yard.World.Register(liar);
        yard.World.Enqueue(liar, yard.Warp, yard.Node(7));
        yard.World.Enqueue(liar, yard.Warp, yard.Node(70));
        var thrown = yard.Refuses<DivergenceException>(() => yard.World.Tick());
        Assert.Equal(2, thrown.Writers.Count);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void SetThenDeletionByAnotherDiverges(int workers)
    {
        using var yard = MakeYard(workers);
        var liar = new Probe("liar")
        {
            Does = (_, node, delta) =>
            {
                if (node.Index == 70)
                    delta.Remove(yard.Label, yard.Node(9));
                else
                    delta.Set(yard.Label, yard.Node(9), "set"u8);
            },
        };
        yard.World.Register(liar);
        yard.World.Enqueue(liar, yard.Warp, yard.Node(7));
        yard.World.Enqueue(liar, yard.Warp, yard.Node(70));
        Assert.Equal(2, yard.Refuses<DivergenceException>(() => yard.World.Tick()).Writers.Count);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void DivergentTypesAreNamed(int workers)
    {
        using var yard = MakeYard(workers);
        var liar = new Probe("liar") { Does = (_, node, delta) => delta.SetType(yard.Node(9), node.Index == 7 ? yard.Type : yard.Other) };
        yard.World.Register(liar);
        yard.World.Enqueue(liar, yard.Warp, yard.Node(7));
        yard.World.Enqueue(liar, yard.Warp, yard.Node(70));
        Assert.Equal("node 0:9", yard.Refuses<DivergenceException>(() => yard.World.Tick()).Row);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void AnEdgeToANodeThatGoesIsDangling(int workers)
    {
        using var yard = MakeYard(workers);
        var liar = new Probe("liar")
        {
            Claims = (_, _, footprint) => footprint.Create(edges: 1),
            Does = (_, node, delta) =>
            {
                if (node.Index == 7)
                    delta.Delete(yard.Node(9));
                else
                    delta.CreateEdge(yard.Far, node, yard.Node(9));
            },
        };
        yard.World.Register(liar);
        yard.World.Enqueue(liar, yard.Warp, yard.Node(7));
        yard.World.Enqueue(liar, yard.Warp, yard.Node(70));
        yard.Refuses(Fault.Dangling, () => yard.World.Tick());
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void AnEdgeFromANodeThatGoesLaterIsDangling(int workers)
    {
        using var yard = MakeYard(workers);
        var liar = new Probe("liar")
        {
            Claims = (_, _, footprint) => footprint.Create(edges: 1),
            Does = (_, node, delta) =>
            {
                if (node.Index == 70)
                    delta.Delete(yard.Node(9));
                else
                    delta.CreateEdge(yard.Far, yard.Node(9), node);
            },
        };
        yard.World.Register(liar);
        yard.World.Enqueue(liar, yard.Warp, yard.Node(7));
        yard.World.Enqueue(liar, yard.Warp, yard.Node(70));
        yard.Refuses(Fault.Dangling, () => yard.World.Tick());
    }

    [Fact]
    public void WritesToAnotherWarpAreNamed()
    {
        using var yard = MakeYard(1);
        var child = yard.World.CreateWarp("child", yard.Node(3));
        NodeId inside = default;
        yard.World.Edit(child, delta => inside = delta.CreateNode(yard.Type));
        var acts = new Action<Delta, NodeId>[]
        {
            (delta, _) => delta.Set(yard.Heat, yard.Node(1), 1),
            (delta, _) => delta.Remove(yard.Heat, yard.Node(1)),
            (delta, _) => delta.Delete(yard.Node(1)),
            (delta, _) => delta.Delete(yard.Edge(1)),
            (delta, _) => delta.SetType(yard.Node(1), yard.Other),
            (delta, node) => delta.CreateEdge(yard.Near, node, yard.Node(1)),
            (delta, node) => delta.CreateEdge(yard.Near, yard.Node(1), node),
            (delta, _) => delta.Set(yard.Weight, yard.Edge(1), 1),
            (delta, _) => delta.CreateWarp("x", yard.Node(1)),
        };
        for (var k = 0; k < acts.Length; k++)
        {
            var act = acts[k];
            var rule = yard.World.Register(new Probe($"liar {k}") { Claims = (_, _, footprint) => footprint.Create(edges: 1), Does = (_, node, delta) => act(delta, node) });
            yard.World.Enqueue(rule, child, inside);
            var thrown = yard.Refuses(Fault.ForeignWarp, () => yard.World.Tick());
            Assert.Contains($"liar {k} at node 1:0", thrown.Message, StringComparison.Ordinal);
            yard.World.Deactivate(rule, child);
        }
    }

    [Fact]
    public void WritesToAWarpOfTheSameTickAreRefused()
    {
        using var yard = MakeYard(1);
        var maker = new Probe("maker")
        {
            Claims = (_, node, footprint) => footprint.Write(node),
            Does = (_, node, delta) =>
            {
                delta.CreateWarp("fresh", node);
                delta.Set(yard.Heat, new NodeId(new WarpId(1), 0), 1);
            },
        };
        yard.World.Register(maker);
        yard.World.Enqueue(maker, yard.Warp, yard.Node(3));
        var thrown = yard.Refuses(Fault.NewWarp, () => yard.World.Tick());
        Assert.Contains("warp 1", thrown.Message, StringComparison.Ordinal);
        Assert.Single(yard.World.Warps);
    }

    [Fact]
    public void ABrokenMergeOrderIsDetected()
    {
        using var yard = MakeYard(2);
        yard.World.BreaksMergeOrder = true;

        // Units meet in pairs: each of the two workers has two of the four, all of which write to one shard. Its own list put the wrong way round is
        // not canonical.
        using var barrier = new Barrier(2);
        var rule = new Probe("many")
        {
            Claims = (_, node, footprint) => footprint.Write(yard.Plain, yard.Node(node.Index / 64)),
            Does = (_, node, delta) =>
            {
                barrier.SignalAndWait(TestContext.Current.CancellationToken);
                delta.Set(yard.Plain, yard.Node(node.Index / 64), 1);
            },
        };
        yard.World.Register(rule);
        foreach (var node in new[] { 0, 64, 128, 192 })
            yard.World.Enqueue(rule, yard.Warp, yard.Node(node));
        var thrown = yard.Refuses(Fault.MergeOrder, () => yard.World.Tick());
        Assert.Contains("many at node 0:", thrown.Message, StringComparison.Ordinal);
        yard.World.BreaksMergeOrder = false;
        Assert.Equal(4, yard.World.Tick().Accepted);
    }

    private static Yard MakeYard(int workers) => new(200, new WorldOptions { Workers = workers, ParallelFrom = 0 });
}
