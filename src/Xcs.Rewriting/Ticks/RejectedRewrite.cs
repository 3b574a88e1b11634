namespace Xcs.Rewriting;

/// <summary>A rewrite that was not admitted; its blockers lie in a list.</summary>
internal readonly record struct RejectedRewrite(AdmittedRewrite Rewrite, int Round, int FirstBlocker, int BlockerCount);
