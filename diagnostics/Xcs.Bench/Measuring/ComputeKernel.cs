using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Xcs.Bench;

/// <summary>
/// Work that keeps the arithmetic units of one core busy and touches no memory: eight independent chains of fused multiply-adds on vectors
/// of four doubles, which hide each other's latency. One iteration takes about a nanosecond.
/// </summary>
internal static class ComputeKernel
{
    /// <returns>The bits of the sum: they depend on every iteration, and on nothing else.</returns>
    // Optimised from the first call on: a peak must not be measured with code that is still being tuned.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static ulong Run(int iterations)
    {
        var factor = Vector256.Create(0.999);
        var summand = Vector256.Create(0.001, 0.002, 0.003, 0.004);
        var (a, b, c, d) = (summand, summand + summand, summand * 3, summand * 4);
        var (e, f, g, h) = (summand * 5, summand * 6, summand * 7, summand * 8);
        for (var k = 0; k < iterations; k++)
        {
            a = Vector256.FusedMultiplyAdd(a, factor, summand);
            b = Vector256.FusedMultiplyAdd(b, factor, summand);
            c = Vector256.FusedMultiplyAdd(c, factor, summand);
            d = Vector256.FusedMultiplyAdd(d, factor, summand);
            e = Vector256.FusedMultiplyAdd(e, factor, summand);
            f = Vector256.FusedMultiplyAdd(f, factor, summand);
            g = Vector256.FusedMultiplyAdd(g, factor, summand);
            h = Vector256.FusedMultiplyAdd(h, factor, summand);
        }

        return BitConverter.DoubleToUInt64Bits(Vector256.Sum(a + b + (c + d) + (e + f + (g + h))));
    }
}
