namespace Xcs.Rewriting;

/// <summary>
/// A rule that matches where its pattern does, with the first match at each root, in the order of edges. What the search reads is in the footprint by
/// itself; <see cref="Writes"/> names the rest. When active it looks again only at roots near what has changed.
/// </summary>
public abstract class PatternRule : Rule
{
    [ThreadStatic]
    private static (NodeId[] Nodes, Edge[] Edges) _room;

    private readonly PatternPlan _plan;

    /// <summary>Makes a rule.</summary>
    /// <param name="name">Unique in a world.</param>
    /// <param name="pattern">What has to be there; later changes of it make no difference.</param>
    /// <exception cref="RewritingException">The name is empty, the pattern is null, or no edges join one of its nodes to the root.</exception>
    protected PatternRule(string name, Pattern pattern)
        : base(name)
    {
        if (pattern is null)
            throw new RewritingException(Fault.BadArgument, "the pattern is null", "Give one.", $"rule {name}");
        _plan = new PatternPlan(pattern, $"rule {name}");
    }

    /// <inheritdoc/>
    public sealed override bool Match(View view, NodeId node) => Find(view, node, null, out _);

    /// <inheritdoc/>
    public sealed override void Footprint(View view, NodeId node, Footprint footprint)
    {
        if (Find(view, node, footprint, out var match))
            Writes(view, match, footprint);
    }

    /// <inheritdoc/>
    public sealed override void Execute(View view, NodeId node, Delta delta)
    {
        if (Find(view, node, null, out var match))
            Execute(view, match, delta);
    }

    /// <inheritdoc/>
    public sealed override void Affects(View view, NodeId changed, Candidates candidates) => _plan.AddRoots(view, changed, candidates);

    /// <summary>All matches in a warp, root by root; between ticks.</summary>
    public IReadOnlyList<PatternMatch> FindAll(View view, Warp warp)
    {
        var matches = new List<PatternMatch>();
        var (nodes, edges) = (new NodeId[_plan.NodeCount], new Edge[_plan.EdgeCount]);
        foreach (var root in warp.Nodes())
            _plan.FindAll(view, root, null, nodes, edges, matches);
        return matches;
    }

    /// <summary>Names what <see cref="Execute(View, in PatternMatch, Delta)"/> writes, what it creates, and what it reads beyond the match.</summary>
    protected abstract void Writes(View view, in PatternMatch match, Footprint footprint);

    /// <summary>Writes the changes. The match is valid during the call only.</summary>
    protected abstract void Execute(View view, in PatternMatch match, Delta delta);

    private bool Find(View view, NodeId node, Footprint? footprint, out PatternMatch match)
    {
        if (_room.Nodes is null || _room.Nodes.Length < _plan.NodeCount || _room.Edges.Length < _plan.EdgeCount)
            _room = (new NodeId[Math.Max(32, _plan.NodeCount)], new Edge[Math.Max(32, _plan.EdgeCount)]);
        match = new PatternMatch(_room.Nodes, _room.Edges);
        return _plan.Find(view, node, footprint, _room.Nodes, _room.Edges);
    }
}
