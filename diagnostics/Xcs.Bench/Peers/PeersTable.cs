namespace Xcs.Bench;

/// <summary>The table of one workload.</summary>
internal static class PeersTable
{
    private static readonly string[] Columns =
        ["system", "run (median)", "min – max", "ns/node", "vs sequential", "paired", "over sequential", "B/run"];

    private static readonly (ContenderKind Kind, string Label)[] PeerKinds =
        [(ContenderKind.Peer, "peer per node"), (ContenderKind.ChunkedPeer, "peer per chunk")];

    public static Table Create(IReadOnlyList<Measurement> rows)
    {
        var first = rows[0];
        var title = $"{first.Workload}: {Figures.Count(first.Nodes)} nodes in {Figures.Count(first.Waves)} waves";
        return new Table(title, Columns, [.. rows.Select(Row)], [.. Notes(rows)]);
    }

    private static string[] Row(Measurement row) =>
    [
        row.Contender,
        Figures.Time(row.Median),
        Figures.Range(row.Minimum, row.Maximum),
        Figures.Digits(row.NanosecondsPerNode),
        Figures.Ratio(row.Speed),
        Figures.Ratio(row.PairedSpeed),
        row.Kind == ContenderKind.Baseline ? "" : Figures.Time(row.OverBaseline),
        Figures.Count(row.BytesPerRun),
    ];

    private static IEnumerable<string> Notes(IReadOnlyList<Measurement> rows)
    {
        var products = rows.Where(row => row.Kind == ContenderKind.Xcs).ToArray();
        foreach (var (kind, label) in PeerKinds)
        {
            if (rows.Where(row => row.Kind == kind).MinBy(row => row.Median) is not { } best)
                continue;
            var ratios = products.Select(row => $"; {row.Contender} {Figures.Ratio(best.Median / row.Median)} as fast");
            yield return $"best {label}: {best.Contender}, {Figures.Time(best.Median)}{string.Concat(ratios)}";
        }
    }
}
