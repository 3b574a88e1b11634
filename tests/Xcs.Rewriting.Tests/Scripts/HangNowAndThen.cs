namespace Xcs.Rewriting.Tests;

/// <summary>Hangs a warp below the node at some of its values; a second time at the same node the tick fails.</summary>
internal sealed record HangNowAndThen(int OfNode, uint At) : Act
{
    public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
    {
        footprint.ReadOfNode(OfNode, node);
        footprint.WriteNode(node);
    }

    public override void Do(IScriptView view, Row node, IScriptDelta delta)
    {
        if (Mix.Of(Mix.Of(view.OfNode(OfNode, node)), node.Index, 7) % At == 0)
            delta.CreateWarp($"below {node.Warp}.{node.Index}", node);
    }
}
