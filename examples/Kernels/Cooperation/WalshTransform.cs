using System.Numerics;

namespace KernelExamples;

/// <summary>The fast Walsh-Hadamard transform in natural order: short strides in shared memory, long ones a launch each. The size is rounded up to a power of two.</summary>
internal static class WalshTransform
{
    private const int Threads = 128;
    private const int Tile = 2 * Threads;

    public static Trial Prepare(KernelOptions options, int size)
    {
        size = Math.Max(Tile, (int)BitOperations.RoundUpToPowerOf2((uint)size));
        var trial = new Trial<float>(size);
        var x = Data.WholeFloats(size, 8);
        var (tiles, butterfly) = (Kernel.Compile(TransformTiles, options), Kernel.Compile(Butterfly, options));
        var shape = new LaunchShape(size / Tile, Threads);
        trial.Launch = () =>
        {
            x.CopyTo(trial.Actual.AsSpan());
            tiles.Launch(shape, trial.Actual);
            for (var stride = Tile; stride < size; stride *= 2)
                butterfly.Launch(shape, trial.Actual, stride);
        };
        trial.Plain = () =>
        {
            x.CopyTo(trial.Expected, 0);
            Plain(trial.Expected);
        };
        return trial;
    }

    private static void TransformTiles(Buffer<float> y)
    {
        var tile = Shared.Array<float>(Tile);
        var (start, i) = (Gpu.BlockIdx.X * Tile, Gpu.ThreadIdx.X);
        tile[i] = y[start + i];
        tile[i + Threads] = y[start + i + Threads];
        for (var stride = 1; stride < Tile; stride *= 2)
        {
            Gpu.SyncThreads();
            var low = (2 * i) - (i & (stride - 1));
            var (a, b) = (tile[low], tile[low + stride]);
            tile[low] = a + b;
            tile[low + stride] = a - b;
        }
        Gpu.SyncThreads();
        y[start + i] = tile[i];
        y[start + i + Threads] = tile[i + Threads];
    }

    private static void Butterfly(Buffer<float> y, int stride)
    {
        var i = Gpu.GlobalIndex;
        var low = (2 * i) - (i & (stride - 1));
        var (a, b) = (y[low], y[low + stride]);
        y[low] = a + b;
        y[low + stride] = a - b;
    }

    private static void Plain(float[] y)
    {
        for (var stride = 1; stride < y.Length; stride *= 2)
            for (var start = 0; start < y.Length; start += 2 * stride)
                for (var low = start; low < start + stride; low++)
                    (y[low], y[low + stride]) = (y[low] + y[low + stride], y[low] - y[low + stride]);
    }
}
