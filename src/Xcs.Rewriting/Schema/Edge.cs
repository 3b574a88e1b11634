namespace Xcs.Rewriting;

/// <summary>What an edge is. It never changes: an edge comes and goes as a whole.</summary>
public readonly record struct Edge(EdgeId Id, EdgeType Type, NodeId From, NodeId To);
