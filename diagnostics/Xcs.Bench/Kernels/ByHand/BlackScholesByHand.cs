using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using KernelExamples;

namespace Xcs.Bench;

/// <summary>A register of options at a time, with the exponential and the logarithm of the base library.</summary>
internal static class BlackScholesByHand
{
    private const float Rate = 0.02f;
    private const float Volatility = 0.3f;

    public static Action Prepare(Trial trial, int size)
    {
        var (spot, strike, years) = (trial.Input(Data.Floats(size, 5, 30)), trial.Input(Data.Floats(size, 5, 30, seed: 1)), trial.Input(Data.Floats(size, 0.25f, 5, seed: 2)));
        var prices = ((Trial<float>)trial).Actual;
        return () => Price(spot.AsSpan(), strike.AsSpan(), years.AsSpan(), prices.AsSpan());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Price(ReadOnlySpan<float> spot, ReadOnlySpan<float> strike, ReadOnlySpan<float> years, Span<float> prices)
    {
        // The last register of options overlaps the one before.
        var last = spot.Length - Vector512<float>.Count;
        for (var i = 0; i < spot.Length; i += Vector512<float>.Count)
        {
            var at = Math.Min(i, last);
            var (s, k, t) = (Vector512.Create(spot[at..]), Vector512.Create(strike[at..]), Vector512.Create(years[at..]));
            var discounted = k * Vector512.Exp(Vector512.Create(-Rate) * t);
            var deviation = Vector512.Create(Volatility) * Vector512.Sqrt(t);
            var d1 = Vector512.FusedMultiplyAdd(Vector512.Create(Rate + (0.5f * Volatility * Volatility)), t, Vector512.Log(s / k)) / deviation;
            var call = (s * Normal(d1)) - (discounted * Normal(d1 - deviation));
            call.CopyTo(prices[at..]);
            (call - s + discounted).CopyTo(prices[(spot.Length + at)..]);
        }
    }

    // The cumulative normal distribution: Abramowitz and Stegun, 26.2.17.
    private static Vector512<float> Normal(Vector512<float> d)
    {
        var one = Vector512<float>.One;
        var k = one / Vector512.FusedMultiplyAdd(Vector512.Create(0.2316419f), Vector512.Abs(d), one);
        var sum = Vector512.FusedMultiplyAdd(k, Vector512.Create(1.330274429f), Vector512.Create(-1.821255978f));
        sum = Vector512.FusedMultiplyAdd(k, sum, Vector512.Create(1.781477937f));
        sum = Vector512.FusedMultiplyAdd(k, sum, Vector512.Create(-0.356563782f));
        sum = Vector512.FusedMultiplyAdd(k, sum, Vector512.Create(0.31938153f));
        var tail = Vector512.Create(0.39894228f) * Vector512.Exp(Vector512.Create(-0.5f) * d * d) * k * sum;
        return Vector512.ConditionalSelect(Vector512.GreaterThan(d, Vector512<float>.Zero), one - tail, tail);
    }
}
