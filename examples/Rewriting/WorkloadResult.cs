namespace RewritingExamples;

/// <summary>How a workload went.</summary>
/// <param name="Rewrites">Rewrites of all its ticks.</param>
/// <param name="Rounds">Rounds of all its ticks.</param>
/// <param name="CommitHash">The last commit.</param>
/// <param name="IsEqual">Whether the plain program came to the same result.</param>
/// <param name="Story">What came out, in a few words.</param>
/// <param name="RuleTime">Of the ticks, commits included; making the graph is not.</param>
/// <param name="PlainTime">Of the plain program.</param>
/// <param name="Picture">The result, where it can be drawn.</param>
public sealed record WorkloadResult(
    long Rewrites, int Rounds, Digest CommitHash, bool IsEqual, string Story, TimeSpan RuleTime, TimeSpan PlainTime, Picture? Picture = null);
