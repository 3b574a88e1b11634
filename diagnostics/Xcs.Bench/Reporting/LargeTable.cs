namespace Xcs.Bench;

/// <summary>The table of one family of large graphs.</summary>
internal static class LargeTable
{
    private static readonly string[] Columns =
        ["system", "nodes", "trace ms", "plan ms", "compile ms", "first run ns/node", "next run ns/node", "vs smallest", "B/run"];

    public static Table Create(IReadOnlyList<StagedMeasurement> rows)
    {
        var ordered = rows.OrderBy(row => row.Contender == rows[0].Contender ? 0 : 1).ThenBy(row => row.Contender, StringComparer.Ordinal).ThenBy(row => row.Nodes);
        var smallest = rows.GroupBy(row => row.Contender).ToDictionary(group => group.Key, group => group.MinBy(row => row.Nodes)!);
        return new Table(rows[0].Graph, Columns, [.. ordered.Select(row => Row(row, smallest[row.Contender]))], Notes: []);
    }

    private static string[] Row(StagedMeasurement row, StagedMeasurement smallest) =>
    [
        row.Contender,
        Figures.Count(row.Nodes),
        Figures.Digits(row.Trace),
        Figures.Digits(row.Plan),
        Figures.Digits(row.Compile),
        Figures.Digits(row.FirstRun),
        Figures.Digits(row.NextRun),
        Figures.Ratio(row.NextRun / smallest.NextRun),
        Figures.Count(row.BytesPerRun),
    ];
}
