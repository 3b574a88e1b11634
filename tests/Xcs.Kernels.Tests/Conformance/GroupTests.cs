namespace Xcs.Kernels.Tests.Conformance;

/// <summary>Tiles and coalesced groups number their lanes by ranks.</summary>
public sealed class GroupTests
{
    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void TilesWorkForThemselves(string backend, int warp)
    {
        Tiles<W2>(backend, warp);
        Tiles<W4>(backend, warp);
        if (warp >= 8)
            Tiles<W8>(backend, warp);
        if (warp >= 16)
            Tiles<W16>(backend, warp);
        if (warp >= 32)
            Tiles<W32>(backend, warp);
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void CoalescedGroupsHaveTheLanesThatWereActive(string backend, int warp)
    {
        var kernel = Kernel.Compile<Action<ReadOnlyBuffer<int>, ReadOnlyBuffer<int>, ReadOnlyBuffer<byte>, Buffer<long>>>(OfGroup, KernelBackends.Options(backend, warp));
        for (var pattern = 0; pattern < WarpData<int>.Patterns; pattern++)
        {
            var data = new WarpData<int>(warp, 2 * warp - 2, pattern, seed: pattern + 40);
            using var values = new ReadOnlyBuffer<int>(data.Values);
            using var numbers = new ReadOnlyBuffer<int>(data.Numbers);
            using var active = new ReadOnlyBuffer<byte>(data.Active);
            using var results = new Buffer<long>(12 * data.Count);
            kernel.Launch(new LaunchShape(1, data.Count), values, numbers, active, results);
            for (var thread = 0; thread < data.Count; thread++)
            {
                if (data.Active[thread] == 0)
                    continue;
                var group = data.Named(thread, isSync: false).ConvertAll(lane => data.OfLane(thread, lane));
                var rank = data.Named(thread, isSync: false).IndexOf(data.Lane(thread));
                var (own, number) = (data.Values[thread], data.Numbers[thread]);
                long[] expected =
                [
                    group.Count, rank, At(number), number < 0 ? own : At(rank - (long)number), number < 0 ? own : At(rank + (long)number), number < 0 ? own : At(rank ^ number),
                    group.TrueForAll(v => v > 0) ? 1 : 0, group.Exists(v => v > 0) ? 1 : 0, Bits(v => v > 0), Bits(v => v == own), group.Distinct().Count() == 1 ? Bits(_ => true) : 0, group.Sum(),
                ];
                for (var operation = 0; operation < expected.Length; operation++)
                    Assert.True(expected[operation] == results[operation * data.Count + thread], $"operation {operation}, pattern {pattern}, thread {thread}, number {number}: {expected[operation]} expected, {results[operation * data.Count + thread]} found");

                long At(long other) => other >= 0 && other < group.Count ? group[(int)other] : own;
                long Bits(Predicate<int> holds) => group.Select((v, i) => holds(v) ? 1L << i : 0).Sum();
            }
        }
    }

    private static void Tiles<TWidth>(string backend, int warp)
        where TWidth : struct, IWidth
    {
        var kernel = Kernel.Compile<Action<ReadOnlyBuffer<int>, ReadOnlyBuffer<int>, ReadOnlyBuffer<byte>, Buffer<long>>>(OfTile<TWidth>, KernelBackends.Options(backend, warp));
        var size = TWidth.Value;
        for (var pattern = 0; pattern < WarpData<int>.Patterns; pattern++)
        {
            var data = new WarpData<int>(warp, 2 * warp, pattern, seed: pattern + 30);
            using var values = new ReadOnlyBuffer<int>(data.Values);
            using var numbers = new ReadOnlyBuffer<int>(data.Numbers);
            using var active = new ReadOnlyBuffer<byte>(data.Active);
            using var results = new Buffer<long>(12 * data.Count);
            kernel.Launch(new LaunchShape(1, data.Count), values, numbers, active, results);
            for (var thread = 0; thread < data.Count; thread++)
            {
                if (data.Active[thread] == 0)
                    continue;
                var start = data.Lane(thread) / size * size;
                var rank = data.Lane(thread) % size;
                var ranks = data.Others(thread, size, isSync: false).ConvertAll(lane => lane - start);
                var (own, number) = (data.Values[thread], data.Numbers[thread]);
                long[] expected =
                [
                    rank, start / size, At(((number % size) + size) % size), number < 0 ? own : At(rank - (long)number), number < 0 ? own : At(rank + (long)number), number < 0 ? own : At(rank ^ number),
                    ranks.TrueForAll(r => At(r) > 0) ? 1 : 0, ranks.Exists(r => At(r) > 0) ? 1 : 0, Bits(r => At(r) > 0), Bits(r => At(r) == own),
                    ranks.Select(r => At(r)).Distinct().Count() == 1 ? Bits(_ => true) : 0, ranks.Sum(r => At(r)),
                ];
                for (var operation = 0; operation < expected.Length; operation++)
                    Assert.True(expected[operation] == results[operation * data.Count + thread], $"size {size}, operation {operation}, pattern {pattern}, thread {thread}, number {number}: {expected[operation]} expected, {results[operation * data.Count + thread]} found");

                long At(long other) => other >= 0 && other < size && ranks.Contains((int)other) ? data.OfLane(thread, start + (int)other) : own;
                long Bits(Predicate<int> holds) => ranks.Where(r => holds(r)).Aggregate(0L, (mask, r) => mask | 1L << r);
            }
        }
    }

    private static void OfTile<TWidth>(ReadOnlyBuffer<int> x, ReadOnlyBuffer<int> numbers, ReadOnlyBuffer<byte> active, Buffer<long> y)
        where TWidth : struct, IWidth
    {
        var i = Gpu.GlobalIndex;
        var n = x.Length;
        var tile = Warp.Tile(TWidth.Value);
        if (active[i] == 0)
            return;
        var v = x[i];
        y[i] = tile.Rank;
        y[n + i] = tile.Index;
        y[2 * n + i] = tile.Shuffle(v, numbers[i]);
        y[3 * n + i] = tile.ShuffleUp(v, numbers[i]);
        y[4 * n + i] = tile.ShuffleDown(v, numbers[i]);
        y[5 * n + i] = tile.ShuffleXor(v, numbers[i]);
        y[6 * n + i] = tile.All(v > 0) ? 1 : 0;
        y[7 * n + i] = tile.Any(v > 0) ? 1 : 0;
        y[8 * n + i] = (long)tile.Ballot(v > 0);
        y[9 * n + i] = (long)tile.MatchAny(v);
        y[10 * n + i] = (long)tile.MatchAll(v);
        y[11 * n + i] = tile.ReduceAdd(v);
    }

    private static void OfGroup(ReadOnlyBuffer<int> x, ReadOnlyBuffer<int> numbers, ReadOnlyBuffer<byte> active, Buffer<long> y)
    {
        var i = Gpu.GlobalIndex;
        var n = x.Length;
        if (active[i] == 0)
            return;
        var group = Warp.Coalesced();
        var v = x[i];
        y[i] = group.Size;
        y[n + i] = group.Rank;
        y[2 * n + i] = group.Shuffle(v, numbers[i]);
        y[3 * n + i] = group.ShuffleUp(v, numbers[i]);
        y[4 * n + i] = group.ShuffleDown(v, numbers[i]);
        y[5 * n + i] = group.ShuffleXor(v, numbers[i]);
        y[6 * n + i] = group.All(v > 0) ? 1 : 0;
        y[7 * n + i] = group.Any(v > 0) ? 1 : 0;
        y[8 * n + i] = (long)group.Ballot(v > 0);
        y[9 * n + i] = (long)group.MatchAny(v);
        y[10 * n + i] = (long)group.MatchAll(v);
        y[11 * n + i] = group.ReduceAdd(v);
    }
}
