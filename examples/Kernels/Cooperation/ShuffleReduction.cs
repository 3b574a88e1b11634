namespace KernelExamples;

/// <summary>
/// A sum by shuffles: lanes, then warps, then blocks. Each block adds up a share in a row: steps as wide as the grid, mostly a power of two, would bring all turns of a
/// warp to the same few sets of a cache.
/// </summary>
internal static class ShuffleReduction
{
    private const int Threads = 128;
    private const int MostBlocks = 128;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<float>(1);
        var x = Data.WholeFloats(size, 16);
        var blocks = Math.Clamp(size / (4 * Threads), 1, MostBlocks);
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
        var partial = Shared.Array<float>(Threads / 4);
        var sum = 0f;
        var share = (x.Length + Gpu.GridDim.X - 1) / Gpu.GridDim.X;
        var end = Math.Min((Gpu.BlockIdx.X + 1) * share, x.Length);
        for (var i = (Gpu.BlockIdx.X * share) + Gpu.ThreadIdx.X; i < end; i += Gpu.BlockDim.X)
            sum += x[i];
        sum = OfWarp(sum);
        if (Warp.Lane == 0)
            partial[Warp.Index] = sum;
        Gpu.SyncThreads();
        if (Warp.Index > 0)
            return;
        sum = 0;
        for (var warp = Warp.Lane; warp < Gpu.BlockDim.X / Warp.Size; warp += Warp.Size)
            sum += partial[warp];
        sum = OfWarp(sum);
        if (Warp.Lane == 0)
            sums[Gpu.BlockIdx.X] = sum;
    }

    private static float OfWarp(float sum)
    {
        for (var delta = Warp.Size / 2; delta > 0; delta /= 2)
            sum += Warp.ShuffleDown(sum, delta);
        return sum;
    }

    private static float Plain(ReadOnlySpan<float> x)
    {
        var sum = 0f;
        foreach (var value in x)
            sum += value;
        return sum;
    }
}
