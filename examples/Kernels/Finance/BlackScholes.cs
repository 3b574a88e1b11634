namespace KernelExamples;

/// <summary>Prices of European options (Black, Scholes 1973), a thread for each: a call and a put.</summary>
internal static class BlackScholes
{
    private const float Rate = 0.02f;
    private const float Volatility = 0.3f;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<float>(2 * size, tolerance: 1e-4);
        var (spot, strike, years) = (Data.Floats(size, 5, 30), Data.Floats(size, 5, 30, seed: 1), Data.Floats(size, 0.25f, 5, seed: 2));
        var (s, k, t) = (trial.Input(spot), trial.Input(strike), trial.Input(years));
        var kernel = Kernel.Compile(Price, options);
        trial.Launch = () => kernel.Launch(LaunchShape.ForItems(size, 128), s, k, t, trial.Actual);
        trial.PlainLoops(loop => loop(size, (from, to) => Plain(spot, strike, years, trial.Expected, from, to)));
        return trial;
    }

    private static void Price(ReadOnlyBuffer<float> spot, ReadOnlyBuffer<float> strike, ReadOnlyBuffer<float> years, Buffer<float> prices)
    {
        var i = Gpu.GlobalIndex;
        if (i >= spot.Length)
            return;
        var discounted = strike[i] * MathF.Exp(-Rate * years[i]);
        var call = Call(spot[i], strike[i], years[i], discounted);
        prices[i] = call;
        prices[spot.Length + i] = call - spot[i] + discounted;
    }

    private static void Plain(float[] spot, float[] strike, float[] years, float[] prices, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var discounted = strike[i] * MathF.Exp(-Rate * years[i]);
            var call = Call(spot[i], strike[i], years[i], discounted);
            (prices[i], prices[spot.Length + i]) = (call, call - spot[i] + discounted);
        }
    }

    private static float Call(float spot, float strike, float years, float discounted)
    {
        var deviation = Volatility * MathF.Sqrt(years);
        var d1 = (MathF.Log(spot / strike) + ((Rate + (0.5f * Volatility * Volatility)) * years)) / deviation;
        return (spot * Normal(d1)) - (discounted * Normal(d1 - deviation));
    }

    // The cumulative normal distribution: Abramowitz and Stegun, 26.2.17.
    private static float Normal(float d)
    {
        var k = 1 / (1 + (0.2316419f * MathF.Abs(d)));
        var tail = 0.39894228f * MathF.Exp(-0.5f * d * d) * k * (0.31938153f + (k * (-0.356563782f + (k * (1.781477937f + (k * (-1.821255978f + (k * 1.330274429f))))))));
        return d > 0 ? 1 - tail : tail;
    }
}
