namespace Xcs.Bench;

/// <summary>One table of <c>rewriting</c>.</summary>
/// <param name="Workload">Its nodes are the rewrites of a run.</param>
/// <param name="Goal">What is to be reached.</param>
/// <param name="IsLong">Whether a single run is a sample.</param>
internal sealed record RewritingCase(Workload Workload, string Goal, bool IsLong = false);
