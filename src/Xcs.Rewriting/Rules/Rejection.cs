namespace Xcs.Rewriting;

/// <summary>A rewrite that was not admitted.</summary>
/// <param name="Rewrite">The loser.</param>
/// <param name="Round">The round of the tick, from 0 on.</param>
/// <param name="Blockers">Who was admitted before it and conflicts: the last one for each of its claims, in canonical order.</param>
public sealed record Rejection(Rewrite Rewrite, int Round, IReadOnlyList<Rewrite> Blockers)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rewrite} blocked by {string.Join(", ", Blockers)}";
}
