namespace Xcs.Rewriting.Tests;

/// <summary>A rule as data: conditions and acts, each of which says what it claims. Run by the engine and by the reference alike.</summary>
internal sealed class Script(string name, IReadOnlyList<Condition> conditions, IReadOnlyList<Act> acts)
{
    public string Name { get; } = name;

    /// <summary>Whether a match depends on the node's own row, attachments and edges alone.</summary>
    public bool IsLocal => conditions.All(static condition => condition.IsLocal);

    public bool Grows => acts.Any(static act => act is Act.Grow or Act.Skip or Act.Hang);

    public bool Match(IScriptView view, Row node) => conditions.All(condition => condition.Holds(view, node));

    public void Claim(IScriptView view, Row node, IScriptFootprint footprint)
    {
        foreach (var condition in conditions)
            condition.Claim(view, node, footprint);
        foreach (var act in acts)
            act.Claim(view, node, footprint);
    }

    public void Execute(IScriptView view, Row node, IScriptDelta delta)
    {
        foreach (var act in acts)
            act.Do(view, node, delta);
    }

    public override string ToString() => $"{Name}: {string.Join(" and ", conditions)} -> {string.Join(", ", acts)}";
}
