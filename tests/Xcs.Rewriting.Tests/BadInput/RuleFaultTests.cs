namespace Xcs.Rewriting.Tests;

public class RuleFaultTests
{
    private static readonly NodeId NoNode = new(new WarpId(0), 4000);
    private static readonly EdgeId NoEdge = new(new WarpId(0), 4000);
    private static readonly NodeId NoWarp = new(new WarpId(9), 0);

    public static MatrixTheoryData<string, int> Attempts => new([.. All.Keys], [1, 4]);

    private static Dictionary<string, (Fault Fault, Probe Rule)> Rules(Yard yard) => All.ToDictionary(
        static entry => entry.Key,
        entry => (entry.Value.Fault, entry.Value.Make(yard)));

    private static Dictionary<string, (Fault Fault, Func<Yard, Probe> Make)> All => new()
    {
        ["claims an unknown node"] = Claims(Fault.UnknownNode, static (_, footprint) => footprint.Read(NoNode)),
        ["claims an unknown edge"] = Claims(Fault.UnknownEdge, static (_, footprint) => footprint.Read(NoEdge)),
        ["claims an attachment of an unknown node"] = Claims(Fault.UnknownNode, static (yard, footprint) => footprint.Write(yard.Heat, NoNode)),
        ["claims an attachment of an unknown edge"] = Claims(Fault.UnknownEdge, static (yard, footprint) => footprint.Read(yard.Weight, NoEdge)),
        ["claims a node of another warp"] = Claims(Fault.ForeignWarp, static (_, footprint) => footprint.Read(NoWarp)),
        ["claims an edge of another warp"] = Claims(Fault.ForeignWarp, static (_, footprint) => footprint.Read(new EdgeId(new WarpId(9), 0))),
        ["claims a node's attachment at an edge"] = Claims(Fault.WrongAttachment, static (yard, footprint) => footprint.Write(yard.Heat, yard.Edge(1))),
        ["claims a port below 0"] = Claims(Fault.BadArgument, static (yard, footprint) => footprint.ReadPort(yard.Node(1), -1)),
        ["claims port 8"] = Claims(Fault.BadArgument, static (yard, footprint) => footprint.WritePort(yard.Node(1), 8)),
        ["announces less than nothing"] = Claims(Fault.BadArgument, static (_, footprint) => footprint.Create(nodes: -1)),
        ["reads an unknown node"] = Does(Fault.UnknownNode, static (_, view, _, _) => view.TypeOf(NoNode)),
        ["reads a value that is not there"] = Does(Fault.NoValue, static (yard, view, node, _) => view.Get(yard.Plain, node)),
        ["reads another warp"] = Does(Fault.ForeignWarp, static (_, view, _, _) => view.Exists(NoWarp)),
        ["sets at an unknown node"] = Does(Fault.UnknownNode, static (yard, _, _, delta) => delta.Set(yard.Heat, NoNode, 1)),
        ["sets at an unknown edge"] = Does(Fault.UnknownEdge, static (yard, _, _, delta) => delta.Set(yard.Weight, NoEdge, 1)),
        ["sets a node's attachment at an edge"] = Does(Fault.WrongAttachment, static (yard, _, _, delta) => delta.Set(yard.Heat, yard.Edge(1), 1)),
        ["removes at an unknown node"] = Does(Fault.UnknownNode, static (yard, _, _, delta) => delta.Remove(yard.Heat, NoNode)),
        ["deletes an unknown node"] = Does(Fault.UnknownNode, static (_, _, _, delta) => delta.Delete(NoNode)),
        ["deletes an unknown edge"] = Does(Fault.UnknownEdge, static (_, _, _, delta) => delta.Delete(NoEdge)),
        ["makes a node of no type"] = Does(Fault.UnknownType, static (_, _, _, delta) => delta.CreateNode(default)),
        ["makes a node of an unknown type"] = Does(Fault.UnknownType, static (_, _, _, delta) => delta.CreateNode(new NodeType(99))),
        ["retypes to an unknown type"] = Does(Fault.UnknownType, static (_, _, node, delta) => delta.SetType(node, new NodeType(99))),
        ["makes an edge of an unknown type"] = Does(Fault.UnknownType, static (_, _, node, delta) => delta.CreateEdge(new EdgeType(99), node, node)),
        ["links an unknown node"] = Does(Fault.UnknownNode, static (yard, _, node, delta) => delta.CreateEdge(yard.Near, node, NoNode)),
        ["makes a node that it did not announce"] = Does(Fault.NotAnnounced, static (yard, _, _, delta) => delta.CreateNode(yard.Type)),
        ["makes an edge that it did not announce"] = Does(Fault.NotAnnounced, static (yard, _, node, delta) => delta.CreateEdge(yard.Near, node, node)),
        ["enqueues an unregistered rule"] = Does(Fault.UnknownRule, static (_, _, node, delta) => delta.Enqueue(new Probe("stranger"), node)),
        ["enqueues at an unknown node"] = Does(Fault.UnknownNode, static (_, _, _, delta) => delta.Enqueue(new Probe("stranger"), NoNode)),
        ["enqueues in another warp"] = Does(Fault.ForeignWarp, static (_, _, _, delta) => delta.Enqueue(new Probe("stranger"), new NodeId(new WarpId(0), 1) with { Warp = new WarpId(9) })),
        ["makes a warp of a taken name"] = Does(Fault.Duplicate, static (_, _, node, delta) => delta.CreateWarp("yard", node)),
        ["makes a warp without a name"] = Does(Fault.BadArgument, static (_, _, node, delta) => delta.CreateWarp("", node)),
        ["throws in Match"] = (Fault.RuleThrew, static yard => new Probe("bad") { Matches = static (_, _) => throw new InvalidOperationException("mine") }),
        ["throws in Footprint"] = Claims(Fault.RuleThrew, static (_, _) => throw new InvalidOperationException("mine")),
        ["throws in Execute"] = Does(Fault.RuleThrew, static (_, _, _, _) => throw new InvalidOperationException("mine")),
    };

    [Theory]
    [MemberData(nameof(Attempts))]
    public void IsATypedErrorAndUndoesTheTick(string attempt, int workers)
    {
        using var yard = new Yard(200, new WorldOptions { Workers = workers, ParallelFrom = 0, Guard = GuardMode.Off });
        var good = yard.World.Register(new Probe("good")
        {
            Claims = (_, node, footprint) => footprint.Write(yard.Plain, node),
            Does = (_, node, delta) => delta.Set(yard.Plain, node, 7),
        });
        var (fault, bad) = Rules(yard)[attempt];
        yard.World.Register(bad);
        foreach (var node in new[] { 0, 70, 140, 199 })
            yard.World.Enqueue(good, yard.Warp, yard.Node(node));
        yard.World.Enqueue(bad, yard.Warp, yard.Node(140));
        yard.World.Enqueue(bad, yard.Warp, yard.Node(150));
        var thrown = fault == Fault.ForeignWarp && attempt.StartsWith("enqueues", StringComparison.Ordinal)
            ? yard.Refuses<RewritingException>(() => yard.World.Tick())
            : yard.Refuses(fault, () => yard.World.Tick());
        if (fault == Fault.RuleThrew)
            Assert.Equal((yard.Node(140), "mine"), (Assert.IsType<RuleException>(thrown).Scope, thrown.InnerException!.Message));

        // What was asked for is still there; without the bad rule it is done.
        yard.World.Deactivate(bad, yard.Warp);
        Assert.Equal(4, yard.World.Tick().Accepted);
    }

    [Fact]
    public void AViewAFootprintAndADeltaAreOfNoUseAfterwards()
    {
        using var yard = new Yard();
        (View? View, Footprint? Footprint, Delta? Delta) kept = default;
        yard.Run(
            new Probe("keeper")
            {
                Claims = (_, _, footprint) => kept.Footprint = footprint,
                Does = (view, _, delta) => (kept.View, kept.Delta) = (view, delta),
            },
            1);
        yard.Refuses(Fault.Detached, () => kept.View!.Exists(yard.Node(1)));
        yard.Refuses(Fault.Detached, () => kept.View!.GetOr(yard.Heat, yard.Node(1), 0));
        yard.Refuses(Fault.Detached, () => kept.View!.Out(yard.Node(1)));
        yard.Refuses(Fault.Detached, () => _ = kept.View!.Portal);
        yard.Refuses(Fault.Detached, () => kept.Footprint!.Read(yard.Node(1)));
        yard.Refuses(Fault.Detached, () => kept.Footprint!.Create(1, 1));
        yard.Refuses(Fault.Detached, () => kept.Delta!.Set(yard.Heat, yard.Node(1), 1));
        yard.Refuses(Fault.Detached, () => kept.Delta!.CreateNode(yard.Type));
        yard.Refuses(Fault.Detached, () => kept.Delta!.Delete(yard.Node(1)));
        yard.Refuses(Fault.Detached, () => _ = kept.Delta!.Warp);
        Assert.Equal(0, yard.World.Tick().Accepted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void CandidatesAreOfNoUseAfterwards(int workers)
    {
        using var yard = new Yard(200, new WorldOptions { Workers = workers, ParallelFrom = 0 });
        var keeper = new Keeper(yard);
        yard.World.Register(keeper);
        yard.World.Activate(keeper, yard.Warp);
        Assert.Equal(1, yard.World.Tick().Accepted);
        Assert.Equal(1, keeper.Asked);
        yard.Refuses(Fault.Detached, () => keeper.Kept.Add(yard.Node(2)));
        yard.Refuses(Fault.Detached, () => default(Candidates).Add(yard.Node(2)));
        Assert.Equal(0, yard.World.Tick().Accepted);
    }

    // Kept from one call of the rule to the next, in the same tick.
    [Theory]
    [InlineData("footprint", 1)]
    [InlineData("footprint", 4)]
    [InlineData("view of the footprint", 1)]
    [InlineData("view of the footprint", 4)]
    [InlineData("delta", 1)]
    [InlineData("new node", 1)]
    public void NorInTheNextCall(string what, int workers)
    {
        using var yard = new Yard(200, new WorldOptions { Workers = workers, ParallelFrom = 0, Guard = GuardMode.On });
        (Footprint? Footprint, View? View, Delta? Delta) kept = default;
        var keeper = new Probe("keeper")
        {
            Claims = (view, node, footprint) =>
            {
                footprint.Create(nodes: 1);
                footprint.Write(yard.Heat, node);
                (kept.Footprint, kept.View) = (footprint, view);
            },
            Does = (_, node, delta) =>
            {
                if (what == "footprint")
                    kept.Footprint!.Write(yard.Plain, node);
                if (what == "view of the footprint")
                    kept.View!.Get(yard.Heat, yard.Node(0));
                kept.Delta = delta;
            },
        };
        var other = new Probe("other")
        {
            Claims = (_, node, footprint) =>
            {
                footprint.Write(yard.Heat, node);
                if (what == "delta")
                    kept.Delta?.Set(yard.Heat, yard.Node(1), 1);
                if (what == "new node")
                    kept.Delta?.CreateNode(yard.Type);
            },
        };
        yard.World.Register(keeper);
        yard.World.Register(other);
        yard.World.Enqueue(keeper, yard.Warp, yard.Node(1));
        yard.World.Enqueue(other, yard.Warp, yard.Node(199));
        yard.Refuses(Fault.Detached, () => yard.World.Tick());
    }

    [Fact]
    public void AnEditThatThrowsIsUndone()
    {
        using var yard = new Yard();
        yard.Refuses<InvalidOperationException>(() => yard.World.Edit(yard.Warp, delta =>
        {
            delta.Delete(yard.Node(3));
            delta.CreateNode(yard.Type);
            throw new InvalidOperationException("mine");
        }));
        yard.Refuses(Fault.Dangling, () => yard.World.Edit(yard.Warp, delta =>
        {
            delta.CreateEdge(yard.Far, yard.Node(3), yard.Node(4));
            delta.Delete(yard.Node(4));
        }));
        yard.Refuses(Fault.UnknownNode, () => yard.World.Edit(yard.Warp, delta => delta.Delete(delta.CreateNode(yard.Type))));
        yard.Refuses(Fault.Duplicate, () => yard.World.Edit(yard.Warp, delta => delta.CreateWarp("yard", yard.Node(3))));

        // Ids that a failed edit made are given out again: nothing has happened.
        yard.World.Edit(yard.Warp, delta => Assert.Equal(yard.Node(10), delta.CreateNode(yard.Type)));
    }

    private static (Fault Fault, Func<Yard, Probe> Make) Claims(Fault fault, Action<Yard, Footprint> claim) =>
        (fault, yard => new Probe("bad") { Claims = (_, _, footprint) => claim(yard, footprint) });

    private static (Fault Fault, Func<Yard, Probe> Make) Does(Fault fault, Action<Yard, View, NodeId, Delta> act) =>
        (fault, yard => new Probe("bad") { Does = (view, node, delta) => act(yard, view, node, delta) });

    private sealed class Keeper(Yard yard) : Rule("candidates")
    {
        public Candidates Kept { get; private set; }

        public int Asked { get; private set; }

        public override bool Match(View view, NodeId node) => node == yard.Node(7) && view.Get(yard.Heat, node) == 7;

        public override void Footprint(View view, NodeId node, Footprint footprint) => footprint.Write(yard.Heat, node);

        public override void Execute(View view, NodeId node, Delta delta) => delta.Set(yard.Heat, node, 0);

        public override void Affects(View view, NodeId changed, Candidates candidates)
        {
            candidates.Add(changed);
            Kept = candidates;
            Asked++;
        }
    }
}
