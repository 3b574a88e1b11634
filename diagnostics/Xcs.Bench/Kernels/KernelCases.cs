namespace Xcs.Bench;

/// <summary>The classic kernels, and which of them the arithmetic bounds rather than the memory.</summary>
internal static class KernelCases
{
    public static IReadOnlyList<KernelCase> List { get; } =
    [
        new("vector-add", "memory: one addition for 12 bytes", false, VectorAddByHand.Prepare),
        new("mandelbrot", "compute: up to 1,000 operations for 4 bytes", true, MandelbrotByHand.Prepare),
        new("n-body", "compute: 20 operations a pair, bodies in the cache", true, NBodyByHand.Prepare),
        new("transpose", "memory: no arithmetic", false),
        new("matrix-multiply", "compute: 1,024 operations for 12 bytes", true),
        new("softmax", "compute: two exp for 8 bytes", true),
        new("welford-variance", "compute: a division for 4 bytes", true),
        new("separable-convolution", "compute: 36 operations for 16 bytes", true, ConvolutionByHand.Prepare),
        new("jacobi", "cache: 4 operations for 8 bytes, ten sweeps over 2 MB", false),
        new("game-of-life", "compute: 13 operations for 2 bytes", true),
        new("black-scholes", "compute: exp, log, sqrt, 60 operations for 20 bytes", true, BlackScholesByHand.Prepare),
        new("binomial-options", "compute: 2,016 exp for 16 bytes", true),
        new("monte-carlo", "compute: 100 integer operations and no memory", true),
        new("reduction-shared", "memory: one addition for 4 bytes", false),
        new("reduction-shuffle", "memory: one addition for 4 bytes", false, ReductionByHand.Prepare),
        new("reduction-ballot", "memory: a comparison for 4 bytes", false),
        new("scan-inclusive", "memory: one addition for 8 bytes", false),
        new("scan-exclusive", "memory: one addition for 8 bytes", false),
        new("bitonic-sort", "another algorithm: against Array.Sort", false),
        new("walsh-transform", "memory: one addition for 8 bytes, many passes", false),
        new("histogram", "memory: an addition at a computed place for 1 byte", false),
        new("warp-aggregated-atomics", "memory: a remainder for 4 bytes, scattered writes", false),
        new("merge", "memory: a comparison for 8 bytes", false),
    ];
}
