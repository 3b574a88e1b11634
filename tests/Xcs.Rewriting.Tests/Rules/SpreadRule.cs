namespace Xcs.Rewriting.Tests;

/// <summary>Takes one from a node with heat and gives one to each node behind its edges.</summary>
internal sealed class SpreadRule(EdgeType near, Attachment<int> heat) : Rule("spread")
{
    public override bool Match(View view, NodeId node) => view.TryGet(heat, node, out var value) && value > 0;

    public override void Footprint(View view, NodeId node, Footprint footprint)
    {
        footprint.Write(heat, node);
        footprint.ReadOut(node);
        foreach (var edge in view.Out(node, near))
            footprint.Write(heat, edge.To);
    }

    public override void Execute(View view, NodeId node, Delta delta)
    {
        delta.Set(heat, node, view.Get(heat, node) - 1);
        foreach (var edge in view.Out(node, near))
            delta.Set(heat, edge.To, view.GetOr(heat, edge.To, 0) + 1);
    }
}
