using System.Numerics;

namespace Xcs.Kernels.Tests.Conformance;

/// <summary>Shuffles: operation × type × width × mask × divergence × warp size, in blocks with a partial last warp.</summary>
public sealed class ShuffleTests
{
    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void EveryShuffleReadsTheLaneThatItsFormulaNames(string backend, int warp)
    {
        var options = KernelBackends.Options(backend, warp);
        OfType<int>(options);
        OfType<uint>(options);
        OfType<long>(options);
        OfType<ulong>(options);
        OfType<float>(options);
        OfType<double>(options);
    }

    private static void OfType<T>(KernelOptions options)
        where T : unmanaged, INumber<T>
    {
        Check<T, W1>(options);
        Check<T, W2>(options);
        Check<T, W4>(options);
        if (options.WarpSize >= 8)
            Check<T, W8>(options);
        if (options.WarpSize >= 16)
            Check<T, W16>(options);
        if (options.WarpSize >= 32)
            Check<T, W32>(options);
        if (options.WarpSize >= 64)
            Check<T, W64>(options);
    }

    private static void Check<T, TWidth>(KernelOptions options)
        where T : unmanaged, INumber<T>
        where TWidth : struct, IWidth
    {
        var kernel = Kernel.Compile<Action<ReadOnlyBuffer<T>, ReadOnlyBuffer<int>, ReadOnlyBuffer<byte>, ReadOnlyBuffer<ulong>, Buffer<T>>>(Shuffles<T, TWidth>, options);
        for (var pattern = 0; pattern < WarpData<T>.Patterns; pattern++)
        {
            var data = new WarpData<T>(options.WarpSize, options.WarpSize + 3, pattern, seed: pattern);
            using var values = new ReadOnlyBuffer<T>(data.Values);
            using var numbers = new ReadOnlyBuffer<int>(data.Numbers);
            using var active = new ReadOnlyBuffer<byte>(data.Active);
            using var members = new ReadOnlyBuffer<ulong>(data.Members);
            using var results = new Buffer<T>(8 * data.Count);
            kernel.Launch(new LaunchShape(1, data.Count), values, numbers, active, members, results);
            for (var thread = 0; thread < data.Count; thread++)
                for (var operation = 0; operation < 8; operation++)
                {
                    var expected = data.Active[thread] == 0 ? T.Zero : Expected(data, thread, operation % 4, TWidth.Value, operation >= 4);
                    Assert.True(expected == results[operation * data.Count + thread],
                        $"operation {operation}, width {TWidth.Value}, pattern {pattern}, thread {thread}, number {data.Numbers[thread]}: {expected} expected, {results[operation * data.Count + thread]} found");
                }
        }
    }

    private static T Expected<T>(WarpData<T> data, int thread, int operation, int width, bool isSync)
        where T : unmanaged, INumber<T>
    {
        var (lane, number) = (data.Lane(thread), data.Numbers[thread]);
        var first = lane / width * width;
        var source = operation switch
        {
            0 => first + ((number % width) + width) % width,
            1 => number >= 0 && lane - (long)number >= first ? lane - number : lane,
            2 => number >= 0 && lane + (long)number < first + width ? lane + number : lane,
            _ => number >= 0 && (lane ^ number) < first + width ? lane ^ number : lane,
        };
        return data.Named(thread, isSync).Contains(source) ? data.OfLane(thread, source) : data.Values[thread];
    }

    private static void Shuffles<T, TWidth>(ReadOnlyBuffer<T> x, ReadOnlyBuffer<int> numbers, ReadOnlyBuffer<byte> active, ReadOnlyBuffer<ulong> members, Buffer<T> y)
        where T : unmanaged, INumber<T>
        where TWidth : struct, IWidth
    {
        var i = Gpu.GlobalIndex;
        var n = x.Length;
        if (active[i] != 0)
        {
            y[i] = Warp.Shuffle(x[i], numbers[i], TWidth.Value);
            y[n + i] = Warp.ShuffleUp(x[i], numbers[i], TWidth.Value);
            y[2 * n + i] = Warp.ShuffleDown(x[i], numbers[i], TWidth.Value);
            y[3 * n + i] = Warp.ShuffleXor(x[i], numbers[i], TWidth.Value);
            y[4 * n + i] = Warp.ShuffleSync(members[i], x[i], numbers[i], TWidth.Value);
            y[5 * n + i] = Warp.ShuffleUpSync(members[i], x[i], numbers[i], TWidth.Value);
            y[6 * n + i] = Warp.ShuffleDownSync(members[i], x[i], numbers[i], TWidth.Value);
            y[7 * n + i] = Warp.ShuffleXorSync(members[i], x[i], numbers[i], TWidth.Value);
        }
    }
}
