using System.Runtime.Intrinsics;
using Xcs.Kernels;

namespace Xcs.Bench;

/// <summary>The exclusive or of 32 values, very many times: by a warp, by a loop, by hand.</summary>
internal static class WarpReduction
{
    private const int Lanes = 32;
    private const int Rows = 64;

    public static Workload ToWorkload(KernelOptions options, int turns) => new("warp xor-reduction", turns, 1, () =>
    {
        int[] values = [.. Enumerable.Range(0, Lanes * Rows).Select(static i => (int)(((uint)i * 0x9E3779B9) >> 3))];
        return
        [
            new FuncContender("scalar loop over 32 values", ContenderKind.Baseline, () => (ulong)Scalar(values, turns)),
            new FuncContender("two Vector512, by hand", ContenderKind.Reference, () => (ulong)ByHand(values, turns)),
            OnWarp("Xcs, Warp.ReduceXor", ByReduction, values, turns, options),
            OnWarp("Xcs, five Warp.ShuffleXor", ByShuffles, values, turns, options),
        ];
    });

    public static Table Tabulate(IReadOnlyList<IReadOnlyList<Measurement>> workloads) => new(
        "exclusive or of 32 values, inside one launch",
        ["", "one reduction", "over the scalar loop"],
        [.. workloads[0].Select(static row => (string[])[row.Contender, Figures.Time(row.NanosecondsPerNode), Figures.Ratio(row.PairedSpeed)])],
        ["to reach: less than 10 ns. Reading the values and adding up the results is part of it."]);

    private static FuncContender OnWarp(string name, Action<ReadOnlyBuffer<int>, int, Buffer<int>> kernel, int[] values, int turns, KernelOptions options)
    {
        var compiled = Kernel.Compile(kernel, options with { WarpSize = Lanes });
        var (x, result) = (new ReadOnlyBuffer<int>(values), new Buffer<int>(1));
        return new(name, ContenderKind.Xcs, () =>
        {
            compiled.Launch(new LaunchShape(1, Lanes), x, turns, result);
            return (ulong)result[0];
        }, x, result);
    }

    private static int Scalar(int[] values, int turns)
    {
        var sum = 0;
        for (var turn = 0; turn < turns; turn++)
        {
            var all = 0;
            foreach (var value in values.AsSpan(turn % Rows * Lanes, Lanes))
                all ^= value;
            sum += all;
        }

        return sum;
    }

    private static int ByHand(int[] values, int turns)
    {
        var sum = 0;
        for (var turn = 0; turn < turns; turn++)
        {
            var row = values.AsSpan(turn % Rows * Lanes, Lanes);
            var half = Vector512.Create<int>(row) ^ Vector512.Create<int>(row[Vector512<int>.Count..]);
            var quarter = half.GetLower() ^ half.GetUpper();
            var eighth = quarter.GetLower() ^ quarter.GetUpper();
            eighth ^= Vector128.Shuffle(eighth, Vector128.Create(2, 3, 0, 1));
            eighth ^= Vector128.Shuffle(eighth, Vector128.Create(1, 0, 3, 2));
            sum += eighth.ToScalar();
        }

        return sum;
    }

    private static void ByReduction(ReadOnlyBuffer<int> x, int turns, Buffer<int> result)
    {
        var sum = 0;
        for (var turn = 0; turn < turns; turn++)
            sum += Warp.ReduceXor(x[(turn % Rows * Lanes) + Warp.Lane]);
        if (Warp.Lane == 0)
            result[0] = sum;
    }

    private static void ByShuffles(ReadOnlyBuffer<int> x, int turns, Buffer<int> result)
    {
        var sum = 0;
        for (var turn = 0; turn < turns; turn++)
        {
            var value = x[(turn % Rows * Lanes) + Warp.Lane];
            for (var distance = Warp.Size / 2; distance > 0; distance /= 2)
                value ^= Warp.ShuffleXor(value, distance);
            sum += value;
        }

        if (Warp.Lane == 0)
            result[0] = sum;
    }
}
