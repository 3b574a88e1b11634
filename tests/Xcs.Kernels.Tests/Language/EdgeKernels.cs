namespace Xcs.Kernels.Tests.Language;

/// <summary>Kernels that work together, or keep things for themselves, in unusual ways. They have no races.</summary>
internal static class EdgeKernels
{
    public static IReadOnlyDictionary<string, Action<ReadOnlyBuffer<int>, ReadOnlyBuffer<float>, Buffer<long>, Buffer<double>>> All { get; } =
        new Action<ReadOnlyBuffer<int>, ReadOnlyBuffer<float>, Buffer<long>, Buffer<double>>[]
        {
            AtomicsInDivergentLoops, AtomicsOnSpecialFloats, BarriersInUniformSwitches, VariablesOfAllTypesLiveAcrossBarriers, LocalArraysOfAllTypes, LocalArraysOfStructs,
            DynamicMemoryOfStructs, SharedArraysOfSmallTypes, InlinedMethodsWithBarriers, WarpOperationsInDivergentLoops, ReductionsOfSpecialFloats, PlacesInThreeDimensions,
            ReturnsBeforeBarriers, ShufflesByEverything, GroupsWithinGroups, ScansWithDivergentTails, BarriersInLoopsTestedLast, FencesAndVotes, StructsThroughShuffles, TilesInBranches,
        }.ToDictionary(k => k.Method.Name);

    private enum Level : byte
    {
        Low = 3,
        High = 200,
    }

    private static int Me => (Gpu.BlockIdx.X + Gpu.GridDim.X * (Gpu.BlockIdx.Y + Gpu.GridDim.Y * Gpu.BlockIdx.Z)) * Gpu.BlockDim.X * Gpu.BlockDim.Y * Gpu.BlockDim.Z + Gpu.LinearThread;

    private static void AtomicsInDivergentLoops(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var counts = Shared.Array<int>(8);
        var sums = Shared.Array<double>(8);
        var i = Me;
        if (Gpu.LinearThread < 8)
        {
            counts[Gpu.LinearThread] = 0;
            sums[Gpu.LinearThread] = 0;
        }
        Gpu.SyncThreads();
        var seen = 0L;
        for (var k = 0; k < (n[i] & 7); k++)
        {
            if ((n[i] + k) % 4 == 0)
                continue;
            seen = seen * 31 + Atomic.Add(counts, (n[i] ^ k) & 7, k);
            if (Atomic.Max(counts, k, i & 15) > 40)
                break;
            Atomic.Add(sums, k, 0.5);
            seen ^= Atomic.Xor(counts, 7 - k, i);
        }
        while (seen > 1000)
            seen = seen / 3 - Atomic.CompareExchange(counts, (int)(seen & 7), (int)(seen & 15), -5);
        Gpu.SyncThreads();
        y[8 * i] = seen;
        y[8 * i + 1] = counts[Gpu.LinearThread & 7];
        z[8 * i] = sums[Gpu.LinearThread & 7];
    }

    private static void AtomicsOnSpecialFloats(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var s = Shared.Array<float>(4);
        var d = Shared.Array<double>(4);
        var u = Shared.Array<uint>(4);
        var w = Shared.Array<ulong>(4);
        var i = Me;
        if (Gpu.LinearThread < 4)
        {
            s[Gpu.LinearThread] = Gpu.LinearThread == 1 ? float.NaN : -0f;
            d[Gpu.LinearThread] = Gpu.LinearThread == 1 ? double.NaN : -0.0;
            u[Gpu.LinearThread] = 5;
            w[Gpu.LinearThread] = ulong.MaxValue;
        }
        Gpu.SyncThreads();
        var k = Gpu.LinearThread & 3;
        z[8 * i] = Atomic.Min(s, k, f[i]);
        z[8 * i + 1] = Atomic.Max(d, k, f[i]);
        z[8 * i + 2] = Atomic.CompareExchange(s, k, 0f, 1f);
        z[8 * i + 3] = Atomic.CompareExchange(d, k, double.NaN, 7);
        z[8 * i + 4] = Atomic.Exchange(s, k, -f[i]);
        y[8 * i] = Atomic.Inc(u, k, (uint)n[i] & 15);
        y[8 * i + 1] = Atomic.Dec(u, k, 9u);
        y[8 * i + 2] = (long)Atomic.Inc(w, k, ulong.MaxValue);
        y[8 * i + 3] = (long)Atomic.Min(w, k, (ulong)n[i]);
        y[8 * i + 4] = (long)Atomic.Sub(w, k, 3ul);
        z[8 * i + 5] = Atomic.Sub(s, k, 0.25f);
        Gpu.SyncThreads();
        z[8 * i + 6] = s[k];
        z[8 * i + 7] = d[k];
        y[8 * i + 5] = u[k];
        y[8 * i + 6] = (long)w[k];
    }

    private static void BarriersInUniformSwitches(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var s = Shared.Array<int>(1024);
        var (t, i) = (Gpu.LinearThread, Me);
        var size = Gpu.BlockDim.X * Gpu.BlockDim.Y * Gpu.BlockDim.Z;
        s[t] = n[i];
        for (var round = 0; ; round++)
        {
            switch ((Gpu.BlockIdx.X + round) % 4)
            {
                case 0:
                    Gpu.SyncThreads();
                    y[8 * i] += s[(t + round + 1) % size];
                    break;
                case 1:
                    continue;
                case 2:
                    var count = Gpu.SyncThreadsCount(s[t] > round);
                    s[t] += count;
                    goto case 0;
                default:
                    Gpu.SyncThreads();
                    if (round > 6)
                        goto done;
                    s[t]++;
                    break;
            }
            Gpu.SyncThreads();
        }
        done:
        y[8 * i + 1] = s[t];
    }

    private static void VariablesOfAllTypesLiveAcrossBarriers(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var i = Me;
        bool flag = n[i] > 0, other = f[i] < 1;
        var small = (byte)n[i];
        var half = (Half)f[i];
        var wide = (ulong)n[i] << 33;
        long signed = (long)n[i] * 77;
        var (single, full) = (f[i], (double)f[i] / 3);
        var level = flag ? Level.High : Level.Low;
        var pair = (A: n[i], B: f[i], C: small);
        var unsigned = (uint)n[i];
        for (var k = 0; k < 3; k++)
        {
            if (Gpu.SyncThreadsOr(flag && k == 1))
                small += 3;
            flag ^= other;
            half += (Half)1;
            wide ^= wide >> 7;
            signed -= k;
            full *= 2;
            pair.A++;
            pair.C--;
            unsigned = unsigned * 3 + 1;
            level = Gpu.SyncThreadsAnd(k >= 0) && level == Level.High ? Level.Low : level;
        }
        y[8 * i] = (flag ? 1 : 0) + (other ? 2 : 0) + small * 4;
        y[8 * i + 1] = (long)wide;
        y[8 * i + 2] = signed + pair.A + pair.C + unsigned;
        y[8 * i + 3] = (int)level;
        z[8 * i] = (double)half;
        z[8 * i + 1] = single;
        z[8 * i + 2] = full;
        z[8 * i + 3] = pair.B;
    }

    private static void LocalArraysOfAllTypes(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var i = Me;
        var bytes = Local.Array<byte>(5);
        var flags = Local.Array<bool>(7);
        var halves = Local.Array<Half>(3);
        var doubles = Local.Array<double>(4);
        var longs = Local.Array<long>(4);
        var levels = Local.Array<Level>(2);
        for (var k = 0; k < 20; k++)
        {
            var fresh = Local.Array<int>(3);
            bytes[(n[i] + k & 0xFF) % 5] += (byte)(k * 50);
            flags[Warp.Lane % 7] ^= (n[i] >> k & 1) != 0;
            halves[k % 3] = (Half)(f[i] * k);
            doubles[(i + k) & 3] += f[i];
            if (k > (n[i] & 15))
                continue;
            longs[Warp.Lane & 3] += (long)bytes[k % 5] << k;
            fresh[k % 3]++;
            longs[0] += fresh[0] * 1000 + fresh[1];
            levels[k & 1] = (k & 2) == 0 ? Level.High : Level.Low;
        }
        y[8 * i] = bytes[0] + bytes[1] * 256 + bytes[Warp.Lane % 5] * 65536L;
        y[8 * i + 1] = (flags[0] ? 1 : 0) + (flags[Warp.Lane % 7] ? 2 : 0) + flags.Length * 4;
        y[8 * i + 2] = longs[0] + longs[Warp.Lane & 3] + (int)levels[1] + (int)levels[i & 1];
        z[8 * i] = (double)halves[i % 3];
        z[8 * i + 1] = doubles[0] - doubles[n[i] & 3];
    }

    private static void LocalArraysOfStructs(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var i = Me;
        var stack = Local.Array<(int Low, int High)>(12);
        var top = 0;
        stack[top++] = (0, (n[i] & 31) + 1);
        var leaves = 0L;
        while (top > 0)
        {
            var (low, high) = stack[--top];
            if (high - low <= 2)
            {
                leaves = leaves * 3 + low;
                continue;
            }
            var middle = low + (high - low + (i & 1)) / 2;
            stack[top++] = (middle, high);
            if (middle > 1)
                stack[top++] = (low, middle);
        }
        y[8 * i] = leaves;
        var e = stack[i % 12];
        e.High++;
        stack[11 - i % 12] = e;
        y[8 * i + 1] = stack[11 - i % 12].High + stack[i % 12].Low;
    }

    private static void DynamicMemoryOfStructs(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var cells = Shared.Dynamic<(byte Small, double Full, int Key)>();
        var (t, i) = (Gpu.LinearThread, Me);
        for (var k = t; k < cells.Length; k += Gpu.BlockDim.X * Gpu.BlockDim.Y * Gpu.BlockDim.Z)
            cells[k] = ((byte)k, k * 0.5, n[i]);
        Gpu.SyncThreads();
        y[8 * i] = cells.Length;
        var cell = cells[(t * 7 + (n[i] & 3)) % cells.Length];
        y[8 * i + 1] = cell.Small * 1000 + cell.Key;
        z[8 * i] = cell.Full + cells[cells.Length - 1].Full;
    }

    private static void SharedArraysOfSmallTypes(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var bytes = Shared.Array<byte>(2048);
        var flags = Shared.Array<bool>(1024);
        var halves = Shared.Array<Half>(1024);
        var levels = Shared.Array<Level>(1024);
        var (t, i) = (Gpu.LinearThread, Me);
        var size = Gpu.BlockDim.X * Gpu.BlockDim.Y * Gpu.BlockDim.Z;
        bytes[t] = (byte)n[i];
        bytes[1024 + t] = 1;
        flags[t] = n[i] % 2 == 0;
        halves[t] = (Half)f[i];
        levels[t] = f[i] > 0 ? Level.High : Level.Low;
        Gpu.SyncThreads();
        var o = size - 1 - t;
        y[8 * i] = bytes[t] + bytes[o] * 256 + bytes[1024 + t / 2];
        y[8 * i + 1] = (flags[t] ? 1 : 0) + (flags[o] ? 2 : 0) + (flags[t / 3] == flags[o / 2] ? 4 : 0) + (int)levels[o];
        z[8 * i] = (double)halves[t];
        z[8 * i + 1] = (double)(halves[o] + halves[t / 2]);
        if (n[i] > 0)
        {
            y[8 * i + 2] = bytes[t] * 2;
            y[8 * i + 3] = flags[t] ? bytes[o] : -1;
        }
        Gpu.SyncThreads();
        if (n[i] % 3 == 0)
        {
            bytes[t] = 7;
            flags[t] ^= true;
        }
        y[8 * i + 4] = bytes[t] + (flags[t] ? 1000 : 0);
    }

    private static void InlinedMethodsWithBarriers(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var i = Me;
        var first = BlockSum(n[i]);
        y[8 * i] = first;
        y[8 * i + 1] = first > 0 ? BlockSum(i) : BlockSum(-i) - 1;
        for (var k = 0; k < 2; k++)
            y[8 * i + 2] += BlockSum(n[i] >> k);
    }

    private static int BlockSum(int value)
    {
        var s = Shared.Array<int>(1024);
        var t = Gpu.LinearThread;
        var size = Gpu.BlockDim.X * Gpu.BlockDim.Y * Gpu.BlockDim.Z;
        s[t] = value;
        Gpu.SyncThreads();
        for (var reach = 1; reach < size; reach *= 2)
        {
            var add = t % (2 * reach) == 0 && t + reach < size ? s[t + reach] : 0;
            Gpu.SyncThreads();
            s[t] += add;
            Gpu.SyncThreads();
        }
        var sum = s[0];
        Gpu.SyncThreads();
        return sum;
    }

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

    private static void PlacesInThreeDimensions(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var i = Me;
        y[8 * i] = Gpu.ThreadIdx.X + 100 * Gpu.ThreadIdx.Y + 10_000L * Gpu.ThreadIdx.Z + 1_000_000L * Gpu.BlockIdx.X + 100_000_000L * Gpu.BlockIdx.Y + 10_000_000_000L * Gpu.BlockIdx.Z;
        y[8 * i + 1] = Gpu.BlockDim.Y * Gpu.GridDim.Z + Gpu.GlobalIndex;
        y[8 * i + 2] = Warp.Lane + 100 * Warp.Index;
        var dim = Gpu.ThreadIdx;
        if (dim.Y % 2 == 1)
            dim = new Dim3(dim.Z, dim.X, dim.Y);
        y[8 * i + 3] = n[(dim.X * 5 + dim.Y * 3 + dim.Z) % n.Length];
        y[8 * i + 4] = Gpu.ThreadIdx == new Dim3(1, 0, 0) ? 1 : 0;
        var x = Gpu.ThreadIdx.X;
        if (x < 2)
            y[8 * i + 5] = n[x];
        y[8 * i + 6] = n[Gpu.ThreadIdx.Y] + n[x + Gpu.ThreadIdx.Z];
    }

    private static void ReturnsBeforeBarriers(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var s = Shared.Array<long>(1024);
        var (t, i) = (Gpu.LinearThread, Me);
        s[t] = n[i];
        if (n[i] % 5 == 0)
            return;
        Gpu.SyncThreads();
        y[8 * i] = s[t ^ 1] + Gpu.SyncThreadsCount(n[i] > 0);
        for (var k = 0; k < 4; k++)
        {
            if ((n[i] & 7) == k)
                return;
            y[8 * i + 1] += Gpu.SyncThreadsCount((n[i] & 1) == 0);
        }
        if (t % 3 == 0)
            return;
        y[8 * i + 2] = Gpu.SyncThreadsAnd(t % 3 != 0) ? 1 : 2;
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

    private static void BarriersInLoopsTestedLast(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var s = Shared.Array<int>(1024);
        var (t, i) = (Gpu.LinearThread, Me);
        var size = Gpu.BlockDim.X * Gpu.BlockDim.Y * Gpu.BlockDim.Z;
        var turns = 0;
        var v = n[i] & 31;
        s[t] = v;
        do
        {
            turns++;
            Gpu.SyncThreads();
            var next = s[(t + 1) % size];
            Gpu.SyncThreads();
            if (next < s[t])
                s[t] = next;
        }
        while (Gpu.SyncThreadsOr(s[t] != v && turns < 5) && turns < 9);
        y[8 * i] = s[t];
        y[8 * i + 1] = turns;
    }

    private static void FencesAndVotes(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var s = Shared.Array<int>(1024);
        var (t, i) = (Gpu.LinearThread, Me);
        s[t] = n[i];
        Warp.Sync();
        var other = t ^ 1;
        if (other < Gpu.BlockDim.X * Gpu.BlockDim.Y * Gpu.BlockDim.Z)
            y[8 * i] = s[other];
        Gpu.MemoryFence();
        Gpu.MemoryFenceBlock();
        y[8 * i + 1] = (Warp.All(n[i] > -1000) ? 1 : 0) + (Warp.Any(float.IsNaN(f[i])) ? 2 : 0);
        if (f[i] > 0)
            y[8 * i + 2] = (long)Warp.BallotSync(Warp.ActiveMask(), n[i] > 0);
        else
            y[8 * i + 3] = Warp.AllSync(Warp.ActiveMask(), n[i] > 0) ? 1 : 2;
        y[8 * i + 4] = System.Numerics.BitOperations.PopCount(Warp.Ballot(n[i] > 0 && f[i] > 0));
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
