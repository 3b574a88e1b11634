using System.Numerics;

namespace Xcs.Kernels.Tests.Conformance;

/// <summary>Atomics: operation × type × space, with lanes that collide, some of them not active.</summary>
public sealed class AtomicTests
{
    private const int Places = 3;

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void LanesComeOneAfterTheOther(string backend, int warp)
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
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void IntegerAtomicsOfManyBlocksLoseNothing(string backend)
    {
        var kernel = Kernel.Compile((Buffer<int> histogram, Buffer<ulong> sum, Buffer<int> least) =>
        {
            var i = Gpu.GlobalIndex;
            Atomic.Add(histogram, i % 7, 1);
            Atomic.Add(sum, 0, (ulong)i);
            Atomic.Max(least, i % 2, i);
        }, KernelBackends.Options(backend));
        using var pool = new WorkerPool(new() { Workers = 4 });
        var parallel = Kernel.Compile((Buffer<int> y) => { Atomic.Add(y, 0, Gpu.GlobalIndex); }, KernelBackends.Options(backend) with { Pool = pool });
        using var histogram = new Buffer<int>(7);
        using var sum = new Buffer<ulong>(1);
        using var least = new Buffer<int>(2);
        using var total = new Buffer<int>(1);

        kernel.Launch(new LaunchShape(50, 70), histogram, sum, least);
        parallel.Launch(new LaunchShape(50, 70), total);

        Assert.All(histogram.ToArray(), count => Assert.Equal(500, count));
        Assert.Equal(3499UL * 3500 / 2, sum[0]);
        Assert.Equal((3498, 3499), (least[0], least[1]));
        Assert.Equal(3499 * 3500 / 2, total[0]);
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void DeterministicFloatSumsHaveTheSameBitsForEveryNumberOfWorkers(string backend)
    {
        var bits = new HashSet<int>();
        foreach (var workers in new[] { 1, 2, 5 })
        {
            using var pool = new WorkerPool(new() { Workers = workers });
            var kernel = Kernel.Compile((Buffer<float> sum) => { Atomic.Add(sum, 0, 1f / (1 + Gpu.GlobalIndex)); }, KernelBackends.Options(backend) with { Pool = pool, DeterministicAtomics = true });
            for (var run = 0; run < 3; run++)
            {
                using var sum = new Buffer<float>(1);
                kernel.Launch(new LaunchShape(40, 33), sum);
                bits.Add(BitConverter.SingleToInt32Bits(sum[0]));
            }
        }
        var expected = 0f;
        for (var i = 0; i < 40 * 33; i++)
            expected += 1f / (1 + i);

        Assert.Equal([BitConverter.SingleToInt32Bits(expected)], bits);
    }

    private static void Numbers<T>(KernelOptions options)
        where T : unmanaged, INumber<T> =>
        Check<T>(options, Kernel.Compile<Action<ReadOnlyBuffer<T>, Buffer<T>, Buffer<T>>>(OfNumbers<T>, options), (operation, old, v) => operation switch
        {
            0 => old + v,
            1 => old - v,
            2 => v,
            3 => T.Min(old, v),
            4 => T.Max(old, v),
            _ => old == T.One ? v : old,
        });

    private static void Integers<T>(KernelOptions options)
        where T : unmanaged, IBinaryInteger<T> =>
        Check<T>(options, Kernel.Compile<Action<ReadOnlyBuffer<T>, Buffer<T>, Buffer<T>>>(OfIntegers<T>, options), (operation, old, v) => operation switch
        {
            0 => old >= v ? T.Zero : old + T.One,
            1 => old == T.Zero || old > v ? v : old - T.One,
            2 => old & v,
            3 => old | v,
            4 => old ^ v,
            _ => old + v,
        });

    private static void Check<T>(KernelOptions options, Kernel<Action<ReadOnlyBuffer<T>, Buffer<T>, Buffer<T>>> kernel, Func<int, T, T, T> next)
        where T : unmanaged, INumber<T>
    {
        var threads = options.WarpSize + 5;
        using var x = new ReadOnlyBuffer<T>([.. Enumerable.Range(0, threads).Select(i => T.CreateTruncating(i * 5 % 7))]);
        using var places = new Buffer<T>([.. Enumerable.Repeat(T.One, 6 * Places)]);
        using var olds = new Buffer<T>(12 * threads);
        kernel.Launch(new LaunchShape(1, threads), x, places, olds);
        for (var operation = 0; operation < 6; operation++)
        {
            var (values, shared) = (Enumerable.Repeat(T.One, Places).ToArray(), Enumerable.Repeat(T.One, Places).ToArray());
            for (var thread = 0; thread < threads; thread++)
            {
                var (wantedOld, wantedShared) = (T.Zero, T.Zero);
                if (thread % 4 != 1)
                {
                    (wantedOld, wantedShared) = (values[thread % Places], shared[thread % Places]);
                    values[thread % Places] = next(operation, wantedOld, x[thread]);
                    shared[thread % Places] = next(operation, wantedShared, x[thread]);
                }
                Assert.True(wantedOld == olds[(operation * threads) + thread], $"{typeof(T).Name}, operation {operation}, thread {thread}: {wantedOld} before expected, {olds[(operation * threads) + thread]} found");
                Assert.True(wantedShared == olds[((6 + operation) * threads) + thread], $"{typeof(T).Name}, operation {operation} on shared memory, thread {thread}: {wantedShared} before expected, {olds[((6 + operation) * threads) + thread]} found");
            }
            for (var place = 0; place < Places; place++)
                Assert.True(values[place] == places[(operation * Places) + place], $"{typeof(T).Name}, operation {operation}, place {place}: {values[place]} expected, {places[(operation * Places) + place]} found");
        }
    }

    private static void OfNumbers<T>(ReadOnlyBuffer<T> x, Buffer<T> places, Buffer<T> olds)
        where T : unmanaged, INumber<T>
    {
        var shared = Shared.Array<T>(6 * Places);
        var i = Gpu.GlobalIndex;
        var n = x.Length;
        if (i < 6 * Places)
            shared[i] = T.One;
        for (var k = i; k < 6 * Places; k += n)
            shared[k] = T.One;
        Gpu.SyncThreads();
        var p = i % Places;
        if (i % 4 != 1)
        {
            var v = x[i];
            olds[i] = Atomic.Add(places, p, v);
            olds[n + i] = Atomic.Sub(places, Places + p, v);
            olds[2 * n + i] = Atomic.Exchange(places, 2 * Places + p, v);
            olds[3 * n + i] = Atomic.Min(places, 3 * Places + p, v);
            olds[4 * n + i] = Atomic.Max(places, 4 * Places + p, v);
            olds[5 * n + i] = Atomic.CompareExchange(places, 5 * Places + p, T.One, v);
            olds[6 * n + i] = Atomic.Add(shared, p, v);
            olds[7 * n + i] = Atomic.Sub(shared, Places + p, v);
            olds[8 * n + i] = Atomic.Exchange(shared, 2 * Places + p, v);
            olds[9 * n + i] = Atomic.Min(shared, 3 * Places + p, v);
            olds[10 * n + i] = Atomic.Max(shared, 4 * Places + p, v);
            olds[11 * n + i] = Atomic.CompareExchange(shared, 5 * Places + p, T.One, v);
        }
    }

    private static void OfIntegers<T>(ReadOnlyBuffer<T> x, Buffer<T> places, Buffer<T> olds)
        where T : unmanaged, IBinaryInteger<T>
    {
        var shared = Shared.Array<T>(6 * Places);
        var i = Gpu.GlobalIndex;
        var n = x.Length;
        for (var k = i; k < 6 * Places; k += n)
            shared[k] = T.One;
        Gpu.SyncThreads();
        var p = i % Places;
        if (i % 4 != 1)
        {
            var v = x[i];
            olds[i] = Atomic.Inc(places, p, v);
            olds[n + i] = Atomic.Dec(places, Places + p, v);
            olds[2 * n + i] = Atomic.And(places, 2 * Places + p, v);
            olds[3 * n + i] = Atomic.Or(places, 3 * Places + p, v);
            olds[4 * n + i] = Atomic.Xor(places, 4 * Places + p, v);
            olds[5 * n + i] = Atomic.Add(places, 5 * Places + p, v);
            olds[6 * n + i] = Atomic.Inc(shared, p, v);
            olds[7 * n + i] = Atomic.Dec(shared, Places + p, v);
            olds[8 * n + i] = Atomic.And(shared, 2 * Places + p, v);
            olds[9 * n + i] = Atomic.Or(shared, 3 * Places + p, v);
            olds[10 * n + i] = Atomic.Xor(shared, 4 * Places + p, v);
            olds[11 * n + i] = Atomic.Add(shared, 5 * Places + p, v);
        }
    }
}
