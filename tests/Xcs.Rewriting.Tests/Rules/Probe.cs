namespace Xcs.Rewriting.Tests;

/// <summary>A rule made of functions, for tests that need one only once.</summary>
internal sealed class Probe(string name) : Rule(name)
{
    public Func<View, NodeId, bool> Matches { get; init; } = static (_, _) => true;

    public Action<View, NodeId, Footprint> Claims { get; init; } = static (_, _, _) => { };

    public Action<View, NodeId, Delta> Does { get; init; } = static (_, _, _) => { };

    public override bool Match(View view, NodeId node) => Matches(view, node);

    public override void Footprint(View view, NodeId node, Footprint footprint) => Claims(view, node, footprint);

    public override void Execute(View view, NodeId node, Delta delta) => Does(view, node, delta);
}
