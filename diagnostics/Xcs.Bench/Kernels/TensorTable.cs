namespace Xcs.Bench;

/// <summary>Tensor operations: a row each.</summary>
internal static class TensorTable
{
    public static Table Create(IReadOnlyList<IReadOnlyList<Measurement>> operations) => new(
        $"TensorOps on {Figures.Count(TensorCases.Length)} floats",
        ["", .. operations[0].Select(static row => row.Contender), "1 worker over scalar", "over System.Numerics.Tensors", "2 workers over 1"],
        [.. operations.Select(Row)],
        []);

    private static string[] Row(IReadOnlyList<Measurement> operation) =>
    [
        operation[0].Workload,
        .. operation.Select(static row => Figures.Time(row.Median)),
        Figures.Ratio(operation[2].PairedSpeed),
        Figures.Ratio(operation[2].PairedSpeed / operation[1].PairedSpeed),
        Figures.Ratio(operation[3].PairedSpeed / operation[2].PairedSpeed),
    ];
}
