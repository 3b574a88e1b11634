namespace Xcs.Kernels.Tests.Language;

/// <content>Barriers in every place where all threads come by.</content>
internal static partial class EdgeKernels
{
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

    private static void InlinedMethodsWithBarriers(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
    {
        var i = Me;
        var first = BlockSum(n[i]);
        y[8 * i] = first;
        y[8 * i + 1] = first > 0 ? BlockSum(i) : BlockSum(-i) - 1;
        for (var k = 0; k < 2; k++)
            y[8 * i + 2] += BlockSum(n[i] >> k);
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
}
