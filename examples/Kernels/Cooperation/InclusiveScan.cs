namespace KernelExamples;

/// <summary>Sums of all elements up to each one: by shuffles in a warp, over the warps of a block, and over the blocks (Hillis, Steele 1986).</summary>
internal static class InclusiveScan
{
    private const int Threads = 128;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<int>(size);
        var x = Data.Ints(size, 100);
        var shape = LaunchShape.ForItems(size, Threads);
        var (input, sums) = (trial.Input(x), trial.Scratch<int>(shape.Blocks.X));
        var (scan, scanSums, add) = (Kernel.Compile(ScanBlocks, options), Kernel.Compile(ScanSums, options), Kernel.Compile(AddSums, options));
        trial.Launch = () =>
        {
            scan.Launch(shape, input, trial.Actual, sums);
            scanSums.Launch(new LaunchShape(1, Threads), sums);
            add.Launch(shape, sums, trial.Actual);
        };
        trial.Plain = () => Plain(x, trial.Expected);
        return trial;
    }

    private static void ScanBlocks(ReadOnlyBuffer<int> x, Buffer<int> y, Buffer<int> sums)
    {
        var partial = Shared.Array<int>(Threads / 4);
        var i = Gpu.GlobalIndex;
        var sum = OfBlock(i < x.Length ? x[i] : 0, partial);
        if (i < y.Length)
            y[i] = sum;
        if (Gpu.ThreadIdx.X == Threads - 1)
            sums[Gpu.BlockIdx.X] = sum;
    }

    private static void ScanSums(Buffer<int> sums)
    {
        var partial = Shared.Array<int>(Threads / 4);
        var before = Shared.Array<int>(1);
        if (Gpu.ThreadIdx.X == 0)
            before[0] = 0;
        for (var start = 0; start < sums.Length; start += Threads)
        {
            var i = start + Gpu.ThreadIdx.X;
            var sum = OfBlock(i < sums.Length ? sums[i] : 0, partial) + before[0];
            if (i < sums.Length)
                sums[i] = sum;
            Gpu.SyncThreads();
            if (Gpu.ThreadIdx.X == Threads - 1)
                before[0] = sum;
        }
    }

    private static void AddSums(Buffer<int> sums, Buffer<int> y)
    {
        if (Gpu.BlockIdx.X > 0 && Gpu.GlobalIndex < y.Length)
            y[Gpu.GlobalIndex] += sums[Gpu.BlockIdx.X - 1];
    }

    private static int OfBlock(int value, SharedArray<int> partial)
    {
        for (var delta = 1; delta < Warp.Size; delta *= 2)
        {
            var lower = Warp.ShuffleUp(value, delta);
            if (Warp.Lane >= delta)
                value += lower;
        }
        if (Warp.Lane == Warp.Size - 1)
            partial[Warp.Index] = value;
        Gpu.SyncThreads();
        for (var warp = 0; warp < Warp.Index; warp++)
            value += partial[warp];
        return value;
    }

    private static void Plain(int[] x, int[] y)
    {
        var sum = 0;
        for (var i = 0; i < x.Length; i++)
            y[i] = sum += x[i];
    }
}
