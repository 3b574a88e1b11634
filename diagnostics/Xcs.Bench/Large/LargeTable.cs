namespace Xcs.Bench;

/// <summary>The table of one family of large graphs.</summary>
internal static class LargeTable
{
    private static readonly string[] Columns =
        ["system", "nodes", "trace ms", "plan ms", "compile ms", "first run ns/node", "next run ns/node", "vs smallest", "B/run"];

    public static Table Create(IReadOnlyList<StagedMeasurement> rows)
    {
        var systems = rows.GroupBy(row => row.Contender).Select(system => system.OrderBy(row => row.Nodes).ToArray());
        return new Table(rows[0].Graph, Columns, [.. systems.SelectMany(sizes => sizes.Select(row => Row(row, sizes[0])))], Notes: []);
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
