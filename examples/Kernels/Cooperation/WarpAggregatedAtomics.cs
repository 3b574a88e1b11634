namespace KernelExamples;

/// <summary>
/// Keeps the elements that pass a test, in any order; the first result is how many there are. The lanes that have one to keep let one of them
/// reserve the places for all.
/// </summary>
internal static class WarpAggregatedAtomics
{
    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<int>(size + 1, inAnyOrder: true);
        var x = Data.Ints(size, 1_000_000);
        var input = trial.Input(x);
        var kernel = Kernel.Compile(Keep, options);
        trial.Launch = () =>
        {
            trial.Actual.AsSpan().Clear();
            kernel.Launch(LaunchShape.ForItems(size, 128), input, trial.Actual);
        };
        trial.Plain = () => Plain(x, trial.Expected);
        return trial;
    }

    private static void Keep(ReadOnlyBuffer<int> x, Buffer<int> kept)
    {
        var i = Gpu.GlobalIndex;
        if (i >= x.Length || x[i] % 3 != 0)
            return;
        var group = Warp.Coalesced();
        var start = 0;
        if (group.Rank == 0)
            start = Atomic.Add(kept, 0, group.Size);
        kept[1 + group.Shuffle(start, 0) + group.Rank] = x[i];
    }

    private static void Plain(int[] x, int[] kept)
    {
        Array.Clear(kept);
        foreach (var value in x)
            if (value % 3 == 0)
                kept[1 + kept[0]++] = value;
    }
}
