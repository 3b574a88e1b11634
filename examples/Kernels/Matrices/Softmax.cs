namespace KernelExamples;

/// <summary>A block for each row: its greatest value and then its sum of exponentials, by warps, then over the warps.</summary>
internal static class Softmax
{
    private const int Columns = 200;
    private const int Threads = 64;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<float>(size * Columns, tolerance: 1e-6);
        var x = Data.Floats(size * Columns, -5, 5);
        var input = trial.Input(x);
        var kernel = Kernel.Compile(Normalize, options);
        trial.Launch = () => kernel.Launch(new LaunchShape(size, Threads), new ReadOnlyBuffer2D<float>(input, size, Columns), new Buffer2D<float>(trial.Actual, size, Columns));
        trial.PlainLoops(loop => loop(size, (from, to) => Plain(x, trial.Expected, from, to)));
        return trial;
    }

    private static void Normalize(ReadOnlyBuffer2D<float> x, Buffer2D<float> y)
    {
        var partial = Shared.Array<float>(Threads / 4);
        var row = Gpu.BlockIdx.X;
        var warps = Gpu.BlockDim.X / Warp.Size;
        var most = float.NegativeInfinity;
        for (var i = Gpu.ThreadIdx.X; i < x.Columns; i += Gpu.BlockDim.X)
            most = MathF.Max(most, x[row, i]);
        most = Warp.ReduceMax(most);
        if (Warp.Lane == 0)
            partial[Warp.Index] = most;
        Gpu.SyncThreads();
        for (var warp = 0; warp < warps; warp++)
            most = MathF.Max(most, partial[warp]);
        Gpu.SyncThreads();

        var sum = 0f;
        for (var i = Gpu.ThreadIdx.X; i < x.Columns; i += Gpu.BlockDim.X)
        {
            var exponential = MathF.Exp(x[row, i] - most);
            y[row, i] = exponential;
            sum += exponential;
        }
        sum = Warp.ReduceAdd(sum);
        if (Warp.Lane == 0)
            partial[Warp.Index] = sum;
        Gpu.SyncThreads();
        sum = 0;
        for (var warp = 0; warp < warps; warp++)
            sum += partial[warp];
        for (var i = Gpu.ThreadIdx.X; i < x.Columns; i += Gpu.BlockDim.X)
            y[row, i] /= sum;
    }

    private static void Plain(float[] x, float[] y, int from, int to)
    {
        for (var start = from * Columns; start < to * Columns; start += Columns)
        {
            var (most, sum) = (float.NegativeInfinity, 0f);
            for (var i = start; i < start + Columns; i++)
                most = MathF.Max(most, x[i]);
            for (var i = start; i < start + Columns; i++)
                sum += y[i] = MathF.Exp(x[i] - most);
            for (var i = start; i < start + Columns; i++)
                y[i] /= sum;
        }
    }
}
