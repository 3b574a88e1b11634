using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using KernelExamples;

namespace Xcs.Bench;

/// <summary>Two registers of a row at a time; near the edges of the picture, pixel by pixel. Products are rounded before they are added, as the kernel's are.</summary>
internal static class ConvolutionByHand
{
    private const int Radius = 4;
    private static readonly int Step = 2 * Vector512<float>.Count;

    public static Action Prepare(Trial trial, int size)
    {
        var (picture, between) = (trial.Input(Data.Floats(size * size, 0, 1)), trial.Scratch<float>(size * size));
        var weights = Data.Floats((2 * Radius) + 1, 0, 0.2f, seed: 1);
        var result = ((Trial<float>)trial).Actual;
        return () =>
        {
            AlongRows(picture.AsSpan(), weights, between.AsSpan(), size);
            AlongColumns(between.AsSpan(), weights, result.AsSpan(), size);
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AlongRows(ReadOnlySpan<float> x, float[] weights, Span<float> y, int size)
    {
        for (var row = 0; row < size; row++)
        {
            var source = x.Slice(row * size, size);
            var target = y.Slice(row * size, size);
            var column = 0;
            for (; column < Math.Min(Radius, size); column++)
                target[column] = AtEdge(source, weights, column);
            for (; column <= size - Radius - Step; column += Step)
            {
                Vector512<float> left = default, right = default;
                for (var k = 0; k < weights.Length; k++)
                {
                    var (weight, at) = (Vector512.Create(weights[k]), column + k - Radius);
                    left += weight * Vector512.Create(source[at..]);
                    right += weight * Vector512.Create(source[(at + Vector512<float>.Count)..]);
                }

                left.CopyTo(target[column..]);
                right.CopyTo(target[(column + Vector512<float>.Count)..]);
            }

            for (; column < size; column++)
                target[column] = AtEdge(source, weights, column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AlongColumns(ReadOnlySpan<float> x, float[] weights, Span<float> y, int size)
    {
        for (var row = 0; row < size; row++)
        {
            var target = y.Slice(row * size, size);
            var column = 0;
            for (; column <= size - Step; column += Step)
            {
                Vector512<float> left = default, right = default;
                for (var k = 0; k < weights.Length; k++)
                {
                    var (weight, at) = (Vector512.Create(weights[k]), (Math.Clamp(row + k - Radius, 0, size - 1) * size) + column);
                    left += weight * Vector512.Create(x[at..]);
                    right += weight * Vector512.Create(x[(at + Vector512<float>.Count)..]);
                }

                left.CopyTo(target[column..]);
                right.CopyTo(target[(column + Vector512<float>.Count)..]);
            }

            for (; column < size; column++)
            {
                var sum = 0f;
                for (var k = 0; k < weights.Length; k++)
                    sum += weights[k] * x[(Math.Clamp(row + k - Radius, 0, size - 1) * size) + column];
                target[column] = sum;
            }
        }
    }

    private static float AtEdge(ReadOnlySpan<float> row, float[] weights, int column)
    {
        var sum = 0f;
        for (var k = 0; k < weights.Length; k++)
            sum += weights[k] * row[Math.Clamp(column + k - Radius, 0, row.Length - 1)];
        return sum;
    }
}
