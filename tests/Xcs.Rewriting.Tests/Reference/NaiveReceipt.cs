namespace Xcs.Rewriting.Tests;

internal sealed record NaiveRewrite(string Rule, Row Scope);

internal sealed record NaiveRejection(NaiveRewrite Rewrite, int Round, IReadOnlyList<NaiveRewrite> Blockers);

/// <summary>What a tick of the reference gives.</summary>
internal sealed record NaiveReceipt(
    ulong Tick, int Rounds, long Accepted, IReadOnlyList<NaiveRejection> Rejected, byte[] Parent, byte[] Root, byte[] Patch, byte[] Commit)
{
    public string Describe() => string.Join(
        '\n',
        Rejected.Select(rejection => $"{Name(rejection.Rewrite)} in round {rejection.Round} blocked by {string.Join(", ", rejection.Blockers.Select(Name))}")
            .Prepend($"tick {Tick}, {Rounds} rounds, {Accepted} accepted, parent {Hex(Parent)}, root {Hex(Root)}, patch {Hex(Patch)}, commit {Hex(Commit)}"));

    public static string Describe(TickReceipt receipt) => string.Join(
        '\n',
        receipt.Rejected.Select(rejection => $"{Name(rejection.Rewrite)} in round {rejection.Round} blocked by {string.Join(", ", rejection.Blockers.Select(Name))}")
            .Prepend(
                $"tick {receipt.Tick}, {receipt.Rounds} rounds, {receipt.Accepted} accepted, parent {receipt.Parent}, root {receipt.StateRoot}, patch {receipt.PatchDigest}, commit {receipt.CommitHash}"));

    private static string Name(NaiveRewrite rewrite) => $"{rewrite.Rule}@{rewrite.Scope.Warp}:{rewrite.Scope.Index}";

    private static string Name(Rewrite rewrite) => $"{rewrite.Rule}@{rewrite.Scope.Warp.Value}:{rewrite.Scope.Index}";

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
