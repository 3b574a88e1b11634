namespace Xcs.Rewriting.Tests;

/// <summary>A token, an edge with values, goes round a ring of places; each step asks for the next.</summary>
internal sealed class Walk : IDisposable
{
    private const int Size = 100;

    private readonly EdgeType _token;
    private readonly Attachment<int> _weight;
    private readonly BytesAttachment _note;

    public Walk(WorldOptions options)
    {
        World = new World(options);
        var place = World.NodeType("place");
        _token = World.EdgeType("token");
        _weight = World.EdgeAttachment<int>("weight");
        _note = World.EdgeBytes("note");
        Warp = World.CreateWarp("round");
        World.Edit(Warp, delta =>
        {
            var first = delta.CreateNode(place);
            for (var k = 1; k < Size; k++)
                delta.CreateNode(place);
            delta.CreateEdge(_token, first, first);
        });
        Rule = World.Register(new LambdaRule("walk")
        {
            OnFootprint = (view, node, footprint) =>
            {
                view.FirstOut(node, _token, out var edge);
                footprint.ReadOut(node);
                footprint.Delete(edge);
                footprint.Read(_weight, edge.Id);
                footprint.Write(_weight, edge.Id);
                footprint.Write(_note, edge.Id);
                footprint.Link(Next(node), Next(node));
                footprint.Create(edges: 1);
            },
            OnExecute = (view, node, delta) =>
            {
                view.FirstOut(node, _token, out var edge);
                var step = view.GetOr(_weight, edge.Id, 0) + 1;
                BeforeStep(step);
                delta.Delete(edge.Id);
                var next = delta.CreateEdge(_token, Next(node), Next(node));
                delta.Set(_weight, next, step);
                delta.Set(_note, next, BitConverter.GetBytes(step));
                delta.Enqueue(Rule!, Next(node));
            },
        });
        World.Enqueue(Rule, Warp, new NodeId(Warp.Id, 0));
    }

    public World World { get; }

    public Warp Warp { get; }

    public Rule Rule { get; }

    /// <summary>Gets the number of the step, from 1 on.</summary>
    public Action<int> BeforeStep { get; set; } = static _ => { };

    /// <summary>Where the token is, and what it carries.</summary>
    public (Edge Token, int Weight, string Note) Token
    {
        get
        {
            var (edge, view) = (Assert.Single(Warp.Edges()), World.Read(Warp));
            return (edge, view.GetOr(_weight, edge.Id, 0), Convert.ToHexString(view.GetBytes(_note, edge.Id)));
        }
    }

    public NodeId Next(NodeId node) => new(Warp.Id, (node.Index + 1) % Size);

    public void Dispose() => World.Dispose();
}
