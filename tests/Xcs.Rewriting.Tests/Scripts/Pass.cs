namespace Xcs.Rewriting.Tests;

/// <summary>
/// A token goes on: the node's first edge goes, its target gets one to where its own last edge leads, with a value, and is asked for a rule. At every so many values of the
/// node the token splits.
/// </summary>
internal sealed record Pass(Kit Kit, int Type, int OfNode, int OfEdge, int Rule, uint SplitsAt) : Act
{
    public override int Phase => 2;

    public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
    {
        footprint.ReadOut(node);
        footprint.ReadOfNode(OfNode, node);
        if (view.Out(node) is not [var edge, ..])
            return;
        footprint.DeleteEdge(edge);
        footprint.ReadOut(edge.To);
        footprint.LinkOut(edge.To);
        footprint.LinkIn(After(view, edge.To));
        footprint.Create(0, 1);
    }

    public override void Do(IScriptView view, Row node, IScriptDelta delta)
    {
        if (view.Out(node) is not [var edge, ..])
            return;
        delta.DeleteEdge(edge);
        var fresh = delta.CreateEdge(Type, edge.To, After(view, edge.To));
        delta.SetOfEdge(OfEdge, fresh, Kit.Value(OfEdge, fresh.Index));
        delta.Enqueue(Rule, edge.To);
        if (Mix.Of(Mix.Of(view.OfNode(OfNode, node)), node.Index, edge.Id.Index) % SplitsAt == 0)
            delta.Enqueue(Rule, node);
    }

    private static Row After(IScriptView view, Row node) => view.Out(node) is [.., var last] ? last.To : node;
}
