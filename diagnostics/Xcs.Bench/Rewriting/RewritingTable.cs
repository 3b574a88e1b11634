namespace Xcs.Bench;

/// <summary>One table of <c>rewriting</c>.</summary>
internal static class RewritingTable
{
    public static Table Create(IReadOnlyList<RewritingMeasurement> rows, string goal) => new(
        rows[0].Case,
        ["", "run (median)", "min – max", "million rewrites/s", "time against the first", "B/1,000 rewrites"],
        [.. rows.Select(Row)],
        [$"to reach: {goal}; under 512 B for 1,000 rewrites"]);

    private static string[] Row(RewritingMeasurement row) =>
    [
        row.Variant,
        Figures.Time(row.Median),
        Figures.Range(row.Minimum, row.Maximum),
        Figures.Digits(row.RewritesPerSecond / 1e6),
        Figures.Ratio(row.TimeRatio),
        Figures.Count(row.BytesPerThousand),
    ];
}
