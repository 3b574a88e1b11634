namespace KernelExamples;

/// <summary>A thread for each element.</summary>
internal static class VectorAdd
{
    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<float>(size);
        var (x, y) = (Data.Floats(size, -1, 1), Data.Floats(size, -1, 1, seed: 1));
        var (a, b) = (trial.Input(x), trial.Input(y));
        var kernel = Kernel.Compile(Add, options);
        trial.Launch = () => kernel.Launch(LaunchShape.ForItems(size, 256), a, b, trial.Actual);
        trial.PlainLoops(loop => loop(size, (from, to) => Plain(x, y, trial.Expected, from, to)));
        return trial;
    }

    private static void Add(ReadOnlyBuffer<float> x, ReadOnlyBuffer<float> y, Buffer<float> sum)
    {
        var i = Gpu.GlobalIndex;
        if (i < sum.Length)
            sum[i] = x[i] + y[i];
    }

    private static void Plain(float[] x, float[] y, float[] sum, int from, int to)
    {
        for (var i = from; i < to; i++)
            sum[i] = x[i] + y[i];
    }
}
