namespace Xcs.Rewriting.Tests;

/// <summary>A warp of nodes with a number each, and edges from each node to the next.</summary>
internal sealed class Field : IDisposable
{
    public Field(WorldOptions? options = null, int size = 300)
    {
        World = new World(options ?? new WorldOptions { Workers = 1 });
        Type = World.NodeType("cell");
        Next = World.EdgeType("next");
        Value = World.NodeAttachment<double>("value", static (before, joined, next) => joined + next - before);
        Name = World.NodeBytes("name");
        Weight = World.EdgeAttachment<int>("weight");
        Warp = World.CreateWarp("field");
        World.Edit(Warp, delta =>
        {
            for (var k = 0; k < size; k++)
                delta.Set(Value, delta.CreateNode(Type), k);
            for (var k = 0; k + 1 < size; k++)
                delta.Set(Weight, delta.CreateEdge(Next, Node(k), Node(k + 1)), k);
        });
    }

    public World World { get; }

    public NodeType Type { get; }

    public EdgeType Next { get; }

    public Attachment<double> Value { get; }

    public BytesAttachment Name { get; }

    public Attachment<int> Weight { get; }

    public Warp Warp { get; }

    public NodeId Node(int index) => new(new WarpId(0), (uint)index);

    public EdgeId Edge(int index) => new(new WarpId(0), (uint)index);

    public LambdaRule Rule(string name, Action<View, NodeId, Footprint> footprint, Action<View, NodeId, Delta> execute) =>
        World.Register(new LambdaRule(name) { OnFootprint = footprint, OnExecute = execute });

    public TickReceipt Tick(Rule rule, params int[] nodes)
    {
        foreach (var node in nodes)
            World.Enqueue(rule, Warp, Node(node));
        return World.Tick();
    }

    public string Image()
    {
        var view = World.Read(Warp);
        var nodes = Warp.Nodes().Select(node => $"{node.Index}:{view.TypeOf(node).Value}:{view.GetOr(Value, node, -1)}:{Convert.ToHexString(view.GetBytes(Name, node))}[{string.Join(',', view.Out(node).Ids())}][{string.Join(',', view.In(node).Ids())}]");
        var edges = Warp.Edges().Select(edge => $"{edge.Id.Index}:{edge.From.Index}-{edge.To.Index}:{view.GetOr(Weight, edge.Id, -1)}");
        return string.Join(' ', nodes.Concat(edges));
    }

    public void Dispose() => World.Dispose();
}
