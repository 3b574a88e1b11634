namespace KernelExamples;

/// <summary>
/// Mean and variance of each row in one pass (Welford 1962). Threads, lanes and warps merge what they have (Chan, Golub, LeVeque 1979).
/// </summary>
internal static class WelfordVariance
{
    private const int Columns = 200;
    private const int Threads = 64;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<float>(2 * size, tolerance: 1e-5);
        var x = Data.Floats(size * Columns, 10, 12);
        var input = trial.Input(x);
        var kernel = Kernel.Compile(Vary, options);
        trial.Launch = () => kernel.Launch(new LaunchShape(size, Threads), new ReadOnlyBuffer2D<float>(input, size, Columns), new Buffer2D<float>(trial.Actual, size, 2));
        trial.PlainLoops(loop => loop(size, (from, to) => Plain(x, trial.Expected, from, to)));
        return trial;
    }

    private static void Vary(ReadOnlyBuffer2D<float> x, Buffer2D<float> y)
    {
        var partial = Shared.Array<Moments>(Threads / 4);
        var row = Gpu.BlockIdx.X;
        var own = new Moments(0, 0, 0);
        for (var i = Gpu.ThreadIdx.X; i < x.Columns; i += Gpu.BlockDim.X)
            own = own.With(x[row, i]);
        for (var distance = Warp.Size / 2; distance > 0; distance /= 2)
            own = own.With(new Moments(Warp.ShuffleDown(own.Count, distance), Warp.ShuffleDown(own.Mean, distance), Warp.ShuffleDown(own.Squares, distance)));
        if (Warp.Lane == 0)
            partial[Warp.Index] = own;
        Gpu.SyncThreads();
        if (Gpu.ThreadIdx.X > 0)
            return;
        for (var warp = 1; warp < Gpu.BlockDim.X / Warp.Size; warp++)
            own = own.With(partial[warp]);
        y[row, 0] = own.Mean;
        y[row, 1] = own.Squares / own.Count;
    }

    private static void Plain(float[] x, float[] y, int from, int to)
    {
        for (var row = from; row < to; row++)
        {
            var moments = new Moments(0, 0, 0);
            for (var i = 0; i < Columns; i++)
                moments = moments.With(x[(row * Columns) + i]);
            (y[2 * row], y[(2 * row) + 1]) = (moments.Mean, moments.Squares / moments.Count);
        }
    }

    private readonly struct Moments(float count, float mean, float squares)
    {
        public readonly float Count = count;
        public readonly float Mean = mean;

        /// <summary>The sum of the squared distances from the mean.</summary>
        public readonly float Squares = squares;

        public Moments With(float value)
        {
            var delta = value - Mean;
            var mean = Mean + (delta / (Count + 1));
            return new(Count + 1, mean, Squares + (delta * (value - mean)));
        }

        public Moments With(Moments other)
        {
            var count = Count + other.Count;
            var share = count > 0 ? other.Count / count : 0;
            var delta = other.Mean - Mean;
            return new(count, Mean + (delta * share), Squares + other.Squares + (delta * delta * Count * share));
        }
    }
}
