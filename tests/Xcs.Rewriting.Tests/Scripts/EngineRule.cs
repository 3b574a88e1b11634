namespace Xcs.Rewriting.Tests;

/// <summary>A script as a rule of the engine.</summary>
internal class EngineRule(Script script, EngineKit kit) : Rule(script.Name)
{
    public override bool Match(View view, NodeId node) => script.Match(new EngineView(kit, view), EngineView.Row(node));

    public override void Footprint(View view, NodeId node, Footprint footprint) =>
        script.Claim(new EngineView(kit, view), EngineView.Row(node), new EngineFootprint(kit, footprint));

    public override void Execute(View view, NodeId node, Delta delta) =>
        script.Execute(new EngineView(kit, view), EngineView.Row(node), new EngineDelta(kit, delta));
}

/// <summary>A script whose match depends on neighbours.</summary>
internal sealed class FollowingEngineRule(Script script, EngineKit kit) : EngineRule(script, kit)
{
    public override void Affects(View view, NodeId changed, Candidates candidates)
    {
        candidates.Add(changed);
        foreach (var edge in view.In(changed))
            candidates.Add(edge.From);
        foreach (var edge in view.Out(changed))
            candidates.Add(edge.To);
    }
}
