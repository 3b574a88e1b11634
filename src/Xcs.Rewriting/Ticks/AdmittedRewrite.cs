namespace Xcs.Rewriting;

/// <summary>A rewrite of this round, at the place of its rank.</summary>
internal readonly record struct AdmittedRewrite(uint Warp, uint Node, ushort Rule);
