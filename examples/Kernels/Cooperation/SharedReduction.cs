namespace KernelExamples;

/// <summary>A sum by halving in shared memory; the sums of the blocks are summed by one block.</summary>
internal static class SharedReduction
{
    private const int Threads = 128;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<float>(1);
        var x = Data.WholeFloats(size, 16);
        var blocks = Math.Clamp(size / (4 * Threads), 1, 256);
        var (input, sums) = (trial.Input(x), trial.Scratch<float>(blocks));
        var kernel = Kernel.Compile(Sum, options);
        trial.Launch = () =>
        {
            kernel.Launch(new LaunchShape(blocks, Threads), input, sums);
            kernel.Launch(new LaunchShape(1, Threads), sums, trial.Actual);
        };
        trial.PlainLoops(loop =>
        {
            trial.Expected[0] = 0;
            loop(size, (from, to) => trial.AddToExpected(0, Plain(x.AsSpan(from..to))));
        });
        return trial;
    }

    private static void Sum(ReadOnlyBuffer<float> x, Buffer<float> sums)
    {
        var partial = Shared.Array<float>(Threads);
        var thread = Gpu.ThreadIdx.X;
        var sum = 0f;
        for (var i = Gpu.GlobalIndex; i < x.Length; i += Gpu.GridDim.X * Gpu.BlockDim.X)
            sum += x[i];
        partial[thread] = sum;
        for (var half = Threads / 2; half > 0; half /= 2)
        {
            Gpu.SyncThreads();
            if (thread < half)
                partial[thread] += partial[thread + half];
        }
        if (thread == 0)
            sums[Gpu.BlockIdx.X] = partial[0];
    }

    private static float Plain(ReadOnlySpan<float> x)
    {
        var sum = 0f;
        foreach (var value in x)
            sum += value;
        return sum;
    }
}
