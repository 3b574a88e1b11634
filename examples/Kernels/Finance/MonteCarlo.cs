namespace KernelExamples;

/// <summary>
/// How many random points of a square are in its circle. Point n is drawn from the counter n, so that it does not matter which thread draws it.
/// </summary>
internal static class MonteCarlo
{
    private const uint Key = 2011;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<int>(1);
        var kernel = Kernel.Compile(Count, options);
        var shape = LaunchShape.ForItems((size + 7) / 8, 128);
        trial.Launch = () =>
        {
            trial.Actual[0] = 0;
            kernel.Launch(shape, size, trial.Actual);
        };
        trial.PlainLoops(loop =>
        {
            trial.Expected[0] = 0;
            loop(size, (from, to) => trial.AddToExpected(0, Plain(from, to)));
        });
        return trial;
    }

    private static void Count(int points, Buffer<int> inside)
    {
        var count = 0;
        for (var point = Gpu.GlobalIndex; point < points; point += Gpu.GridDim.X * Gpu.BlockDim.X)
            count += IsInside(point) ? 1 : 0;
        count = Warp.ReduceAdd(count);
        if (Warp.Lane == 0)
            Atomic.Add(inside, 0, count);
    }

    private static int Plain(int from, int to)
    {
        var count = 0;
        for (var point = from; point < to; point++)
            count += IsInside(point) ? 1 : 0;
        return count;
    }

    private static bool IsInside(int point)
    {
        var bits = Philox.Draw((ulong)point, Key);
        var (x, y) = (((uint)bits >> 8) / (float)(1 << 24), (uint)(bits >> 40) / (float)(1 << 24));
        return (x * x) + (y * y) < 1;
    }
}
