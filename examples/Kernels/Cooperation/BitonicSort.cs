using System.Numerics;

namespace KernelExamples;

/// <summary>A sorting network (Batcher 1968): steps within a tile in shared memory, wider ones a launch each. The size is rounded up to a power of two.</summary>
internal static class BitonicSort
{
    private const int Threads = 128;
    private const int Tile = 2 * Threads;

    public static Trial Prepare(KernelOptions options, int size)
    {
        size = Math.Max(Tile, (int)BitOperations.RoundUpToPowerOf2((uint)size));
        var trial = new Trial<int>(size);
        var x = Data.Ints(size, 1_000_000);
        var (sort, exchange) = (Kernel.Compile(SortTiles, options), Kernel.Compile(Exchange, options));
        var shape = new LaunchShape(size / Tile, Threads);
        trial.Launch = () =>
        {
            x.CopyTo(trial.Actual.AsSpan());
            sort.Launch(shape, trial.Actual, 2, Tile);
            for (var run = 2 * Tile; run <= size; run *= 2)
            {
                for (var stride = run / 2; stride >= Tile; stride /= 2)
                    exchange.Launch(shape, trial.Actual, run, stride);
                sort.Launch(shape, trial.Actual, run, run);
            }
        };
        trial.Plain = () =>
        {
            x.CopyTo(trial.Expected, 0);
            Array.Sort(trial.Expected);
        };
        return trial;
    }

    // From runs of the first length to runs of the last, as far as they are made within a tile.
    private static void SortTiles(Buffer<int> y, int first, int last)
    {
        var keys = Shared.Array<int>(Tile);
        var (start, i) = (Gpu.BlockIdx.X * Tile, Gpu.ThreadIdx.X);
        keys[i] = y[start + i];
        keys[i + Threads] = y[start + i + Threads];
        for (var run = first; run <= last; run *= 2)
            for (var stride = Math.Min(run, Tile) / 2; stride > 0; stride /= 2)
            {
                Gpu.SyncThreads();
                var low = (2 * i) - (i & (stride - 1));
                var (a, b) = (keys[low], keys[low + stride]);
                if (a > b == (((start + low) & run) == 0))
                {
                    keys[low] = b;
                    keys[low + stride] = a;
                }
            }
        Gpu.SyncThreads();
        y[start + i] = keys[i];
        y[start + i + Threads] = keys[i + Threads];
    }

    private static void Exchange(Buffer<int> y, int run, int stride)
    {
        var i = Gpu.GlobalIndex;
        var low = (2 * i) - (i & (stride - 1));
        var (a, b) = (y[low], y[low + stride]);
        if (a > b == ((low & run) == 0))
        {
            y[low] = b;
            y[low + stride] = a;
        }
    }
}
