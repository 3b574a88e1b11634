namespace Xcs.Rewriting;

/// <summary>A rule that is asked for at nodes of one page, before it comes on the agenda.</summary>
internal readonly record struct AskedFor(uint Warp, int Rule, uint Page, ulong Nodes);
