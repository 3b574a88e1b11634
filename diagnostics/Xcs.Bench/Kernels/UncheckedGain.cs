using KernelExamples;
using Xcs.Kernels;

namespace Xcs.Bench;

/// <summary>What it brings to leave out the checks of indices.</summary>
internal static class UncheckedGain
{
    public static IReadOnlyList<string> Names { get; } = ["vector-add", "matrix-multiply", "separable-convolution", "histogram"];

    public static Workload ToWorkload(string name, KernelOptions options) => new($"unchecked {name}", 1, 1, () =>
    {
        var pool = new WorkerPool(new() { Workers = 1 });
        return
        [
            On("checked", ContenderKind.Baseline, name, options with { Pool = pool }),
            On("unchecked", ContenderKind.Xcs, name, options with { Pool = pool, Unchecked = true }, pool),
        ];
    });

    public static Table Tabulate(IReadOnlyList<IReadOnlyList<Measurement>> workloads) => new(
        "checks of indices left out, one worker",
        ["", "checked", "unchecked", "gain"],
        [.. workloads.Select(static rows => (string[])[rows[0].Workload, Figures.Time(rows[0].Median), Figures.Time(rows[1].Median), Figures.Ratio(rows[1].PairedSpeed)])],
        []);

    private static FuncContender On(string name, ContenderKind kind, string example, KernelOptions options, params IDisposable[] owned)
    {
        var found = AllExamples.List.Single(candidate => candidate.Name == example);
        var trial = found.Prepare(options, found.BigSize);
        var contender = new FuncContender(name, kind, trial.Launch, [trial, .. owned]);
        trial.Plain();
        trial.Launch();
        Verification.Require(trial.IsEqual, contender, "the results differ from the reference's");
        return contender;
    }
}
