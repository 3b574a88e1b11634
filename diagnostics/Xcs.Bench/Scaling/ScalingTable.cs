namespace Xcs.Bench;

/// <summary>Speed-up and efficiency: a row for each number of operators, a column for each number of workers.</summary>
internal static class ScalingTable
{
    public static Table Create(IReadOnlyList<ScalingMeasurement> rows)
    {
        int[] workers = [.. rows.Select(row => row.Workers).Distinct()];
        return new Table(
            $"{Describe(rows[0].Work)}: speed-up over one by one, and its part of the ideal",
            ["operators", .. workers.Select(count => count == 1 ? "1 worker" : $"{count} workers")],
            [.. rows.GroupBy(row => row.Operators).Select(group => (string[])[$"{group.Key}", .. group.Select(row => $"{Figures.Ratio(row.SpeedUp)}  {row.Efficiency * 100:0} %")])],
            ["ideal: whole turns of min(workers, processors) where operators compute; all at once where they wait"]);
    }

    public static Chart Draw(IReadOnlyList<ScalingMeasurement> rows)
    {
        double[] workers = [.. rows.Select(row => (double)row.Workers).Distinct()];
        var top = Math.Ceiling(rows.Max(row => Math.Max(row.SpeedUp, row.Ideal)));
        return new Chart(
            $"{Describe(rows[0].Work)}: speed-up",
            Axis.Linear("workers", workers),
            Axis.Linear("speed-up", [.. Enumerable.Range(0, 5).Select(k => top * k / 4)]),
            [.. rows.GroupBy(row => row.Operators).Select(group => new Series($"{group.Key} operators", [.. group.Select(row => ((double)row.Workers, row.SpeedUp))]))]);
    }

    private static string Describe(ScalingWork work) => work == ScalingWork.Cpu
        ? $"independent operators of {ScalingOperators.Iterations / 1000} µs of CPU work"
        : $"independent operators that block for {ScalingOperators.Wait.TotalMilliseconds} ms";
}
