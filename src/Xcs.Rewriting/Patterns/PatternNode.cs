namespace Xcs.Rewriting;

/// <summary>A node of a pattern, by number.</summary>
public readonly record struct PatternNode(int Number);
