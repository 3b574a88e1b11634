namespace Xcs.Bench;

/// <summary>A family of graphs that grows.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Create">Makes the member with about so many nodes; anew each time, so that nothing derived is remembered.</param>
internal sealed record LargeGraph(string Name, Func<int, Pattern> Create)
{
    private const int StencilWidth = 1000;

    public static IReadOnlyList<int> Sizes { get; } = [10_000, 100_000, 1_000_000];

    public static IReadOnlyList<LargeGraph> All { get; } =
    [
        new("chain", PatternCatalog.Chain),
        new("stencil, 1000 wide", nodes => PatternCatalog.Stencil(StencilWidth, nodes / StencilWidth)),
        new("random fan-in", PatternCatalog.RandomFanIn),
    ];
}
