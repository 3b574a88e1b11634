namespace Xcs.Bench;

/// <summary>What the <c>peers</c> command runs.</summary>
internal static class Workloads
{
    public static IReadOnlyList<Workload> All { get; } =
    [
        Tiny(PatternCatalog.Chain(PatternCatalog.TinyNodes)),
        Tiny(PatternCatalog.BinaryTree(PatternCatalog.TinyNodes / 2)),
        Tiny(PatternCatalog.Independent(PatternCatalog.TinyNodes)),
        Tiny(PatternCatalog.Wavefront(PatternCatalog.WavefrontSide)),
        Tiny(PatternCatalog.RandomDag(PatternCatalog.TinyNodes)),
        new(DiamondName, Nodes: 4, Waves: 3, Contenders.ForDiamond),
        new("4 x 10 ms, blocking", SlowCalls.Count, Waves: 1, Contenders.ForBlockingCalls),
        new("4 x 10 ms, async", SlowCalls.Count, Waves: 1, Contenders.ForAsyncCalls),
    ];

    public static string DiamondName => PatternCatalog.Diamond.Name;

    private static Workload Tiny(Pattern pattern) =>
        new(pattern.Name, pattern.Count, pattern.Topology.Waves, () => Contenders.ForPattern(pattern));
}
