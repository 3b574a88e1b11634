namespace KernelExamples;

/// <summary>Blocks count bytes in shared memory by atomics, and add what they have to the result.</summary>
internal static class Histogram
{
    private const int Bins = 256;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<uint>(Bins);
        var x = Array.ConvertAll(Data.Ints(size, Bins), static value => (byte)(value * value / Bins));
        var input = trial.Input(x);
        var kernel = Kernel.Compile(Count, options);
        var shape = LaunchShape.ForItems((size + 15) / 16, 128);
        trial.Launch = () =>
        {
            trial.Actual.AsSpan().Clear();
            kernel.Launch(shape, input, trial.Actual);
        };
        trial.PlainLoops(loop =>
        {
            Array.Clear(trial.Expected);
            loop(size, (from, to) => Plain(x.AsSpan(from..to), trial));
        });
        return trial;
    }

    private static void Count(ReadOnlyBuffer<byte> x, Buffer<uint> counts)
    {
        var bins = Shared.Array<uint>(Bins);
        for (var bin = Gpu.ThreadIdx.X; bin < Bins; bin += Gpu.BlockDim.X)
            bins[bin] = 0;
        Gpu.SyncThreads();
        for (var i = Gpu.GlobalIndex; i < x.Length; i += Gpu.GridDim.X * Gpu.BlockDim.X)
            Atomic.Add(bins, x[i], 1u);
        Gpu.SyncThreads();
        for (var bin = Gpu.ThreadIdx.X; bin < Bins; bin += Gpu.BlockDim.X)
            if (bins[bin] > 0)
                Atomic.Add(counts, bin, bins[bin]);
    }

    private static void Plain(ReadOnlySpan<byte> x, Trial<uint> trial)
    {
        Span<uint> counts = stackalloc uint[Bins];
        foreach (var value in x)
            counts[value]++;
        for (var bin = 0; bin < Bins; bin++)
            trial.AddToExpected(bin, counts[bin]);
    }
}
