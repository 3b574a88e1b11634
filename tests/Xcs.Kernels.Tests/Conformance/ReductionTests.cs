using System.Numerics;

namespace Xcs.Kernels.Tests.Conformance;

/// <summary>Reductions over warps, members and tiles.</summary>
public sealed class WarpReductionTests
{
    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void EveryLaneGetsTheReductionOfTheActiveLanes(string backend, int warp)
    {
        var options = KernelBackends.Options(backend, warp);
        Numbers<int>(options);
        Numbers<uint>(options);
        Numbers<long>(options);
        Numbers<ulong>(options);
        Numbers<float>(options);
        Numbers<double>(options);
        Integers<int>(options);
        Integers<uint>(options);
        Integers<long>(options);
        Integers<ulong>(options);
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void FloatsAreAddedInHalves(string backend, int warp)
    {
        var kernel = Kernel.Compile((ReadOnlyBuffer<float> x, Buffer<float> y) => { y[Gpu.GlobalIndex] = Warp.ReduceAdd(x[Gpu.GlobalIndex]); }, KernelBackends.Options(backend, warp));
        var random = new Random(warp);
        var values = Enumerable.Range(0, warp).Select(_ => (random.NextSingle() - 0.5f) * MathF.Pow(10, random.Next(8))).ToArray();
        using var x = new ReadOnlyBuffer<float>(values);
        using var y = new Buffer<float>(warp);

        kernel.Launch(new LaunchShape(1, warp), x, y);

        for (var half = warp / 2; half > 0; half /= 2)
            for (var i = 0; i < half; i++)
                values[i] += values[i + half];
        Assert.All(y.ToArray(), sum => Assert.Equal(BitConverter.SingleToInt32Bits(values[0]), BitConverter.SingleToInt32Bits(sum)));
    }

    private static void Numbers<T>(KernelOptions options)
        where T : unmanaged, INumber<T> =>
        Check<T>(options, Kernel.Compile<Action<ReadOnlyBuffer<T>, ReadOnlyBuffer<byte>, ReadOnlyBuffer<ulong>, Buffer<T>>>(OfNumbers, options), (operation, a, b) => operation switch
        {
            0 => a + b,
            1 => T.Min(a, b),
            _ => T.Max(a, b),
        });

    private static void Integers<T>(KernelOptions options)
        where T : unmanaged, IBinaryInteger<T> =>
        Check<T>(options, Kernel.Compile<Action<ReadOnlyBuffer<T>, ReadOnlyBuffer<byte>, ReadOnlyBuffer<ulong>, Buffer<T>>>(OfIntegers, options), (operation, a, b) => operation switch
        {
            0 => a & b,
            1 => a | b,
            _ => a ^ b,
        });

    private static void Check<T>(KernelOptions options, Kernel<Action<ReadOnlyBuffer<T>, ReadOnlyBuffer<byte>, ReadOnlyBuffer<ulong>, Buffer<T>>> kernel, Func<int, T, T, T> combine)
        where T : unmanaged, INumber<T>
    {
        for (var pattern = 0; pattern < WarpData<T>.Patterns; pattern++)
        {
            var data = new WarpData<T>(options.WarpSize, options.WarpSize + options.WarpSize / 2 + 1, pattern, seed: pattern + 20);
            using var values = new ReadOnlyBuffer<T>(data.Values);
            using var active = new ReadOnlyBuffer<byte>(data.Active);
            using var members = new ReadOnlyBuffer<ulong>(data.Members);
            using var results = new Buffer<T>(9 * data.Count);
            kernel.Launch(new LaunchShape(1, data.Count), values, active, members, results);
            for (var thread = 0; thread < data.Count; thread++)
                for (var operation = 0; operation < 9; operation++)
                {
                    var others = operation < 6 ? data.Named(thread, operation >= 3) : data.Others(thread, 4, isSync: false);
                    var expected = data.Active[thread] == 0 ? T.Zero : others.Select(lane => data.OfLane(thread, lane)).Aggregate((a, b) => combine(operation % 3, a, b));
                    Assert.True(expected == results[operation * data.Count + thread],
                        $"{typeof(T).Name}, operation {operation}, pattern {pattern}, thread {thread}: {expected} expected, {results[operation * data.Count + thread]} found");
                }
        }
    }

    private static void OfNumbers<T>(ReadOnlyBuffer<T> x, ReadOnlyBuffer<byte> active, ReadOnlyBuffer<ulong> members, Buffer<T> y)
        where T : unmanaged, INumber<T>
    {
        var i = Gpu.GlobalIndex;
        var n = x.Length;
        var tile = Warp.Tile(4);
        if (active[i] != 0)
        {
            y[i] = Warp.ReduceAdd(x[i]);
            y[n + i] = Warp.ReduceMin(x[i]);
            y[2 * n + i] = Warp.ReduceMax(x[i]);
            y[3 * n + i] = Warp.ReduceAddSync(members[i], x[i]);
            y[4 * n + i] = Warp.ReduceMinSync(members[i], x[i]);
            y[5 * n + i] = Warp.ReduceMaxSync(members[i], x[i]);
            y[6 * n + i] = tile.ReduceAdd(x[i]);
            y[7 * n + i] = tile.ReduceMin(x[i]);
            y[8 * n + i] = tile.ReduceMax(x[i]);
        }
    }

    private static void OfIntegers<T>(ReadOnlyBuffer<T> x, ReadOnlyBuffer<byte> active, ReadOnlyBuffer<ulong> members, Buffer<T> y)
        where T : unmanaged, IBinaryInteger<T>
    {
        var i = Gpu.GlobalIndex;
        var n = x.Length;
        var tile = Warp.Tile(4);
        if (active[i] != 0)
        {
            y[i] = Warp.ReduceAnd(x[i]);
            y[n + i] = Warp.ReduceOr(x[i]);
            y[2 * n + i] = Warp.ReduceXor(x[i]);
            y[3 * n + i] = Warp.ReduceAndSync(members[i], x[i]);
            y[4 * n + i] = Warp.ReduceOrSync(members[i], x[i]);
            y[5 * n + i] = Warp.ReduceXorSync(members[i], x[i]);
            y[6 * n + i] = tile.ReduceAnd(x[i]);
            y[7 * n + i] = tile.ReduceOr(x[i]);
            y[8 * n + i] = tile.ReduceXor(x[i]);
        }
    }
}
