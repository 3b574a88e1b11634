namespace Xcs.Rewriting;

/// <summary>A claim of somebody admitted, and the number of the one before it on the same row; 0 where there is none.</summary>
internal readonly record struct ChainedClaim(uint Mask, uint Rank, uint Previous);
