namespace Xcs.Rewriting.Tests;

/// <summary>A world with one warp, a ring of nodes with heat, an attachment of each kind, and a ledger.</summary>
internal sealed class Yard : IDisposable
{
    public Yard(int size = 10, WorldOptions? options = null)
    {
        World = new World((options ?? new WorldOptions { Workers = 1 }) with { Ledger = options?.Ledger ?? new Ledger() });
        Type = World.NodeType("post");
        Other = World.NodeType("gate");
        Near = World.EdgeType("near");
        Far = World.EdgeType("far");
        Heat = World.NodeAttachment<int>("heat", static (before, joined, next) => joined + next - before);
        Plain = World.NodeAttachment<long>("plain");
        Label = World.NodeBytes("label");
        Weight = World.EdgeAttachment<int>("weight");
        Note = World.EdgeBytes("note");
        Warp = World.CreateWarp("yard");
        World.Edit(Warp, delta =>
        {
            for (var k = 0; k < size; k++)
            {
                var node = delta.CreateNode(Type);
                delta.Set(Heat, node, k);
                delta.Set(Label, node, "abc"u8);
            }

            for (var k = 0; k < size; k++)
            {
                var edge = delta.CreateEdge(Near, Node(k), Node((k + 1) % size));
                delta.Set(Weight, edge, k);
            }
        });
    }

    public World World { get; }

    public NodeType Type { get; }

    public NodeType Other { get; }

    public EdgeType Near { get; }

    public EdgeType Far { get; }

    public Attachment<int> Heat { get; }

    public Attachment<long> Plain { get; }

    public BytesAttachment Label { get; }

    public Attachment<int> Weight { get; }

    public BytesAttachment Note { get; }

    public Warp Warp { get; }

    public NodeId Node(long index) => new(new WarpId(0), (uint)index);

    public EdgeId Edge(long index) => new(new WarpId(0), (uint)index);

    public View Read() => World.Read(Warp);

    /// <summary>Runs a rule at nodes, once.</summary>
    public TickReceipt Run(Rule rule, params int[] nodes)
    {
        World.Register(rule);
        return Again(rule, nodes);
    }

    public TickReceipt Again(Rule rule, params int[] nodes)
    {
        foreach (var node in nodes)
            World.Enqueue(rule, Warp, Node(node));
        return World.Tick();
    }

    /// <summary>The call fails, and everything is as it was: the root, the graph, and what the next tick does.</summary>
    public T Refuses<T>(Action call)
        where T : Exception
    {
        var before = Picture();
        var thrown = Assert.ThrowsAny<T>(call);
        Assert.Equal(before, Picture());
        return thrown;
    }

    public RewritingException Refuses(Fault fault, Action call)
    {
        var thrown = Refuses<RewritingException>(call);
        Assert.Equal(fault, thrown.Fault);
        return thrown;
    }

    public void Dispose() => World.Dispose();

    private string Picture()
    {
        var view = Read();
        var nodes = Warp.Nodes().Select(node => $"{node} {view.TypeOf(node)} {view.GetOr(Heat, node, -1)} {view.GetOr(Plain, node, -1)} {Convert.ToHexString(view.GetBytes(Label, node))} {Count(view.Out(node))} {Count(view.In(node))}");
        var edges = Warp.Edges().Select(edge => $"{edge} {view.GetOr(Weight, edge.Id, -1)} {Convert.ToHexString(view.GetBytes(Note, edge.Id))}");
        return string.Join('\n', [.. nodes, .. edges, $"{World.CurrentTick} {World.CommitHash} {World.StateRoot} {World.Warps.Count} {World.Ledger!.Count}"]);
    }

    private static string Count(EdgeList edges)
    {
        var text = "";
        foreach (var edge in edges)
            text += $" {edge.Id.Index}";
        return text;
    }
}
