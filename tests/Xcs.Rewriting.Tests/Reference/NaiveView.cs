namespace Xcs.Rewriting.Tests;

/// <summary>Reads the state before the round: the rule's warp, and those above it.</summary>
internal sealed class NaiveView(NaiveWorld world, NaiveWarp warp) : IScriptView
{
    public Row? Portal => warp.Portal;

    public bool Exists(Row node) => At(node).Nodes.ContainsKey(node.Index);

    public int TypeOf(Row node) => At(node).Nodes[node.Index];

    public List<Link> Out(Row node, int type) => [.. At(node).Links.Out[node.Index].Where(link => type == 0 || link.Type == type)];

    public List<Link> In(Row node, int type) => [.. At(node).Links.In[node.Index].Where(link => type == 0 || link.Type == type)];

    public byte[]? OfNode(int attachment, Row node) => At(node).Values[attachment].GetValueOrDefault(node.Index);

    public byte[]? OfEdge(int attachment, Row edge) => At(edge).Values[attachment].GetValueOrDefault(edge.Index);

    private NaiveWarp At(Row row)
    {
        for (var above = warp; ; above = world.Warps[(int)above.Portal!.Value.Warp])
        {
            if (above.Id == row.Warp)
                return above;
        }
    }
}
