namespace Xcs.Bench;

/// <summary>Products of matrices as shares of the peak.</summary>
internal static class MatrixTable
{
    public static Table Create(IReadOnlyList<IReadOnlyList<Measurement>> products) => new(
        "TensorOps.Gemm, rows × columns × depth",
        ["", "1 worker", "GFLOP/s", "peak of one core, GFLOP/s", "of the peak", "2 workers over 1"],
        [.. products.Select(Row)],
        ["to reach: 60 % of the peak for 1024 float. The peak is twelve chains of fused multiply-adds in the widest registers, timed in turns with the product."]);

    private static string[] Row(IReadOnlyList<Measurement> product) =>
    [
        product[0].Workload,
        Figures.Time(product[1].Median),
        Figures.Digits(FloatingPointRate(product[1])),
        Figures.Digits(FloatingPointRate(product[0])),
        $"{product[1].PairedSpeed * 100:0} %",
        Figures.Ratio(product[2].PairedSpeed / product[1].PairedSpeed),
    ];

    // A multiply-add counts twice.
    private static double FloatingPointRate(Measurement row) => 2.0 * row.Nodes / row.Median;
}
