namespace Xcs.Bench;

/// <summary>The nodes in program order on one thread.</summary>
internal sealed class PlainLoop<TNodes>(TNodes nodes) : Technique<TNodes>(nodes)
    where TNodes : struct, INodes
{
    public override string Name => "plain loop";

    public override ContenderKind Kind => ContenderKind.Baseline;

    protected override void Run()
    {
        for (var node = 0; node < Topology.Count; node++)
            Execute(node);
    }
}
