using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Tests.Conformance;

/// <summary>Kernels whose threads work together as real ones do; each also runs under the sanitizer, which must find nothing.</summary>
public sealed class CooperationTests
{
    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void MatricesAreMultipliedInTiles(string backend, int warp)
    {
        const int Rows = 19, Inner = 21, Columns = 13;
        var (a, b) = (Enumerable.Range(0, Rows * Inner).Select(i => i % 11 - 5f).ToArray(), Enumerable.Range(0, Inner * Columns).Select(i => i % 7 - 3f).ToArray());
        foreach (var options in Both(backend, warp))
        {
            using var x = new ReadOnlyBuffer<float>(a);
            using var y = new ReadOnlyBuffer<float>(b);
            using var z = new Buffer<float>(Rows * Columns);
            Kernel.Compile<Action<ReadOnlyBuffer2D<float>, ReadOnlyBuffer2D<float>, Buffer2D<float>>>(Multiply, options)
                .Launch(new LaunchShape(new Dim3(2, 3), new Dim3(8, 8)), new(x, Rows, Inner), new(y, Inner, Columns), new(z, Rows, Columns));
            for (var row = 0; row < Rows; row++)
                for (var column = 0; column < Columns; column++)
                    Assert.Equal(Enumerable.Range(0, Inner).Sum(k => a[(row * Inner) + k] * b[(k * Columns) + column]), z[(row * Columns) + column]);
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void BlocksAreSortedByABitonicNetwork(string backend, int warp)
    {
        foreach (var options in Both(backend, warp))
        {
            using var y = new Buffer<int>([.. Enumerable.Range(0, 128).Select(i => i * 7919 % 503)]);
            var expected = y.ToArray();
            Kernel.Compile<Action<Buffer<int>>>(Sort, options).Launch(new LaunchShape(1, 64), y);
            Assert.Equal(expected.Order(), y.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void OneLaneOfAGroupCountsForAll(string backend, int warp)
    {
        foreach (var options in Both(backend, warp))
        {
            using var x = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, 300).Select(i => i * 31 % 17)]);
            using var y = new Buffer<int>(300);
            using var count = new Buffer<int>(1);
            Kernel.Compile<Action<ReadOnlyBuffer<int>, Buffer<int>, Buffer<int>>>(Filter, options).Launch(LaunchShape.ForItems(300, 96), x, y, count);
            var expected = x.ToArray().Where(v => v % 3 == 0).ToArray();
            Assert.Equal(expected.Length, count[0]);
            Assert.Equal(expected.Order(), y.ToArray()[..count[0]].Order());
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void BlocksAreScannedByWarps(string backend, int warp)
    {
        foreach (var options in Both(backend, warp))
        {
            using var x = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, 150).Select(i => (i * 13 % 29) - 9)]);
            using var y = new Buffer<int>(150);
            Kernel.Compile<Action<ReadOnlyBuffer<int>, Buffer<int>>>(ScanByWarps, options).Launch(new LaunchShape(1, 150), x, y);
            for (var (i, sum) = (0, 0); i < 150; i++)
                Assert.Equal(sum += x[i], y[i]);
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void HistogramsAreCountedInSharedMemory(string backend, int warp)
    {
        foreach (var options in Both(backend, warp))
        {
            using var x = new ReadOnlyBuffer<byte>([.. Enumerable.Range(0, 1000).Select(i => (byte)(i * i % 251))]);
            using var y = new Buffer<uint>(256);
            Kernel.Compile<Action<ReadOnlyBuffer<byte>, Buffer<uint>>>(Histogram, options).Launch(new LaunchShape(4, 100), x, y);
            Assert.Equal(Enumerable.Range(0, 256).Select(v => (uint)x.ToArray().Count(b => b == v)), y.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void SortedArraysAreMergedAlongTheirDiagonals(string backend, int warp)
    {
        foreach (var options in Both(backend, warp))
        {
            using var a = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, 77).Select(i => i * i % 90).Order()]);
            using var b = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, 50).Select(i => i * 17 % 64).Order()]);
            using var y = new Buffer<int>(127);
            Kernel.Compile<Action<ReadOnlyBuffer<int>, ReadOnlyBuffer<int>, Buffer<int>, int>>(Merge, options).Launch(LaunchShape.ForItems(32, 16), a, b, y, 4);
            Assert.Equal(a.ToArray().Concat(b.ToArray()).Order(), y.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void RowsBecomeProbabilities(string backend, int warp)
    {
        foreach (var options in Both(backend, warp))
        {
            using var x = new ReadOnlyBuffer<float>([.. Enumerable.Range(0, 5 * 37).Select(i => (i % 13) - 6f)]);
            using var y = new Buffer<float>(5 * 37);
            Kernel.Compile<Action<ReadOnlyBuffer2D<float>, Buffer2D<float>>>(Softmax, options).Launch(new LaunchShape(5, 2 * warp), new(x, 5, 37), new(y, 5, 37));
            for (var row = 0; row < 5; row++)
            {
                var exponentials = x.ToArray()[(row * 37)..((row + 1) * 37)].Select(v => Math.Exp(v - 6)).ToArray();
                for (var i = 0; i < 37; i++)
                    Assert.Equal(exponentials[i] / exponentials.Sum(), y[(row * 37) + i], 1e-6);
            }
        }
    }

    [Fact]
    public void TheirBarriersAreKnownToBeReachedTogether()
    {
        Delegate[] kernels = [(Action<ReadOnlyBuffer2D<float>, ReadOnlyBuffer2D<float>, Buffer2D<float>>)Multiply, (Action<Buffer<int>>)Sort, (Action<ReadOnlyBuffer<int>, Buffer<int>>)ScanByWarps,
            (Action<ReadOnlyBuffer<byte>, Buffer<uint>>)Histogram, (Action<ReadOnlyBuffer2D<float>, Buffer2D<float>>)Softmax];
        foreach (var kernel in kernels)
        {
            var program = KernelProgram.Of(kernel.Method, 32);
            var uniformity = Uniformity.Of(program);
            var barriers = new Barriers();
            barriers.Visit(program.Body);
            Assert.NotEmpty(barriers.Found);
            Assert.All(barriers.Found, barrier => Assert.False(uniformity.IsDivergent(barrier), $"{KernelText.Of(program)}"));
        }
    }

    private sealed class Barriers : ExpressionVisitor
    {
        public List<Expression> Found { get; } = [];

        protected override Expression VisitExtension(Expression node)
        {
            if (node is BlockBarrier)
                Found.Add(node);
            return base.VisitExtension(node);
        }
    }

    private static IEnumerable<KernelOptions> Both(string backend, int warp) => [KernelBackends.Options(backend, warp), new KernelOptions { Sanitize = true, WarpSize = warp }];

    private static void Multiply(ReadOnlyBuffer2D<float> a, ReadOnlyBuffer2D<float> b, Buffer2D<float> c)
    {
        const int Size = 8;
        var left = Shared.Array<float>(Size * Size);
        var right = Shared.Array<float>(Size * Size);
        var (x, y) = (Gpu.ThreadIdx.X, Gpu.ThreadIdx.Y);
        var (row, column) = (Gpu.BlockIdx.Y * Size + y, Gpu.BlockIdx.X * Size + x);
        var sum = 0f;
        for (var tile = 0; tile * Size < a.Columns; tile++)
        {
            left[y * Size + x] = row < a.Rows && tile * Size + x < a.Columns ? a[row, tile * Size + x] : 0;
            right[y * Size + x] = tile * Size + y < b.Rows && column < b.Columns ? b[tile * Size + y, column] : 0;
            Gpu.SyncThreads();
            for (var k = 0; k < Size; k++)
                sum += left[y * Size + k] * right[k * Size + x];
            Gpu.SyncThreads();
        }
        if (row < c.Rows && column < c.Columns)
            c[row, column] = sum;
    }

    private static void Sort(Buffer<int> y)
    {
        var keys = Shared.Array<int>(128);
        var i = Gpu.ThreadIdx.X;
        keys[i] = y[i];
        keys[i + 64] = y[i + 64];
        for (var size = 2; size <= 128; size *= 2)
            for (var stride = size / 2; stride > 0; stride /= 2)
            {
                Gpu.SyncThreads();
                var low = (i / stride * 2 * stride) + (i % stride);
                var (a, b) = (keys[low], keys[low + stride]);
                if (a > b == ((low & size) == 0))
                {
                    keys[low] = b;
                    keys[low + stride] = a;
                }
            }
        Gpu.SyncThreads();
        y[i] = keys[i];
        y[i + 64] = keys[i + 64];
    }

    private static void Filter(ReadOnlyBuffer<int> x, Buffer<int> y, Buffer<int> count)
    {
        var i = Gpu.GlobalIndex;
        if (i < x.Length && x[i] % 3 == 0)
        {
            var group = Warp.Coalesced();
            var start = 0;
            if (group.Rank == 0)
                start = Atomic.Add(count, 0, group.Size);
            y[group.Shuffle(start, 0) + group.Rank] = x[i];
        }
    }

    private static void ScanByWarps(ReadOnlyBuffer<int> x, Buffer<int> y)
    {
        var sums = Shared.Array<int>(64);
        var i = Gpu.ThreadIdx.X;
        var v = ScanWarp(x[i]);
        if (Warp.Lane == Warp.Size - 1)
            sums[Warp.Index] = v;
        Gpu.SyncThreads();
        for (var warp = 0; warp < Warp.Index; warp++)
            v += sums[warp];
        y[i] = v;
    }

    private static int ScanWarp(int v)
    {
        for (var delta = 1; delta < Warp.Size; delta *= 2)
        {
            var lower = Warp.ShuffleUp(v, delta);
            if (Warp.Lane >= delta)
                v += lower;
        }
        return v;
    }

    private static void Histogram(ReadOnlyBuffer<byte> x, Buffer<uint> y)
    {
        var bins = Shared.Array<uint>(256);
        for (var bin = Gpu.ThreadIdx.X; bin < 256; bin += Gpu.BlockDim.X)
            bins[bin] = 0;
        Gpu.SyncThreads();
        for (var i = Gpu.GlobalIndex; i < x.Length; i += Gpu.GridDim.X * Gpu.BlockDim.X)
            Atomic.Add(bins, x[i], 1u);
        Gpu.SyncThreads();
        for (var bin = Gpu.ThreadIdx.X; bin < 256; bin += Gpu.BlockDim.X)
            if (bins[bin] > 0)
                Atomic.Add(y, bin, bins[bin]);
    }

    private static void Merge(ReadOnlyBuffer<int> a, ReadOnlyBuffer<int> b, Buffer<int> y, int items)
    {
        var start = Math.Min(Gpu.GlobalIndex * items, y.Length);
        var (low, high) = (Math.Max(0, start - b.Length), Math.Min(start, a.Length));
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (a[middle] <= b[start - 1 - middle])
                low = middle + 1;
            else
                high = middle;
        }
        var (i, j) = (low, start - low);
        for (var k = start; k < Math.Min(start + items, y.Length); k++)
            y[k] = j >= b.Length || i < a.Length && a[i] <= b[j] ? a[i++] : b[j++];
    }

    private static void Softmax(ReadOnlyBuffer2D<float> x, Buffer2D<float> y)
    {
        var partial = Shared.Array<float>(2);
        var row = Gpu.BlockIdx.X;
        var most = float.NegativeInfinity;
        for (var i = Gpu.ThreadIdx.X; i < x.Columns; i += Gpu.BlockDim.X)
            most = MathF.Max(most, x[row, i]);
        most = OfBlock(Warp.ReduceMax(most), partial, isSum: false);
        var sum = 0f;
        for (var i = Gpu.ThreadIdx.X; i < x.Columns; i += Gpu.BlockDim.X)
            sum += MathF.Exp(x[row, i] - most);
        sum = OfBlock(Warp.ReduceAdd(sum), partial, isSum: true);
        for (var i = Gpu.ThreadIdx.X; i < x.Columns; i += Gpu.BlockDim.X)
            y[row, i] = MathF.Exp(x[row, i] - most) / sum;
    }

    private static float OfBlock(float value, SharedArray<float> partial, bool isSum)
    {
        Gpu.SyncThreads();
        if (Warp.Lane == 0)
            partial[Warp.Index] = value;
        Gpu.SyncThreads();
        return isSum ? partial[0] + partial[1] : MathF.Max(partial[0], partial[1]);
    }
}
