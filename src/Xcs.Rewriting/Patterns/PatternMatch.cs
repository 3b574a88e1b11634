namespace Xcs.Rewriting;

/// <summary>What a pattern's nodes and edges stand for.</summary>
public readonly struct PatternMatch
{
    private readonly NodeId[] _nodes;
    private readonly Edge[] _edges;

    internal PatternMatch(NodeId[] nodes, Edge[] edges)
    {
        _nodes = nodes;
        _edges = edges;
    }

    /// <summary>The node that a pattern's node stands for.</summary>
    public NodeId this[PatternNode node] => _nodes[node.Number];

    /// <summary>The edge that a pattern's edge stands for.</summary>
    public Edge this[PatternEdge edge] => _edges[edge.Number];
}
