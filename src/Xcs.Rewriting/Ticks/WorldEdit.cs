namespace Xcs.Rewriting;

/// <summary>A change from outside.</summary>
internal sealed record WorldEdit(Warp Warp, Action<Delta> Change);
