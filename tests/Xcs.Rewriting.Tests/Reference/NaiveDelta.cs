namespace Xcs.Rewriting.Tests;

/// <summary>The writes of one rewrite: the last to each row counts. Null values delete.</summary>
internal sealed class NaiveDelta(NaiveWorld world, NaiveWarp warp, int rank, uint nextNode, uint nextEdge) : IScriptDelta
{
    public NaiveWarp Warp => warp;

    public int Rank => rank;

    public uint NextNode { get; private set; } = nextNode;

    public uint NextEdge { get; private set; } = nextEdge;

    /// <summary>New nodes and types; null deletes.</summary>
    public Dictionary<uint, int?> Nodes { get; } = [];

    /// <summary>New edges; null deletes.</summary>
    public Dictionary<uint, NaiveEdge?> Edges { get; } = [];

    public Dictionary<(int Attachment, uint Owner), byte[]?> Values { get; } = [];

    public List<(int Rule, uint Node)> Asked { get; } = [];

    public List<(string Name, Row Portal)> Warps { get; } = [];

    public Row CreateNode(int type)
    {
        Nodes[NextNode] = type;
        return new Row(warp.Id, NextNode++);
    }

    public Row CreateEdge(int type, Row from, Row to)
    {
        Edges[NextEdge] = new NaiveEdge(type, from.Index, to.Index);
        return new Row(warp.Id, NextEdge++);
    }

    public void DeleteNode(Row node)
    {
        var view = new NaiveView(world, warp);
        foreach (var edge in view.Out(node, 0).Concat(view.In(node, 0)))
            DeleteEdge(edge);
        Nodes[node.Index] = null;
        DropValues(node.Index, ofEdges: false);
    }

    public void DeleteEdge(Link edge)
    {
        Edges[edge.Id.Index] = null;
        DropValues(edge.Id.Index, ofEdges: true);
    }

    public void SetType(Row node, int type) => Nodes[node.Index] = type;

    public void SetOfNode(int attachment, Row node, byte[] value) => Values[(attachment, node.Index)] = NaiveFloats.Canonical(world.Payloads[attachment], value);

    public void SetOfEdge(int attachment, Row edge, byte[] value) => Values[(attachment, edge.Index)] = NaiveFloats.Canonical(world.Payloads[attachment], value);

    public void RemoveOfNode(int attachment, Row node) => Values[(attachment, node.Index)] = null;

    public void RemoveOfEdge(int attachment, Row edge) => Values[(attachment, edge.Index)] = null;

    public void Enqueue(int rule, Row node) => Asked.Add((rule, node.Index));

    public void CreateWarp(string name, Row portal) => Warps.Add((name, portal));

    private void DropValues(uint owner, bool ofEdges)
    {
        for (var k = 0; k < world.Payloads.Count; k++)
        {
            if (world.Payloads[k].OfEdges == ofEdges && (warp.Values[k].ContainsKey(owner) || Values.ContainsKey((k, owner))))
                Values[(k, owner)] = null;
        }
    }
}
