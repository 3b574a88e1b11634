using System.Numerics;

namespace Xcs.Kernels.Tests.Conformance;

/// <summary>Votes, matches and the active mask, with and without members, under divergence, on every warp size.</summary>
public sealed class VoteTests
{
    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void VotesAndMatchesLookAtAllLanesThatAreActive(string backend, int warp)
    {
        var options = KernelBackends.Options(backend, warp);
        Check<int>(options);
        Check<uint>(options);
        Check<long>(options);
        Check<ulong>(options);
        Check<float>(options);
        Check<double>(options);
    }

    private static void Check<T>(KernelOptions options)
        where T : unmanaged, INumber<T>
    {
        var kernel = Kernel.Compile<Action<ReadOnlyBuffer<T>, ReadOnlyBuffer<byte>, ReadOnlyBuffer<ulong>, Buffer<ulong>>>(Votes<T>, options);
        for (var pattern = 0; pattern < WarpData<T>.Patterns; pattern++)
        {
            var data = new WarpData<T>(options.WarpSize, 2 * options.WarpSize - 1, pattern, seed: pattern + 10);
            // Few different values, in some warps the same for all.
            for (var i = 0; i < data.Count; i++)
                data.Values[i] = T.CreateTruncating(i < options.WarpSize ? i / 3 % 2 : pattern);
            using var values = new ReadOnlyBuffer<T>(data.Values);
            using var active = new ReadOnlyBuffer<byte>(data.Active);
            using var members = new ReadOnlyBuffer<ulong>(data.Members);
            using var results = new Buffer<ulong>(11 * data.Count);
            kernel.Launch(new LaunchShape(1, data.Count), values, active, members, results);
            for (var thread = 0; thread < data.Count; thread++)
                for (var operation = 0; operation < 11; operation++)
                {
                    var expected = data.Active[thread] == 0 ? 0 : Expected(data, thread, operation % 6, operation >= 6);
                    Assert.True(expected == results[operation * data.Count + thread],
                        $"operation {operation}, pattern {pattern}, thread {thread}: {expected:x} expected, {results[operation * data.Count + thread]:x} found");
                }
        }
    }

    private static ulong Expected<T>(WarpData<T> data, int thread, int operation, bool isSync)
        where T : unmanaged, INumber<T>
    {
        var named = data.Named(thread, isSync);
        var yes = named.Where(lane => data.OfLane(thread, lane) != T.Zero).ToList();
        return operation switch
        {
            0 => yes.Count == named.Count ? 1UL : 0,
            1 => yes.Count > 0 ? 1UL : 0,
            2 => WarpData<T>.Mask(yes),
            3 => WarpData<T>.Mask(named.Where(lane => data.OfLane(thread, lane) == data.Values[thread])),
            4 => named.Select(lane => data.OfLane(thread, lane)).Distinct().Count() == 1 ? WarpData<T>.Mask(named) : 0,
            _ => WarpData<T>.Mask(named),
        };
    }

    private static void Votes<T>(ReadOnlyBuffer<T> x, ReadOnlyBuffer<byte> active, ReadOnlyBuffer<ulong> members, Buffer<ulong> y)
        where T : unmanaged, INumber<T>
    {
        var i = Gpu.GlobalIndex;
        var n = x.Length;
        if (active[i] == 0)
            return;
        var v = x[i];
        var yes = v != T.Zero;
        y[i] = Warp.All(yes) ? 1UL : 0;
        y[n + i] = Warp.Any(yes) ? 1UL : 0;
        y[2 * n + i] = Warp.Ballot(yes);
        y[3 * n + i] = Warp.MatchAny(v);
        y[4 * n + i] = Warp.MatchAll(v);
        y[5 * n + i] = Warp.ActiveMask();
        y[6 * n + i] = Warp.AllSync(members[i], yes) ? 1UL : 0;
        y[7 * n + i] = Warp.AnySync(members[i], yes) ? 1UL : 0;
        y[8 * n + i] = Warp.BallotSync(members[i], yes);
        y[9 * n + i] = Warp.MatchAnySync(members[i], v);
        y[10 * n + i] = Warp.MatchAllSync(members[i], v);
    }
}
