namespace Xcs.Rewriting;

/// <summary>A type of edges, defined by <see cref="World.EdgeType"/>. Types count from 1.</summary>
public readonly record struct EdgeType(ushort Value);
