namespace Xcs.Rewriting;

/// <summary>A type of nodes, defined by <see cref="World.NodeType"/>. Types count from 1.</summary>
public readonly record struct NodeType(ushort Value);
