using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Xcs.Kernels.Tensors;

/// <summary>
/// The hyperbolic tangent in double precision. That of <see cref="TensorPrimitives"/> is <c>1 − 2 / (e²ˣ + 1)</c>, of which little is left near zero, not even the sign:
/// there the first terms of the Taylor series take its place.
/// </summary>
internal static class HyperbolicTangent
{
    // Below, the next term is less than half a unit in the last place of a double.
    private const double Limit = 1.0 / 16;

    private const int Block = 256;

    // Of x³, x⁵, …, x¹¹, x¹³ over x. Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 4.5.64.
    private static ReadOnlySpan<double> Terms => [-1.0 / 3, 2.0 / 15, -17.0 / 315, 62.0 / 2835, -1382.0 / 155925, 21844.0 / 6081075];

    /// <summary>Both may be the same span.</summary>
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        var wide = ArrayPool<T>.Shared.Rent(Block);
        for (var start = 0; start < x.Length; start += Block)
        {
            var count = Math.Min(Block, x.Length - start);
            TensorPrimitives.Tanh(x.Slice(start, count), wide);
            Mend(x.Slice(start, count), wide.AsSpan(0, count), destination.Slice(start, count));
        }

        ArrayPool<T>.Shared.Return(wide);
    }

    private static void Mend<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> wide, Span<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        var limit = T.CreateChecked(Limit);
        var i = 0;
        if (Vector<T>.IsSupported)
            for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var v = new Vector<T>(x[i..]);
                var (square, sum) = (v * v, Vector<T>.Zero);
                for (var k = Terms.Length - 1; k >= 0; k--)
                    sum = (sum + Vector.Create(T.CreateChecked(Terms[k]))) * square;
                Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(v), Vector.Create(limit)), v * (Vector<T>.One + sum), new(wide[i..])).CopyTo(destination[i..]);
            }
        for (; i < x.Length; i++)
        {
            var (square, sum) = (x[i] * x[i], T.Zero);
            for (var k = Terms.Length - 1; k >= 0; k--)
                sum = (sum + T.CreateChecked(Terms[k])) * square;
            destination[i] = T.Abs(x[i]) < limit ? x[i] * (T.One + sum) : wide[i];
        }
    }
}
