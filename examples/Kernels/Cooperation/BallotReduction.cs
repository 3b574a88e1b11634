using System.Numerics;

namespace KernelExamples;

/// <summary>How many elements are above a limit: each warp votes, and one lane adds the votes.</summary>
internal static class BallotReduction
{
    private const float Limit = 0.3f;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<int>(1);
        var x = Data.Floats(size, 0, 1);
        var input = trial.Input(x);
        var kernel = Kernel.Compile(Count, options);
        trial.Launch = () =>
        {
            trial.Actual[0] = 0;
            kernel.Launch(LaunchShape.ForItems((size + 7) / 8, 128), input, trial.Actual);
        };
        trial.PlainLoops(loop =>
        {
            trial.Expected[0] = 0;
            loop(size, (from, to) => trial.AddToExpected(0, Plain(x.AsSpan(from..to))));
        });
        return trial;
    }

    private static void Count(ReadOnlyBuffer<float> x, Buffer<int> above)
    {
        var count = 0;
        for (var start = Gpu.BlockIdx.X * Gpu.BlockDim.X; start < x.Length; start += Gpu.GridDim.X * Gpu.BlockDim.X)
        {
            var i = start + Gpu.ThreadIdx.X;
            count += BitOperations.PopCount(Warp.Ballot(i < x.Length && x[i] > Limit));
        }
        if (Warp.Lane == 0)
            Atomic.Add(above, 0, count);
    }

    private static int Plain(ReadOnlySpan<float> x)
    {
        var count = 0;
        foreach (var value in x)
            if (value > Limit)
                count++;
        return count;
    }
}
