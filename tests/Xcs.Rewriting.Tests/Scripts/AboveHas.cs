namespace Xcs.Rewriting.Tests;

/// <summary>The node of the same index in the warp above has, or has not, a value.</summary>
internal sealed record AboveHas(int Attachment, bool Wanted) : Condition
{
    public override bool IsLocal => false;

    public override bool Holds(IScriptView view, Row node) => Above(view, node) is { } above && view.OfNode(Attachment, above) is not null == Wanted;

    public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
    {
        footprint.ReadNode(Above(view, node)!.Value);
        footprint.ReadOfNode(Attachment, Above(view, node)!.Value);
    }

    private static Row? Above(IScriptView view, Row node) =>
        view.Portal is { } portal && new Row(portal.Warp, node.Index) is var above && view.Exists(above) ? above : null;
}
