namespace Xcs.Rewriting.Tests;

public class PortalTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void ARuleReadsItsChainUpToTheTop(int workers)
    {
        using var chain = new Chain(workers);
        var read = 0;
        var rule = chain.World.Register(new Probe("look up")
        {
            Claims = (_, _, footprint) =>
            {
                footprint.Read(chain.Heat, chain.Nodes[0]);
                footprint.Read(chain.Heat, chain.Nodes[1]);
                footprint.ReadOut(chain.Nodes[0]);
            },
            Does = (view, _, _) => read = view.Get(chain.Heat, chain.Nodes[0]) + view.Get(chain.Heat, view.Portal!.Value) + (100 * view.Out(chain.Nodes[0]).Count()),
        });
        chain.World.Enqueue(rule, chain.Warps[2], chain.Nodes[2]);
        Assert.Equal(1, chain.World.Tick().Accepted);
        Assert.Equal(101, read);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void ReadingAboveConflictsWithWritingThere(int workers)
    {
        using var chain = new Chain(workers);
        var writer = chain.World.Register(new Probe("write")
        {
            Claims = (_, node, footprint) => footprint.Write(chain.Heat, node),
            Does = (_, node, delta) => delta.Set(chain.Heat, node, 40),
        });
        var reader = chain.World.Register(new Probe("read")
        {
            Claims = (_, node, footprint) =>
            {
                footprint.Read(chain.Heat, chain.Nodes[0]);
                footprint.Write(chain.Heat, node);
            },
            Does = (view, node, delta) => delta.Set(chain.Heat, node, view.Get(chain.Heat, chain.Nodes[0])),
        });
        chain.World.Enqueue(reader, chain.Warps[2], chain.Nodes[2]);
        chain.World.Enqueue(writer, chain.Warps[0], chain.Nodes[0]);
        var rejection = Assert.Single(chain.World.Tick().Rejected);
        Assert.Equal(("read at node 2:0", "write at node 0:0"), (rejection.Rewrite.ToString(), Assert.Single(rejection.Blockers).ToString()));
        Assert.Equal(1, chain.World.Tick().Accepted);
        Assert.Equal(40, chain.World.Read(chain.Warps[2]).Get(chain.Heat, chain.Nodes[2]));
    }

    [Fact]
    public void SiblingsAndChildrenCannotBeRead()
    {
        using var chain = new Chain(1);
        var sibling = chain.World.CreateWarp("sibling", chain.Nodes[0]);
        NodeId inside = default;
        chain.World.Edit(sibling, delta => inside = delta.CreateNode(chain.Type));
        foreach (var (warp, scope, target) in new[] { (chain.Warps[1], chain.Nodes[1], inside), (chain.Warps[0], chain.Nodes[0], chain.Nodes[1]) })
        {
            var rule = chain.World.Register(new Probe($"peep {target}") { Does = (view, _, _) => view.Exists(target) });
            chain.World.Enqueue(rule, warp, scope);
            Assert.Equal(Fault.ForeignWarp, Assert.Throws<RewritingException>(() => chain.World.Tick()).Fault);
            chain.World.Deactivate(rule, warp);
            var claims = chain.World.Register(new Probe($"claim {target}") { Claims = (_, _, footprint) => footprint.Read(target) });
            chain.World.Enqueue(claims, warp, scope);
            Assert.Equal(Fault.ForeignWarp, Assert.Throws<RewritingException>(() => chain.World.Tick()).Fault);
            chain.World.Deactivate(claims, warp);
        }
    }

    [Fact]
    public void ClaimingAWriteAboveIsRefused()
    {
        using var chain = new Chain(1);
        var acts = new Action<Footprint>[]
        {
            footprint => footprint.Write(chain.Heat, chain.Nodes[0]),
            footprint => footprint.Write(chain.Nodes[0]),
            footprint => footprint.LinkOut(chain.Nodes[0]),
            footprint => footprint.LinkIn(chain.Nodes[0]),
            footprint => footprint.Delete(chain.Nodes[0]),
            footprint => footprint.WritePort(chain.Nodes[0], 7),
        };
        for (var k = 0; k < acts.Length; k++)
        {
            var act = acts[k];
            var rule = chain.World.Register(new Probe($"claim {k}") { Claims = (_, _, footprint) => act(footprint) });
            chain.World.Enqueue(rule, chain.Warps[1], chain.Nodes[1]);
            Assert.Equal(Fault.ForeignWarp, Assert.Throws<RewritingException>(() => chain.World.Tick()).Fault);
            chain.World.Deactivate(rule, chain.Warps[1]);
        }
    }

    [Fact]
    public void AWarpWhosePortalIsGoneStandsOn()
    {
        using var chain = new Chain(1);
        chain.World.Edit(chain.Warps[0], delta => delta.Delete(chain.Nodes[0]));
        var view = chain.World.Read(chain.Warps[1]);
        Assert.Equal(chain.Nodes[0], view.Portal);
        Assert.False(view.Exists(chain.Nodes[0]));
        chain.World.Edit(chain.Warps[1], delta => delta.CreateNode(chain.Type));
        using var replayed = World.Replay(chain.World.Ledger!);
        Assert.Equal(chain.World.StateRoot, replayed.StateRoot);
        Assert.Equal(chain.Nodes[0], replayed.Warp("level 1").Portal);
    }

    [Fact]
    public void AnActiveRuleIsWokenByWhatChangesAbove()
    {
        using var chain = new Chain(1);
        var rule = chain.World.Register(new Probe("wake")
        {
            Matches = (view, _) => view.Get(chain.Heat, view.Portal!.Value) > 5,
            Claims = (view, node, footprint) => footprint.Read(chain.Heat, view.Portal!.Value),
        });
        chain.World.Activate(rule, chain.Warps[1]);
        Assert.Equal(0, chain.World.Tick().Accepted);
        chain.World.Edit(chain.Warps[0], delta => delta.Set(chain.Heat, chain.Nodes[0], 6));
        Assert.Equal(1, chain.World.Tick().Accepted);
    }

    [Fact]
    public void ARuleActivatedInAnEmptyWarpIsWoken()
    {
        using var chain = new Chain(1);
        var rule = chain.World.Register(new Probe("wake"));
        var empty = chain.World.CreateWarp("empty");
        chain.World.Activate(rule, empty);
        chain.World.Edit(empty, delta => delta.CreateNode(chain.Type));
        Assert.Equal(1, chain.World.Tick().Accepted);
    }

    /// <summary>Three warps, each below the only node of the one before.</summary>
    private sealed class Chain : IDisposable
    {
        public Chain(int workers)
        {
            World = new World(new WorldOptions { Workers = workers, ParallelFrom = 0, Policy = ConflictPolicy.Retry, Guard = GuardMode.On, Ledger = new Ledger() });
            Type = World.NodeType("n");
            var loop = World.EdgeType("loop");
            Heat = World.NodeAttachment<int>("heat");
            for (var k = 0; k < 3; k++)
            {
                Warps.Add(k == 0 ? World.CreateWarp("level 0") : World.CreateWarp($"level {k}", Nodes[k - 1]));
                World.Edit(Warps[k], delta =>
                {
                    Nodes.Add(delta.CreateNode(Type));
                    delta.Set(Heat, Nodes[k], k);
                    delta.CreateEdge(loop, Nodes[k], Nodes[k]);
                });
            }
        }

        public World World { get; }

        public NodeType Type { get; }

        public Attachment<int> Heat { get; }

        public List<Warp> Warps { get; } = [];

        public List<NodeId> Nodes { get; } = [];

        public void Dispose() => World.Dispose();
    }
}
