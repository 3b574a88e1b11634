namespace Xcs.Rewriting.Tests;

internal sealed class EngineView(EngineKit kit, View view) : IScriptView
{
    public Row? Portal => view.Portal is { } portal ? Row(portal) : null;

    public static Row Row(NodeId node) => new(node.Warp.Value, node.Index);

    public static NodeId Node(Row row) => new(new WarpId(row.Warp), row.Index);

    public static EdgeId Edge(Row row) => new(new WarpId(row.Warp), row.Index);

    public static Edge Edge(Link link) => new(Edge(link.Id), new EdgeType((ushort)link.Type), Node(link.From), Node(link.To));

    public bool Exists(Row node) => view.Exists(Node(node));

    public int TypeOf(Row node) => view.TypeOf(Node(node)).Value;

    public List<Link> Out(Row node, int type) => Links(view.Out(Node(node), new EdgeType((ushort)type)));

    public List<Link> In(Row node, int type) => Links(view.In(Node(node), new EdgeType((ushort)type)));

    public byte[]? OfNode(int attachment, Row node) => kit[attachment].Get(view, Node(node));

    public byte[]? OfEdge(int attachment, Row edge) => kit[attachment].Get(view, Edge(edge));

    private static List<Link> Links(EdgeList edges)
    {
        var links = new List<Link>();
        foreach (var edge in edges)
            links.Add(new Link(new Row(edge.Id.Warp.Value, edge.Id.Index), edge.Type.Value, Row(edge.From), Row(edge.To)));
        return links;
    }
}
