using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using KernelExamples;

namespace Xcs.Bench;

/// <summary>A sum in eight registers, which do not wait for each other.</summary>
internal static class ReductionByHand
{
    private const int Registers = 8;

    public static Action Prepare(Trial trial, int size)
    {
        var x = trial.Input(Data.WholeFloats(size, 16));
        var sum = ((Trial<float>)trial).Actual;
        return () => sum[0] = Sum(x.AsSpan());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum(ReadOnlySpan<float> x)
    {
        var registers = MemoryMarshal.Cast<float, Vector512<float>>(x);
        Vector512<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        var i = 0;
        for (; i <= registers.Length - Registers; i += Registers)
        {
            var part = registers.Slice(i, Registers);
            (a, b, c, d) = (a + part[0], b + part[1], c + part[2], d + part[3]);
            (e, f, g, h) = (e + part[4], f + part[5], g + part[6], h + part[7]);
        }

        var sum = Vector512.Sum(a + b + (c + d) + (e + f + (g + h)));
        foreach (var value in x[(i * Vector512<float>.Count)..])
            sum += value;
        return sum;
    }
}
