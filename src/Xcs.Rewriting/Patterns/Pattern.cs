namespace Xcs.Rewriting;

/// <summary>
/// Nodes joined by edges, with conditions, and with further nodes and edges that must not be there. Different nodes of a pattern stand for different
/// nodes of the graph, different edges for different edges. The first node is the root: a match is looked for from there.
/// </summary>
/// <remarks>
/// <code>
/// var pattern = new Pattern(resource);                  // pattern.Root
/// var process = pattern.Node(processType);
/// var token   = pattern.Edge(tokenType, pattern.Root, process);
/// var request = pattern.Edge(requestType, process, pattern.Root);
/// pattern.Where(process, (view, node) => view.Get(age, node) > 3, reads: age);
/// pattern.Without(not => not.Edge(heldType, pattern.Root, not.Node()));
/// </code>
/// Built by one thread; once a rule uses it, it does not change any more.
/// </remarks>
public sealed class Pattern
{
    private const int Most = 32;

    private readonly List<JoinEdge> _edges = [];
    private readonly List<Condition> _conditions = [];
    private readonly List<Pattern> _negatives = [];
    private readonly List<NodeType> _types;
    private readonly int _outerNodes;
    private readonly int _outerEdges;

    /// <summary>A pattern of its root alone.</summary>
    /// <param name="rootType">The type of the root; any where it is left out.</param>
    public Pattern(NodeType rootType = default) => _types = [rootType];

    private Pattern(Pattern outer)
    {
        _types = [.. outer._types];
        _outerNodes = outer._types.Count;
        _outerEdges = outer._outerEdges + outer._edges.Count;
    }

    /// <summary>The node at which a rule with this pattern runs.</summary>
    public PatternNode Root { get; } = new(0);

    internal int NodeCount => _types.Count;

    internal int EdgeCount => _outerEdges + _edges.Count;

    internal int OuterNodes => _outerNodes;

    internal IReadOnlyList<Condition> Conditions => _conditions;

    internal IReadOnlyList<Pattern> Negatives => _negatives;

    internal IReadOnlyList<JoinEdge> Edges => _edges;

    /// <summary>Adds a node; an edge has to join it to the others.</summary>
    /// <param name="type">Its type; any where it is left out.</param>
    /// <exception cref="RewritingException">The pattern has 32 nodes.</exception>
    public PatternNode Node(NodeType type = default)
    {
        if (_types.Count == Most)
            throw new RewritingException(Fault.BadArgument, $"a pattern has more than {Most} nodes", "Use several rules.");
        _types.Add(type);
        return new PatternNode(_types.Count - 1);
    }

    /// <summary>Joins two nodes by an edge.</summary>
    /// <exception cref="RewritingException">An end is none of this pattern's nodes, or the pattern has 32 edges.</exception>
    public PatternEdge Edge(EdgeType type, PatternNode from, PatternNode to)
    {
        Require(from);
        Require(to);
        if (EdgeCount == Most)
            throw new RewritingException(Fault.BadArgument, $"a pattern has more than {Most} edges", "Use several rules.");
        _edges.Add(new JoinEdge(EdgeCount, type, from.Number, to.Number));
        return new PatternEdge(EdgeCount - 1);
    }

    /// <summary>Asks something of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="holds">May read the node's type and the attachments named; from many threads at once.</param>
    /// <param name="reads">The attachments that it reads.</param>
    /// <exception cref="RewritingException">The node is none of this pattern's, or something is null.</exception>
    public void Where(PatternNode node, Func<View, NodeId, bool> holds, params Attachment[] reads)
    {
        Require(node);
        if (holds is null || reads is null || reads.Contains(null))
            throw new RewritingException(Fault.BadArgument, "a condition or what it reads is null", "Give a function and the attachments that it reads.");
        _conditions.Add(new Condition(node.Number, holds, reads));
    }

    /// <summary>Adds what must not be there: nodes and edges joined to those of this pattern.</summary>
    /// <param name="build">Adds to a pattern that has the nodes added here so far.</param>
    /// <exception cref="RewritingException">The function is null.</exception>
    public void Without(Action<Pattern> build)
    {
        if (build is null)
            throw new RewritingException(Fault.BadArgument, "what must not be there is null", "Give a function that adds it.");
        var negative = new Pattern(this);
        build(negative);
        _negatives.Add(negative);
    }

    internal NodeType TypeOf(int node) => _types[node];

    private void Require(PatternNode node)
    {
        if ((uint)node.Number >= (uint)_types.Count)
            throw new RewritingException(Fault.BadArgument, $"the pattern has no node {node.Number}", "Use nodes that this pattern gave.");
    }

    internal readonly record struct JoinEdge(int Number, EdgeType Type, int From, int To);

    internal sealed record Condition(int Node, Func<View, NodeId, bool> Holds, Attachment[] Reads);
}
