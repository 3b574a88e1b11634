namespace Xcs.Bench;

/// <summary>The table of one workflow.</summary>
internal static class WorkflowTable
{
    private static readonly string[] Columns = ["system", "makespan (median)", "best", "efficiency (median)", "best", "vs one by one"];

    public static Table Create(IReadOnlyList<WorkflowMeasurement> rows, int workers)
    {
        var first = rows[0];
        var sharing = first.Kind == "timers" ? "timers" : $"CPU work on {workers} workers";
        return new Table(
            $"{first.Workflow}: {Figures.Count(first.Tasks)} tasks of {Figures.Time(first.MeanTask)} on average, {sharing}; bound {Figures.Time(first.Bound)}",
            Columns,
            [.. rows.Select(Row)],
            ["efficiency: max(critical path, work / workers) over makespan"]);
    }

    private static string[] Row(WorkflowMeasurement row) =>
    [
        row.System,
        Figures.Time(row.Makespan),
        Figures.Time(row.BestMakespan),
        $"{row.Efficiency:0.000}",
        $"{row.BestEfficiency:0.000}",
        Figures.Ratio(row.Speed),
    ];
}
