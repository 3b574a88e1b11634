namespace Xcs.Rewriting;

/// <summary>An edge of a pattern, by number.</summary>
public readonly record struct PatternEdge(int Number);
