namespace Xcs.Kernels.Tests.Conformance;

/// <summary>The back ends that every conformance test runs on.</summary>
internal static class KernelBackends
{
    public static readonly int[] WarpSizes = [4, 8, 16, 32, 64];

    /// <summary>Each back end by its name in test reports.</summary>
    private static readonly (string Name, KernelOptions Options)[] All =
    [
        ("interpreter", new() { Backend = KernelBackend.Interpreter }),
        ("128 bits", new() { Width = KernelWidth.Bits128 }),
        ("256 bits", new() { Width = KernelWidth.Bits256 }),
        ("512 bits", new() { Width = KernelWidth.Bits512 }),
    ];

    public static TheoryData<string> Names => [.. All.Select(b => b.Name)];

    public static TheoryData<string, int> NamesAndWarps
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (name, _) in All)
                foreach (var warp in WarpSizes)
                    data.Add(name, warp);
            return data;
        }
    }

    public static KernelOptions Options(string name, int warpSize = 32) => All.First(b => b.Name == name).Options with { WarpSize = warpSize };
}
