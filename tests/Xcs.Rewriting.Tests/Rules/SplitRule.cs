namespace Xcs.Rewriting.Tests;

/// <summary>Puts a new node into the middle of a node's first edge.</summary>
internal sealed class SplitRule(NodeType type, EdgeType next, Attachment<int> heat) : Rule("split")
{
    public override bool Match(View view, NodeId node) => view.FirstOut(node, next, out _);

    public override void Footprint(View view, NodeId node, Footprint footprint)
    {
        view.FirstOut(node, next, out var edge);
        footprint.ReadOut(node);
        footprint.Delete(edge);
        footprint.Create(nodes: 1, edges: 2);
    }

    public override void Execute(View view, NodeId node, Delta delta)
    {
        view.FirstOut(node, next, out var edge);
        var middle = delta.CreateNode(type);
        delta.Set(heat, middle, (int)node.Index);
        delta.CreateEdge(next, node, middle);
        delta.CreateEdge(next, middle, edge.To);
        delta.Delete(edge.Id);
    }
}
