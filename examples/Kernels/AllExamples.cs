namespace KernelExamples;

/// <summary>Everything that there is to run.</summary>
public static class AllExamples
{
    public static IReadOnlyList<Example> List { get; } =
    [
        new("vector-add", "elements", 1000, 1 << 22, VectorAdd.Prepare),
        new("mandelbrot", "pixels a side", 40, 1024, Mandelbrot.Prepare),
        new("n-body", "bodies", 100, 4096, NBody.Prepare),
        new("transpose", "elements a side", 50, 2048, Transpose.Prepare),
        new("matrix-multiply", "elements a side", 20, 512, MatrixMultiply.Prepare),
        new("softmax", "rows", 4, 4096, Softmax.Prepare),
        new("welford-variance", "rows", 4, 4096, WelfordVariance.Prepare),
        new("separable-convolution", "pixels a side", 40, 1024, SeparableConvolution.Prepare),
        new("jacobi", "points a side", 24, 512, Jacobi.Prepare),
        new("game-of-life", "cells a side", 30, 512, GameOfLife.Prepare),
        new("black-scholes", "options", 500, 1 << 20, BlackScholes.Prepare),
        new("binomial-options", "options", 4, 2048, BinomialOptions.Prepare),
        new("monte-carlo", "points", 2000, 1 << 22, MonteCarlo.Prepare),
        new("reduction-shared", "elements", 2000, 1 << 20, SharedReduction.Prepare),
        new("reduction-shuffle", "elements", 2000, 1 << 20, ShuffleReduction.Prepare),
        new("reduction-ballot", "elements", 2000, 1 << 20, BallotReduction.Prepare),
        new("scan-inclusive", "elements", 1000, 1 << 20, InclusiveScan.Prepare),
        new("scan-exclusive", "elements", 1000, 1 << 20, ExclusiveScan.Prepare),
        new("bitonic-sort", "elements", 1024, 1 << 18, BitonicSort.Prepare),
        new("walsh-transform", "elements", 1024, 1 << 20, WalshTransform.Prepare),
        new("histogram", "bytes", 3000, 1 << 22, Histogram.Prepare),
        new("warp-aggregated-atomics", "elements", 1000, 1 << 20, WarpAggregatedAtomics.Prepare),
        new("merge", "elements", 1000, 1 << 20, Merge.Prepare),
    ];
}
