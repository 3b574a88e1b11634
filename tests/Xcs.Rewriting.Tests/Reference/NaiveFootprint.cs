namespace Xcs.Rewriting.Tests;

/// <summary>Collects claims.</summary>
internal sealed class NaiveFootprint(NaiveWorld world, NaiveWarp warp) : IScriptFootprint
{
    public List<NaiveClaim> Claims { get; } = [];

    public uint Nodes { get; private set; }

    public uint Edges { get; private set; }

    public void ReadNode(Row node) => Add(NaiveAccess.ReadNode, node);

    public void WriteNode(Row node) => Add(NaiveAccess.WriteNode, node);

    public void ReadOfNode(int attachment, Row node) => Add(NaiveAccess.ReadValue, node, attachment);

    public void WriteOfNode(int attachment, Row node) => Add(WriteOf(attachment), node, attachment);

    public void ReadOfEdge(int attachment, Row edge) => Add(NaiveAccess.ReadValue, edge, attachment);

    public void WriteOfEdge(int attachment, Row edge) => Add(WriteOf(attachment), edge, attachment);

    public void ReadEdge(Row edge) => Add(NaiveAccess.ReadEdge, edge);

    public void ReadOut(Row node) => Add(NaiveAccess.ReadOut, node);

    public void ReadIn(Row node) => Add(NaiveAccess.ReadIn, node);

    public void LinkOut(Row node) => Add(NaiveAccess.LinkOut, node);

    public void LinkIn(Row node) => Add(NaiveAccess.LinkIn, node);

    public void DeleteEdge(Link edge)
    {
        Add(NaiveAccess.WriteEdge, edge.Id);
        LinkOut(edge.From);
        LinkIn(edge.To);
    }

    // With its edges, as if each were deleted, and the attachments that it has.
    public void DeleteNode(Row node)
    {
        Add(NaiveAccess.WriteNode, node);
        ReadOut(node);
        ReadIn(node);
        LinkOut(node);
        LinkIn(node);
        var view = new NaiveView(world, warp);
        foreach (var edge in view.Out(node, 0).Concat(view.In(node, 0)))
            DeleteEdge(edge);
        for (var k = 0; k < world.Payloads.Count; k++)
        {
            if (!world.Payloads[k].OfEdges && warp.Values[k].ContainsKey(node.Index))
                Add(NaiveAccess.WriteValue, node, k);
        }
    }

    public void ReadPort(Row node, int port) => Add(NaiveAccess.ReadPort, node, port);

    public void WritePort(Row node, int port) => Add(NaiveAccess.WritePort, node, port);

    public void Create(int nodes, int edges)
    {
        Nodes += (uint)nodes;
        Edges += (uint)edges;
    }

    private NaiveAccess WriteOf(int attachment) =>
        world.Policy == 2 && world.Payloads[attachment].Join is not null ? NaiveAccess.JoinValue : NaiveAccess.WriteValue;

    private void Add(NaiveAccess access, Row row, int part = -1)
    {
        // Attachments of nodes and of edges have numbers of their own, so rows cannot be mixed up.
        var claim = new NaiveClaim(access, row, part);
        if (!Claims.Contains(claim))
            Claims.Add(claim);
    }
}
