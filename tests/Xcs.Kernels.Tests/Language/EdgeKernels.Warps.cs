namespace Xcs.Kernels.Tests.Language;

/// <content>Lanes that work together where some of them are away.</content>
internal static partial class EdgeKernels
{
    private static void WarpOperationsInDivergentLoops(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var i = Me;
        var v = n[i];
        var masks = 0UL;
        do
        {
            v = Warp.ShuffleXor(v, 1) + Warp.ReduceMax(v) / 2;
            masks = masks * 5 + Warp.ActiveMask();
            if (Warp.Any(v < 0))
                v = -v;
            if ((v & 4) != 0 && Warp.Ballot(v > 3) != Warp.ActiveMask())
                break;
            v = v / 3 - Warp.ShuffleDown(v, 2);
        }
        while ((v & 3) != 0 && masks < 1UL << 60);
        y[8 * i] = v;
        y[8 * i + 1] = (long)masks;
        y[8 * i + 2] = Warp.ReduceAdd(v);
        z[8 * i] = Warp.ReduceAdd(f[i] > 0 && f[i] < 100 ? MathF.Floor(f[i]) : 1f);
    }

    private static void ReductionsOfSpecialFloats(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var i = Me;
        z[8 * i] = Warp.ReduceMin(f[i]);
        z[8 * i + 1] = Warp.ReduceMax(-(double)f[i]);
        z[8 * i + 2] = Warp.ReduceAdd(f[i]);
        y[8 * i] = (long)Warp.MatchAny(f[i]);
        y[8 * i + 1] = (long)Warp.MatchAll((double)f[i]);
        if (!float.IsNaN(f[i]))
        {
            z[8 * i + 3] = Warp.ReduceMin(f[i]);
            z[8 * i + 4] = Warp.ReduceMax(f[i]);
            z[8 * i + 5] = Warp.ReduceMin(f[i] == 0 ? f[i] : 0f);
            z[8 * i + 6] = Warp.ReduceMax(f[i] == 0 ? (double)f[i] : -0.0);
        }
        y[8 * i + 2] = Warp.ReduceMin(n[i]) ^ Warp.ReduceMax((long)n[i]);
        y[8 * i + 3] = (long)(Warp.ReduceMin((ulong)n[i]) + Warp.ReduceMax((uint)n[i]));
        y[8 * i + 4] = Warp.ReduceAdd((long)n[i] << 20);
        z[8 * i + 7] = Warp.ReduceAdd(i % 3 == 0 ? -0f : -0f);
    }

    private static void ShufflesByEverything(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var i = Me;
        var lane = Warp.Lane;
        y[8 * i] = Warp.Shuffle(n[i], lane + 1) + Warp.Shuffle(n[i], lane * 3) + Warp.Shuffle(n[i], -lane);
        y[8 * i + 1] = Warp.ShuffleUp((long)n[i], lane & 1) + Warp.ShuffleDown((long)n[i], 3, 4);
        y[8 * i + 2] = Warp.ShuffleXor((uint)n[i], lane) + Warp.ShuffleXor((uint)n[i], Warp.Size - 1);
        z[8 * i] = Warp.Shuffle(f[i], n[i]) + Warp.ShuffleXor((double)f[i], 2);
        var keep = Warp.ShuffleUp(lane, 1, 2) * 100 + Warp.ShuffleDown(lane, Warp.Size);
        y[8 * i + 3] = keep;
        if (lane % 2 == 0)
            y[8 * i + 4] = Warp.Shuffle(n[i], 1) + Warp.ShuffleXor(n[i], 2) * 3L + Warp.ShuffleDown(n[i], 1) * 7L;
        y[8 * i + 5] = Warp.Shuffle(Warp.Shuffle(n[i], lane ^ 3), lane ^ 1);
        y[8 * i + 6] = (long)Warp.Shuffle((ulong)n[i] << 40, n[0] & 3);
    }

    private static void GroupsWithinGroups(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var i = Me;
        if (n[i] % 3 == 0)
            return;
        var outer = Warp.Coalesced();
        y[8 * i] = outer.Size * 100 + outer.Rank;
        if (outer.Rank % 2 == 0)
        {
            var inner = Warp.Coalesced();
            y[8 * i + 1] = inner.Rank + inner.Size * 100;
            y[8 * i + 2] = inner.Shuffle(n[i], 0) + inner.ShuffleDown(i, 1) * 1000L;
            y[8 * i + 3] = (long)inner.Ballot(n[i] > 0);
        }
        else
            y[8 * i + 1] = outer.Rank;
        var again = Warp.Coalesced();
        y[8 * i + 4] = again.Mask == outer.Mask ? 1 : 0;
        y[8 * i + 5] = (long)again.MatchAny(n[i] & 3) + again.ReduceAdd(i);
        y[8 * i + 6] = again.ShuffleXor(n[i], 1) + again.ShuffleUp(n[i], 2) * 5L;
    }

    private static void ScansWithDivergentTails(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var i = Me;
        var v = (long)n[i];
        for (var reach = 1; reach < Warp.Size; reach *= 2)
        {
            var other = Warp.ShuffleUp(v, reach);
            if (Warp.Lane >= reach)
                v += other;
        }
        y[8 * i] = v;
        for (int reach = Warp.Size / 2, k = 0; reach >= 1; reach >>= 1, k++)
        {
            if (n[i] > 10 && k == 1)
                continue;
            v ^= Warp.ShuffleXor(v, reach);
        }
        y[8 * i + 1] = v;
        var w = f[i];
        for (var reach = 1; reach <= 16; reach <<= 1)
            w += Warp.ShuffleDown(w, reach);
        z[8 * i] = w;
    }

    private static void StructsThroughShuffles(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var i = Me;
        var best = (Value: f[i], Where: i);
        for (var reach = Warp.Size / 2; reach > 0; reach /= 2)
        {
            var other = (Value: Warp.ShuffleXor(best.Value, reach), Where: Warp.ShuffleXor(best.Where, reach));
            if (other.Value > best.Value || other.Value == best.Value && other.Where < best.Where)
                best = other;
        }
        z[8 * i] = best.Value;
        y[8 * i] = best.Where;
    }

    private static void TilesInBranches(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var i = Me;
        var tile = Warp.Tile(4);
        if (tile.Index % 2 == 0)
            y[8 * i] = tile.ReduceAdd(n[i]) + tile.Shuffle(n[i], 5);
        else
            y[8 * i] = (long)tile.Ballot(n[i] > 0) + tile.ReduceMin(n[i]);
        if (tile.Rank > 1)
            y[8 * i + 1] = tile.ReduceMax((long)n[i]) + tile.ShuffleDown(n[i], 1) + tile.ShuffleXor(n[i], 9);
        var pair = Warp.Tile(2);
        y[8 * i + 2] = (long)pair.MatchAny(n[i] & 1) + (pair.All(n[i] > 0) ? 100 : 0) + (pair.Any(n[i] > 0) ? 1000 : 0);
        z[8 * i] = pair.ShuffleUp(f[i], 1);
    }
}
