namespace Xcs.Rewriting;

/// <summary>Rewrites of one round wrote different values to the same row.</summary>
public sealed class DivergenceException : RewritingException
{
    internal DivergenceException(string row, IReadOnlyList<Rewrite> writers)
        : base(
            Fault.Divergence,
            $"{writers.Count} rewrites write it and do not agree: {string.Join(", ", writers)}",
            "Name the write in each rule's Footprint, so that only one of them is admitted; or give the attachment a join function and use ConflictPolicy.Join.",
            row)
    {
        Row = row;
        Writers = writers;
    }

    /// <summary>What they wrote, such as <c>heat of node 0:7</c>.</summary>
    public string Row { get; }

    /// <summary>All who wrote it, in canonical order.</summary>
    public IReadOnlyList<Rewrite> Writers { get; }
}
