namespace KernelExamples;

/// <summary>Prices of American puts on a binomial tree (Cox, Ross, Rubinstein 1979): a block for each option, a thread for each node of a level.</summary>
internal static class BinomialOptions
{
    private const int Steps = 63;
    private const float Rate = 0.02f;
    private const float Volatility = 0.3f;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<float>(size, tolerance: 1e-4);
        var (spot, strike, years) = (Data.Floats(size, 5, 30), Data.Floats(size, 5, 30, seed: 1), Data.Floats(size, 0.25f, 5, seed: 2));
        var (s, k, t) = (trial.Input(spot), trial.Input(strike), trial.Input(years));
        var kernel = Kernel.Compile(Price, options);
        trial.Launch = () => kernel.Launch(new LaunchShape(size, Steps + 1), s, k, t, trial.Actual);
        trial.PlainLoops(loop => loop(size, (from, to) => Plain(spot, strike, years, trial.Expected, from, to)));
        return trial;
    }

    private static void Price(ReadOnlyBuffer<float> spot, ReadOnlyBuffer<float> strike, ReadOnlyBuffer<float> years, Buffer<float> prices)
    {
        var values = Shared.Array<float>(2 * (Steps + 1));
        var (option, node) = (Gpu.BlockIdx.X, Gpu.ThreadIdx.X);
        var (s, k) = (spot[option], strike[option]);
        var tree = Tree.Of(years[option]);
        var (later, now) = (0, Steps + 1);
        values[node] = MathF.Max(k - (s * tree.Factor(node, Steps)), 0);
        for (var step = Steps - 1; step >= 0; step--)
        {
            Gpu.SyncThreads();
            if (node <= step)
                values[now + node] = MathF.Max((tree.Up * values[later + node + 1]) + (tree.Down * values[later + node]), k - (s * tree.Factor(node, step)));
            (later, now) = (now, later);
        }
        if (node == 0)
            prices[option] = values[later];
    }

    private static void Plain(float[] spot, float[] strike, float[] years, float[] prices, int from, int to)
    {
        Span<float> values = stackalloc float[Steps + 1];
        for (var option = from; option < to; option++)
        {
            var (s, k) = (spot[option], strike[option]);
            var tree = Tree.Of(years[option]);
            for (var node = 0; node <= Steps; node++)
                values[node] = MathF.Max(k - (s * tree.Factor(node, Steps)), 0);
            for (var step = Steps - 1; step >= 0; step--)
                for (var node = 0; node <= step; node++)
                    values[node] = MathF.Max((tree.Up * values[node + 1]) + (tree.Down * values[node]), k - (s * tree.Factor(node, step)));
            prices[option] = values[0];
        }
    }

    /// <summary>The discounted probabilities of a step up and a step down, and the logarithm of what a step multiplies the price by.</summary>
    private readonly struct Tree(float up, float down, float step)
    {
        public readonly float Up = up;
        public readonly float Down = down;
        public readonly float Step = step;

        public static Tree Of(float years)
        {
            var time = years / Steps;
            var step = Volatility * MathF.Sqrt(time);
            var (rise, fall, discount) = (MathF.Exp(step), MathF.Exp(-step), MathF.Exp(-Rate * time));
            var probability = (MathF.Exp(Rate * time) - fall) / (rise - fall);
            return new(discount * probability, discount * (1 - probability), step);
        }

        public float Factor(int ups, int steps) => MathF.Exp(Step * ((2 * ups) - steps));
    }
}
