namespace Xcs.Bench;

/// <summary>METG of all patterns at one width: a row for each system, a column for each pattern.</summary>
internal static class TaskBenchTable
{
    public static Table Create(IReadOnlyList<TaskBenchMeasurement> rows, int percent)
    {
        string[] patterns = [.. rows.Select(row => row.Pattern).Distinct()];
        double? Value(TaskBenchMeasurement row) => percent == 50 ? row.Metg50 : row.Metg75;
        string[] Row(string name, Func<IEnumerable<TaskBenchMeasurement>, string> cell) =>
            [name, .. patterns.Select(pattern => cell(rows.Where(row => row.Pattern == pattern)))];
        string[] Ratio(string name, string start) =>
            Row(name, cells => Over(cells.Where(row => row.System.StartsWith(start, StringComparison.Ordinal)).Min(Value), Best(cells, Value)));

        return new Table(
            $"METG({percent} %) in µs, width {rows[0].Width}, {rows[0].Workers} workers",
            ["system", .. patterns],
            [
                .. rows.Select(row => row.System).Distinct().Select(system => Row(system, cells => Cell(cells.Where(row => row.System == system).Min(Value)))),
                Ratio("blocks over best Xcs", "Dataflow, a block"),
                Ratio("ready queue over best Xcs", "Dataflow, ready"),
                Ratio("continuations over best Xcs", "Task continuations"),
                Ratio("async methods over best Xcs", "async"),
            ],
            ["–: not reached at any grain up to the largest; never: reached by Xcs alone"]);
    }

    /// <summary>Efficiency over granularity for one pattern.</summary>
    public static Chart Draw(IReadOnlyList<TaskBenchMeasurement> rows) => new(
        $"{rows[0].Pattern}, width {rows[0].Width}, {rows[0].Workers} workers",
        Axis.Logarithmic("granularity, µs", 0.03, 0.1, 0.3, 1, 3, 10, 30, 100),
        Axis.Linear("efficiency", 0, 0.25, 0.5, 0.75, 1),
        [.. rows.Select(row => new Series(row.System, [.. row.Curve.Select(point => (point.Granularity / 1000, point.Efficiency))]))]);

    private static double? Best(IEnumerable<TaskBenchMeasurement> cells, Func<TaskBenchMeasurement, double?> value) =>
        cells.Where(row => row.System.StartsWith("Xcs", StringComparison.Ordinal)).Min(value);

    private static string Cell(double? nanoseconds) => nanoseconds is { } value ? Figures.Digits(value / 1000) : "–";

    private static string Over(double? other, double? own) => own is null ? "–" : other is null ? "never" : Figures.Ratio(other.Value / own.Value);
}
