namespace KernelExamples;

/// <summary>Sums of all elements before each one: up a tree in shared memory and down again (Blelloch 1990), level by level where one block is too small.</summary>
internal static class ExclusiveScan
{
    private const int Threads = 64;
    private const int Tile = 2 * Threads;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<int>(size);
        var x = Data.Ints(size, 100);
        var (scan, add) = (Kernel.Compile(ScanTiles, options), Kernel.Compile(AddSums, options));
        List<Buffer<int>> levels = [trial.Actual];
        do
            levels.Add(trial.Scratch<int>((levels[^1].Length + Tile - 1) / Tile));
        while (levels[^1].Length > 1);
        trial.Launch = () =>
        {
            x.CopyTo(trial.Actual.AsSpan());
            for (var level = 0; level < levels.Count - 1; level++)
                scan.Launch(new LaunchShape(levels[level + 1].Length, Threads), levels[level], levels[level + 1]);
            for (var level = levels.Count - 3; level >= 0; level--)
                add.Launch(new LaunchShape(levels[level + 1].Length, Tile), levels[level], levels[level + 1]);
        };
        trial.Plain = () => Plain(x, trial.Expected);
        return trial;
    }

    private static void ScanTiles(Buffer<int> y, Buffer<int> sums)
    {
        var tree = Shared.Array<int>(Tile);
        var thread = Gpu.ThreadIdx.X;
        var start = Gpu.BlockIdx.X * Tile;
        for (var i = thread; i < Tile; i += Threads)
            tree[i] = start + i < y.Length ? y[start + i] : 0;
        for (var stride = 1; stride < Tile; stride *= 2)
        {
            Gpu.SyncThreads();
            var right = ((thread + 1) * 2 * stride) - 1;
            if (right < Tile)
                tree[right] += tree[right - stride];
        }
        Gpu.SyncThreads();
        if (thread == 0)
        {
            sums[Gpu.BlockIdx.X] = tree[Tile - 1];
            tree[Tile - 1] = 0;
        }
        for (var stride = Tile / 2; stride > 0; stride /= 2)
        {
            Gpu.SyncThreads();
            var right = ((thread + 1) * 2 * stride) - 1;
            if (right < Tile)
            {
                var left = tree[right - stride];
                tree[right - stride] = tree[right];
                tree[right] += left;
            }
        }
        Gpu.SyncThreads();
        for (var i = thread; i < Tile; i += Threads)
            if (start + i < y.Length)
                y[start + i] = tree[i];
    }

    private static void AddSums(Buffer<int> y, Buffer<int> sums)
    {
        if (Gpu.GlobalIndex < y.Length)
            y[Gpu.GlobalIndex] += sums[Gpu.BlockIdx.X];
    }

    private static void Plain(int[] x, int[] y)
    {
        var sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = sum;
            sum += x[i];
        }
    }
}
