namespace Xcs.Rewriting.Tests;

public class BadInputTests
{
    [Fact]
    public void UnknownThingsAreRefusedByName()
    {
        using var field = new Field();
        using var other = new Field();
        var rule = field.Rule("rule", static (_, _, _) => { }, static (_, _, _) => { });
        var view = field.World.Read(field.Warp);
        Expect(Fault.UnknownNode, () => field.World.Enqueue(rule, field.Warp, field.Node(300)));
        Expect(Fault.UnknownWarp, () => field.World.Enqueue(rule, other.Warp, field.Node(3)));
        Expect(Fault.ForeignWarp, () => field.World.Enqueue(rule, field.Warp, new NodeId(new WarpId(4), 3)));
        Expect(Fault.UnknownRule, () => field.World.Enqueue(new LambdaRule("new"), field.Warp, field.Node(3)));
        Expect(Fault.Duplicate, () => field.World.Register(rule));
        Expect(Fault.Duplicate, () => field.World.Register(new LambdaRule("rule")));
        Expect(Fault.Duplicate, () => field.World.CreateWarp("field"));
        Expect(Fault.UnknownWarp, () => field.World.Warp("meadow"));
        Expect(Fault.UnknownNode, () => field.World.CreateWarp("below", field.Node(300)));
        Expect(Fault.UnknownNode, () => view.TypeOf(field.Node(300)));
        Expect(Fault.UnknownEdge, () => view.EdgeOf(field.Edge(300)));
        Expect(Fault.WrongAttachment, () => view.Get(other.Value, field.Node(1)));
        Expect(Fault.WrongAttachment, () => view.Get(field.Weight, field.Node(1)));
        Expect(Fault.WrongAttachment, () => field.World.NodeAttachment<int>("value"));
        Expect(Fault.WrongAttachment, () => field.World.EdgeAttachment<double>("value"));
        Expect(Fault.NoValue, () => view.Get(field.World.NodeAttachment<int>("empty"), field.Node(1)));
        Expect(Fault.BadArgument, () => field.World.Tick(0));
        Expect(Fault.UnknownType, () => field.World.Edit(field.Warp, static delta => delta.CreateNode(default)));
        Expect(Fault.UnknownNode, () => field.World.Edit(field.Warp, delta => delta.CreateEdge(field.Next, field.Node(0), field.Node(300))));
        Assert.Throws<OptionsException>(static () => new World(new WorldOptions { Workers = 0 }));
        Assert.Throws<OptionsException>(static () => new World(new WorldOptions { Policy = (ConflictPolicy)7 }));
    }

    [Fact]
    public void UnfitPayloadsAreRefused()
    {
        using var world = new World();
        Assert.Contains("padding", Expect(Fault.UnfitPayload, () => world.NodeAttachment<Padded>("padded")).Message, StringComparison.Ordinal);
        Expect(Fault.UnfitPayload, () => world.NodeAttachment<nint>("native"));
        Assert.Equal(8, world.NodeAttachment<(int, float)>("pair").Size);
    }

    [Fact]
    public void FootprintsAndWritesBeyondTheWarpAreRefused()
    {
        using var field = new Field();
        var meadow = field.World.CreateWarp("meadow");
        field.World.Edit(meadow, delta => delta.CreateNode(field.Type));
        var stranger = new NodeId(meadow.Id, 0);
        var names = field.Rule("names", (_, _, footprint) => footprint.Read(stranger), static (_, _, _) => { });
        var writes = field.Rule("writes", static (_, _, _) => { }, (_, _, delta) => delta.Set(field.Value, stranger, 1));
        var early = field.Rule("early", static (_, _, _) => { }, (_, _, delta) => delta.Set(field.Value, new NodeId(new WarpId(2), 0), 1));
        var more = field.Rule("more", static (_, _, footprint) => footprint.Create(nodes: 1), (_, _, delta) => _ = (delta.CreateNode(field.Type), delta.CreateNode(field.Type)));
        foreach (var (rule, fault) in new[] { (names, Fault.ForeignWarp), (writes, Fault.ForeignWarp), (early, Fault.NewWarp), (more, Fault.NotAnnounced) })
        {
            Expect(fault, () => field.Tick(rule, 1));
            field.World.Deactivate(rule, field.Warp);
        }
    }

    [Fact]
    public void ViewsAndDeltasEndWithTheirCall()
    {
        using var field = new Field();
        View? keptView = null;
        Delta? keptDelta = null;
        Footprint? keptFootprint = null;
        var rule = field.Rule("thief", (_, _, footprint) => keptFootprint = footprint, (view, _, delta) => (keptView, keptDelta) = (view, delta));
        field.Tick(rule, 1);
        Expect(Fault.Detached, () => keptView!.TypeOf(field.Node(1)));
        Expect(Fault.Detached, () => keptDelta!.Set(field.Value, field.Node(1), 1));
        Expect(Fault.Detached, () => keptFootprint!.Read(field.Node(1)));
    }

    [Fact]
    public void UseDuringATickIsRefusedExceptEnqueue()
    {
        using var field = new Field();
        var view = field.World.Read(field.Warp);
        LambdaRule? rule = null;
        var refusals = new List<Fault>();
        rule = field.Rule("nosy", static (_, _, _) => { }, (_, _, _) => Task.Run(() =>
        {
            field.World.Enqueue(rule!, field.Warp, field.Node(2));
            foreach (var action in new Action[] { () => field.World.Tick(), () => view.TypeOf(field.Node(1)), () => field.World.CreateWarp("x"), () => Assert.Empty(field.Warp.Nodes()), () => field.World.Activate(rule!, field.Warp) })
                refusals.Add(Assert.Throws<RewritingException>(action).Fault);
        }).GetAwaiter().GetResult());
        field.Tick(rule, 1);
        Assert.Equal(Enumerable.Repeat(Fault.Busy, 5), refusals);
        refusals.Clear();
        Assert.Equal(1, field.World.Tick().Accepted);
    }

    private static RewritingException Expect(Fault fault, Action action)
    {
        var failure = Assert.ThrowsAny<RewritingException>(action);
        Assert.Equal(fault, failure.Fault);
        Assert.NotEmpty(failure.Mend);
        return failure;
    }

    private readonly record struct Padded(byte A, int B);
}
