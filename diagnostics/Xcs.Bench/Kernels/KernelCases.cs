namespace Xcs.Bench;

/// <summary>The classic kernels, and which of them the arithmetic bounds rather than the memory.</summary>
internal static class KernelCases
{
    public static IReadOnlyList<KernelCase> List { get; } =
    [
        new("vector-add", "memory: 1 op for 12 B", false, VectorAddByHand.Prepare),
        new("mandelbrot", "compute: 700 op for 4 B", true, MandelbrotByHand.Prepare),
        new("n-body", "compute: 20 op a pair", true, NBodyByHand.Prepare),
        new("transpose", "memory: no arithmetic", false),
        new("matrix-multiply", "compute: 1,024 op for 12 B", true),
        new("softmax", "compute: two exp for 8 B", true),
        new("welford-variance", "compute: a division for 4 B", true),
        new("separable-convolution", "compute: 36 op for 16 B", true, ConvolutionByHand.Prepare),
        new("jacobi", "cache: 4 op for 8 B", false),
        new("game-of-life", "compute: 13 op for 2 B", true),
        new("black-scholes", "compute: 60 op for 20 B", true, BlackScholesByHand.Prepare),
        new("binomial-options", "compute: 2,016 exp for 16 B", true),
        new("monte-carlo", "compute: 70 op, no memory", true),
        new("reduction-shared", "memory: 1 op for 4 B", false),
        new("reduction-shuffle", "memory: 1 op for 4 B", false, ReductionByHand.Prepare),
        new("reduction-ballot", "memory: 1 op for 4 B", false),
        new("scan-inclusive", "memory: 1 op for 8 B", false),
        new("scan-exclusive", "memory: 1 op for 8 B", false),
        new("bitonic-sort", "not the loop: Array.Sort", false),
        new("walsh-transform", "memory: 1 op for 8 B, 13 passes", false),
        new("histogram", "memory: a computed place for 1 B", false),
        new("warp-aggregated-atomics", "memory: a remainder for 4 B", false),
        new("merge", "memory: 1 op for 8 B", false),
    ];
}
