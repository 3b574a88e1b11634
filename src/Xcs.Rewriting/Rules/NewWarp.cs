namespace Xcs.Rewriting;

/// <summary>A warp that a rewrite asks for; it gets its number when the round is merged, in canonical order.</summary>
internal readonly record struct NewWarp(uint Rank, string Name, NodeId Portal);
