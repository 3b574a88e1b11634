using System.Diagnostics;
using Xcs.Diagnostics.Display;
using Xcs.Rewriting.Display;

namespace Xcs.Rewriting;

/// <summary>What a tick, or an edit, did. The same on every machine.</summary>
[TypeFormatterSource(typeof(TickReceiptDisplay))]
[DebuggerDisplay("tick {Tick}: {Accepted} accepted, {Rejected.Count} rejected")]
public sealed record TickReceipt
{
    /// <summary>The number of the commit; edits count too. From 1 on.</summary>
    public required ulong Tick { get; init; }

    /// <summary>How many rounds found a match; 0 for an edit.</summary>
    public required int Rounds { get; init; }

    /// <summary>How many rewrites were admitted and executed.</summary>
    public required long Accepted { get; init; }

    /// <summary>Those that were not, round by round in canonical order, with their blockers.</summary>
    public required IReadOnlyList<Rejection> Rejected { get; init; }

    /// <summary>The policy.</summary>
    public required ConflictPolicy Policy { get; init; }

    /// <summary>The commit before; zero where this is the first.</summary>
    public required Digest Parent { get; init; }

    /// <summary>The digest of the whole state after the tick.</summary>
    public required Digest StateRoot { get; init; }

    /// <summary>The digest of what the tick changed.</summary>
    public required Digest PatchDigest { get; init; }

    /// <summary>The digest of all of it and of the history.</summary>
    public required Digest CommitHash { get; init; }

    /// <summary>The digest of this receipt, the rejections included.</summary>
    public required Digest Digest { get; init; }

    /// <summary>Whether two receipts say the same.</summary>
    public bool Equals(TickReceipt? other) => other is not null && Digest == other.Digest;

    /// <inheritdoc/>
    public override int GetHashCode() => Digest.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"tick {Tick}: {Accepted} accepted, {Rejected.Count} rejected, commit {CommitHash}";
}
