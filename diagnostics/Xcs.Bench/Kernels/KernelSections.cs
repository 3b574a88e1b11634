using Xcs.Kernels;

namespace Xcs.Bench;

/// <summary>All tables of <c>kernels</c>.</summary>
internal static class KernelSections
{
    public static IEnumerable<KernelSection> Create(KernelOptions options)
    {
        yield return new([.. KernelCases.List.Select(@case => @case.ToWorkload(options))], ClassicTable.Create);
        yield return new([WarpReduction.ToWorkload(options, turns: 50_000)], WarpReduction.Tabulate);
        yield return new([EmptyLaunch.ToWorkload(options)], EmptyLaunch.Tabulate);
        yield return new([.. UncheckedGain.Names.Select(name => UncheckedGain.ToWorkload(name, options))], UncheckedGain.Tabulate);
        yield return new([.. MatrixProducts.List.Select(static product => product.ToWorkload())], MatrixTable.Create);
        yield return new([.. TensorCases.Create(TensorCases.Length)], TensorTable.Create);
    }
}
