namespace KernelExamples;

/// <summary>A classic kernel.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Unit">What its size counts.</param>
/// <param name="SmallSize">Quick even where kernels are interpreted.</param>
/// <param name="BigSize">Enough to measure.</param>
/// <param name="Prepare">Compiles it and makes its data for a size.</param>
public sealed record Example(string Name, string Unit, int SmallSize, int BigSize, Func<KernelOptions, int, Trial> Prepare);
