namespace Xcs.Rewriting.Tests;

/// <summary>A rule made of functions.</summary>
internal sealed class LambdaRule(string name) : Rule(name)
{
    public Func<View, NodeId, bool> OnMatch { get; init; } = static (_, _) => true;

    public Action<View, NodeId, Footprint> OnFootprint { get; init; } = static (_, _, _) => { };

    public Action<View, NodeId, Delta> OnExecute { get; init; } = static (_, _, _) => { };

    public override bool Match(View view, NodeId node) => OnMatch(view, node);

    public override void Footprint(View view, NodeId node, Footprint footprint) => OnFootprint(view, node, footprint);

    public override void Execute(View view, NodeId node, Delta delta) => OnExecute(view, node, delta);
}
