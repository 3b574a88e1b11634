namespace Xcs.Rewriting.Tests;

/// <summary>Most nodes write their own value, some that of the node behind their first edge; each claims it twice, first to read.</summary>
internal sealed record SetFar(Kit Kit, int Attachment, uint FarAt) : Act
{
    public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
    {
        footprint.ReadOfNode(Attachment, node);
        if (node.Index % FarAt == 0)
            footprint.ReadOut(node);
        footprint.ReadOfNode(Attachment, Target(view, node));
        footprint.WriteOfNode(Attachment, Target(view, node));
    }

    public override void Do(IScriptView view, Row node, IScriptDelta delta) =>
        delta.SetOfNode(Attachment, Target(view, node), Kit.Value(Attachment, Mix.Of(Mix.Of(view.OfNode(Attachment, node)), node.Index, FarAt)));

    private Row Target(IScriptView view, Row node) => node.Index % FarAt == 0 && view.Out(node) is [var edge, ..] ? edge.To : node;
}
