using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using KernelExamples;

namespace Xcs.Bench;

/// <summary>The sum of two vectors, a register at a time.</summary>
internal static class VectorAddByHand
{
    public static Action Prepare(Trial trial, int size)
    {
        var (x, y) = (trial.Input(Data.Floats(size, -1, 1)), trial.Input(Data.Floats(size, -1, 1, seed: 1)));
        var sum = ((Trial<float>)trial).Actual;
        return () => Add(x.AsSpan(), y.AsSpan(), sum.AsSpan());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> sum)
    {
        var i = 0;
        for (; i <= sum.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            (Vector512.Create(x[i..]) + Vector512.Create(y[i..])).CopyTo(sum[i..]);
        for (; i < sum.Length; i++)
            sum[i] = x[i] + y[i];
    }
}
