namespace Xcs.Kernels.Tests.Language;

/// <summary>Kernels that work together, or keep things for themselves, in unusual ways. They have no races.</summary>
internal static partial class EdgeKernels
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
}
