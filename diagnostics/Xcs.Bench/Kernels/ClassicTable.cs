namespace Xcs.Bench;

/// <summary>The classic kernels: a row each, and the means over those that compute.</summary>
internal static class ClassicTable
{
    private static readonly string[] Contenders = [KernelCase.Scalar, KernelCase.ParallelFor, KernelCase.Hand, KernelCase.OneWorker, KernelCase.TwoWorkers];

    public static Table Create(IReadOnlyList<IReadOnlyList<Measurement>> kernels) => new(
        "classic kernels; 1 worker, 2 workers: Xcs",
        ["", "size", .. Contenders, "1 over scalar", "of by hand", "2 over 1", "2 over P.For", "bound by"],
        [.. kernels.Select(Row)],
        [
            $"compute-bound, one worker over the scalar loop, geometric mean: {Mean(kernels.Where(IsComputeBound), KernelCase.OneWorker, KernelCase.Scalar)}; to reach 6x with 512 bits",
            $"one worker over vectors written by hand, geometric mean: {Mean(kernels, KernelCase.OneWorker, KernelCase.Hand)}; to reach 0.8x",
            $"compute-bound, two workers over one, geometric mean: {Mean(kernels.Where(IsComputeBound), KernelCase.TwoWorkers, KernelCase.OneWorker)}; to reach 1.9x",
            "op: operations. Parallel.For: the same loop in ranges. A dash: the loop's turns need each other, or there is no such version. Ratios are medians of the ratios within each round.",
        ]);

    /// <summary>How many times as fast one contender of a kernel is as another; null where one of them is missing.</summary>
    public static double? Speed(IReadOnlyList<Measurement> kernel, string contender, string other) =>
        Find(kernel, contender) is { } own && Find(kernel, other) is { } peer ? own.PairedSpeed / peer.PairedSpeed : null;

    private static string[] Row(IReadOnlyList<Measurement> kernel) =>
    [
        kernel[0].Workload,
        Figures.Count(kernel[0].Nodes),
        .. Contenders.Select(contender => Find(kernel, contender) is { } row ? Figures.Time(row.Median) : "–"),
        Ratio(kernel, KernelCase.OneWorker, KernelCase.Scalar),
        Ratio(kernel, KernelCase.OneWorker, KernelCase.Hand),
        Ratio(kernel, KernelCase.TwoWorkers, KernelCase.OneWorker),
        Ratio(kernel, KernelCase.TwoWorkers, KernelCase.ParallelFor),
        Case(kernel).Character,
    ];

    private static string Ratio(IReadOnlyList<Measurement> kernel, string contender, string other) =>
        Speed(kernel, contender, other) is { } speed ? Figures.Ratio(speed) : "–";

    private static string Mean(IEnumerable<IReadOnlyList<Measurement>> kernels, string contender, string other)
    {
        double[] speeds = [.. kernels.Select(kernel => Speed(kernel, contender, other)).OfType<double>()];
        return speeds.Length == 0 ? "–" : $"{Figures.Ratio(Statistics.GeometricMean(speeds))} of {speeds.Length}";
    }

    private static Measurement? Find(IReadOnlyList<Measurement> kernel, string contender) => kernel.FirstOrDefault(row => row.Contender == contender);

    private static bool IsComputeBound(IReadOnlyList<Measurement> kernel) => Case(kernel).ComputeBound;

    private static KernelCase Case(IReadOnlyList<Measurement> kernel) => KernelCases.List.Single(@case => @case.Name == kernel[0].Workload);
}
