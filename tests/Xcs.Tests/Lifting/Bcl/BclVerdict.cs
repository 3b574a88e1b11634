namespace Xcs.Tests.Lifting.Bcl;

/// <summary>What became of a candidate: taken and the same, refused for a construct, or wrong.</summary>
internal sealed record BclVerdict(BclCandidate Candidate, string? Refusal, string? Mismatch)
{
    public bool Accepted => Refusal is null;
}
