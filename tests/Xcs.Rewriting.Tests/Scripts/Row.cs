namespace Xcs.Rewriting.Tests;

/// <summary>A node or an edge, as scripts name it: they know no type of the engine.</summary>
internal readonly record struct Row(uint Warp, uint Index);
