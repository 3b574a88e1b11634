namespace Xcs.Bench;

/// <summary>One table of <c>kernels</c>.</summary>
/// <param name="Workloads">What is measured, one after the other.</param>
/// <param name="Tabulate">What becomes of the measurements, a list for each workload.</param>
internal sealed record KernelSection(IReadOnlyList<Workload> Workloads, Func<IReadOnlyList<IReadOnlyList<Measurement>>, Table> Tabulate);
