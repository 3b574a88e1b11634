using Xcs.Kernels;

namespace Xcs.Bench;

/// <summary>What a launch costs: one block of a kernel that does nothing.</summary>
internal static class EmptyLaunch
{
    public static Workload ToWorkload(KernelOptions options) => new("empty launch", 1, 1, () =>
    {
        Action<int> nothing = Nothing;
        var (one, two) = (new WorkerPool(new() { Workers = 1 }), new WorkerPool(new() { Workers = 2 }));
        return
        [
            new FuncContender("call of a delegate", ContenderKind.Baseline, () => nothing(1)),
            On("Xcs, 1 worker", one, options),
            On("Xcs, 2 workers", two, options),
        ];
    });

    public static Table Tabulate(IReadOnlyList<IReadOnlyList<Measurement>> workloads) => new(
        "launch of one block of an empty kernel",
        ["", "launch (median)", "min – max", "B/launch"],
        [.. workloads[0].Select(static row => (string[])[row.Contender, Figures.Time(row.Median), Figures.Range(row.Minimum, row.Maximum), Figures.Count(row.BytesPerRun)])],
        ["to reach: less than 5 µs"]);

    private static FuncContender On(string name, WorkerPool pool, KernelOptions options)
    {
        var kernel = Kernel.Compile<Action<int>>(Nothing, options with { Pool = pool });
        var shape = new LaunchShape(1, 32);
        return new(name, ContenderKind.Xcs, () => kernel.Launch(shape, 1), pool);
    }

    private static void Nothing(int number)
    {
    }
}
