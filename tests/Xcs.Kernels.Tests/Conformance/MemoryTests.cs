namespace Xcs.Kernels.Tests.Conformance;

/// <summary>Every way to reach memory: contiguous, strided, uniform, gathered; rows and columns; structs; shared, dynamic and local arrays; all element types.</summary>
public sealed class MemoryTests
{
    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void EveryPatternOfAccessReadsAndWritesItsElements(string backend, int warp)
    {
        Patterns(backend, warp, i => i - 50);
        Patterns(backend, warp, i => (byte)(i * 7));
        Patterns(backend, warp, i => i % 3 == 0);
        Patterns(backend, warp, i => (Half)(i / 4f));
        Patterns(backend, warp, i => (float)i);
        Patterns(backend, warp, i => i * 1e10);
        Patterns(backend, warp, i => i * -5_000_000_000L);
        Patterns(backend, warp, i => uint.MaxValue - (uint)i);
        Patterns(backend, warp, i => ulong.MaxValue - (ulong)i);
        Patterns(backend, warp, i => new Pair { Flag = i % 2 == 0, Weight = i * 0.5, Rank = i, Code = (byte)i });
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void MatricesAreTransposedThroughSharedTiles(string backend, int warp)
    {
        var kernel = Kernel.Compile<Action<ReadOnlyBuffer2D<float>, Buffer2D<float>>>(Transpose, KernelBackends.Options(backend, warp));
        using var source = new ReadOnlyBuffer<float>([.. Enumerable.Range(0, 37 * 21).Select(i => (float)i)]);
        using var target = new Buffer<float>(37 * 21);
        kernel.Launch(new LaunchShape(new Dim3(3, 5), new Dim3(8, 8)), new ReadOnlyBuffer2D<float>(source, 37, 21), new Buffer2D<float>(target, 21, 37));
        for (var row = 0; row < 37; row++)
            for (var column = 0; column < 21; column++)
                Assert.Equal(source[(row * 21) + column], target[(column * 37) + row]);
    }

    /// <summary>At an edge, and away from it: rows that are shorter than a warp and rows of several.</summary>
    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void NeighboursAreRepeatedOrThoseOfTheOtherSideAtAnEdge(string backend, int warp)
    {
        var (bytes, floats) = (Kernel.Compile<Action<Buffer2D<byte>, Buffer2D<byte>>>(Neighbours, KernelBackends.Options(backend, warp)),
            Kernel.Compile<Action<Buffer2D<float>, Buffer2D<float>>>(Neighbours, KernelBackends.Options(backend, warp)));
        foreach (var columns in new[] { 4, warp, (3 * warp) + 5 })
        {
            var shape = new LaunchShape(new Dim3((columns + warp - 1) / warp, 2), new Dim3(warp, 2));
            using var x = new Buffer<byte>([.. Enumerable.Range(0, 3 * columns).Select(i => (byte)(i * 7))]);
            using var y = new Buffer<byte>(3 * columns);
            using var v = new Buffer<float>([.. x.ToArray().Select(value => (float)value)]);
            using var w = new Buffer<float>(3 * columns);

            bytes.Launch(shape, new Buffer2D<byte>(x, 3, columns), new Buffer2D<byte>(y, 3, columns));
            floats.Launch(shape, new Buffer2D<float>(v, 3, columns), new Buffer2D<float>(w, 3, columns));

            for (var i = 0; i < 3 * columns; i++)
            {
                var (row, column) = (i / columns * columns, i % columns);
                var sum = x[row + ((column + columns - 1) % columns)] + (3 * x[row + ((column + 1) % columns)]) + (5 * x[row + Math.Clamp(column - 2, 0, columns - 1)])
                    + (7 * x[Math.Min(row + columns, 2 * columns) + Math.Max(column - 4, 0)]) + (9 * x[row + columns - 1 - Math.Min(column + 1, columns - 1)]);
                Assert.Equal((byte)sum, y[i]);
                Assert.Equal(sum, w[i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void LocalArraysBelongToTheirThread(string backend, int warp)
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            var i = Gpu.GlobalIndex;
            for (var round = 0; round < 2; round++)
            {
                var digits = Local.Array<int>(10);
                for (var n = i * i; n > 0; n /= 10)
                    digits[n % 10]++;
                var most = 0;
                for (var d = 1; d < digits.Length; d++)
                    if (digits[d] > digits[most])
                        most = d;
                y[i] += most;
            }
        }, KernelBackends.Options(backend, warp));
        using var y = new Buffer<int>(2 * warp + 1);
        kernel.Launch(new LaunchShape(1, y.Length), y);
        for (var i = 0; i < y.Length; i++)
        {
            var counts = new int[10];
            for (var n = i * i; n > 0; n /= 10)
                counts[n % 10]++;
            Assert.Equal(2 * Array.IndexOf(counts, counts.Max()), y[i]);
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void DynamicSharedMemoryIsAsLargeAsTheLaunchSays(string backend)
    {
        var kernel = Kernel.Compile((Buffer<long> y) =>
        {
            var first = Shared.Array<byte>(5);
            var all = Shared.Dynamic<long>();
            all[Gpu.LinearThread] = Gpu.LinearThread;
            if (Gpu.LinearThread == 0)
                first[4] = 200;
            Gpu.SyncThreads();
            y[Gpu.LinearThread] = all[all.Length - 1 - Gpu.LinearThread] + first[4] * 1000 + all.Length * 1_000_000;
        }, KernelBackends.Options(backend));
        using var y = new Buffer<long>(40);
        kernel.Launch(new LaunchShape(1, 40, sharedBytes: (40 * 8) + 7), y);
        for (var i = 0; i < 40; i++)
            Assert.Equal(39 - i + 200_000 + 40_000_000, y[i]);
    }

    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void ThreadsKnowTheirPlacesInThreeDimensions(string backend, int warp)
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            var (t, b) = (Gpu.ThreadIdx, Gpu.BlockIdx);
            var block = b.X + Gpu.GridDim.X * (b.Y + Gpu.GridDim.Y * b.Z);
            var i = block * Gpu.BlockDim.X * Gpu.BlockDim.Y * Gpu.BlockDim.Z + Gpu.LinearThread;
            y[i] = t.X + 10 * t.Y + 100 * t.Z + 1000 * b.X + 10_000 * b.Y + 100_000 * b.Z + 1_000_000 * (Warp.Lane + Warp.Index * Warp.Size == Gpu.LinearThread ? 1 : 0)
                + 2_000_000 * (Gpu.GlobalIndex == b.X * Gpu.BlockDim.X + t.X ? 1 : 0);
        }, KernelBackends.Options(backend, warp));
        var (grid, threads) = (new Dim3(2, 3, 2), new Dim3(5, 3, 2));
        using var y = new Buffer<int>(12 * 30);
        kernel.Launch(new LaunchShape(grid, threads), y);
        for (var i = 0; i < y.Length; i++)
        {
            var (t, b) = (i % 30, i / 30);
            Assert.Equal((t % 5) + (10 * (t / 5 % 3)) + (100 * (t / 15)) + (1000 * (b % 2)) + (10_000 * (b / 2 % 3)) + (100_000 * (b / 6)) + 3_000_000, y[i]);
        }
    }

    private static void Patterns<T>(string backend, int warp, Func<int, T> make)
        where T : unmanaged
    {
        var kernel = Kernel.Compile<Action<ReadOnlyBuffer<T>, ReadOnlyBuffer<int>, Buffer<T>, int>>(Reach<T>, KernelBackends.Options(backend, warp));
        const int Count = 100;
        using var x = new ReadOnlyBuffer<T>([.. Enumerable.Range(0, 3 * Count).Select(make)]);
        using var places = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, Count).Select(i => i * 61 % 100)]);
        using var y = new Buffer<T>(6 * Count);
        kernel.Launch(LaunchShape.ForItems(Count, warp + 1), x, places, y, Count);
        for (var i = 0; i < Count; i++)
        {
            Assert.Equal(x[i], y[i]);
            Assert.Equal(x[(3 * i) + 1], y[Count + i]);
            Assert.Equal(x[5], y[(2 * Count) + i]);
            Assert.Equal(x[places[i]], y[(3 * Count) + i]);
            Assert.Equal(x[i], y[(4 * Count) + places[i]]);
            Assert.Equal(i % 2 == 0 ? x[Count - 1 - i] : default, y[(5 * Count) + i]);
        }
    }

    private static void Reach<T>(ReadOnlyBuffer<T> x, ReadOnlyBuffer<int> places, Buffer<T> y, int n)
        where T : unmanaged
    {
        var i = Gpu.GlobalIndex;
        if (i >= n)
            return;
        y[i] = x[i];
        y[n + i] = x[3 * i + 1];
        y[2 * n + i] = x[5];
        y[3 * n + i] = x[places[i]];
        y[4 * n + places[i]] = x[i];
        if (i % 2 == 0)
            y[5 * n + i] = x[n - 1 - i];
    }

    private static void Neighbours(Buffer2D<byte> x, Buffer2D<byte> y)
    {
        var (row, column) = ((Gpu.BlockIdx.Y * 2) + Gpu.ThreadIdx.Y, (Gpu.BlockIdx.X * Gpu.BlockDim.X) + Gpu.ThreadIdx.X);
        if (row >= x.Rows || column >= x.Columns)
            return;
        var (left, right) = (column == 0 ? x.Columns - 1 : column - 1, column == x.Columns - 1 ? 0 : column + 1);
        var mirrored = x.Columns - 1 - Math.Min(column + 1, x.Columns - 1);
        y[row, column] = (byte)(x[row, left] + (3 * x[row, right]) + (5 * x[row, Math.Clamp(column - 2, 0, x.Columns - 1)])
            + (7 * x[Math.Min(row + 1, x.Rows - 1), Math.Max(column - 4, 0)]) + (9 * x[row, mirrored]));
    }

    private static void Neighbours(Buffer2D<float> x, Buffer2D<float> y)
    {
        var (row, column) = ((Gpu.BlockIdx.Y * 2) + Gpu.ThreadIdx.Y, (Gpu.BlockIdx.X * Gpu.BlockDim.X) + Gpu.ThreadIdx.X);
        if (row >= x.Rows || column >= x.Columns)
            return;
        var (left, right) = (column == 0 ? x.Columns - 1 : column - 1, column == x.Columns - 1 ? 0 : column + 1);
        var mirrored = x.Columns - 1 - Math.Min(column + 1, x.Columns - 1);
        y[row, column] = (x[row, left] + (3 * x[row, right]) + (5 * x[row, Math.Clamp(column - 2, 0, x.Columns - 1)])
            + (7 * x[Math.Min(row + 1, x.Rows - 1), Math.Max(column - 4, 0)]) + (9 * x[row, mirrored]));
    }

    private static void Transpose(ReadOnlyBuffer2D<float> source, Buffer2D<float> target)
    {
        var tile = Shared.Array<float>(8 * 9);
        var (x, y) = (Gpu.ThreadIdx.X, Gpu.ThreadIdx.Y);
        var (row, column) = (Gpu.BlockIdx.Y * 8 + y, Gpu.BlockIdx.X * 8 + x);
        if (row < source.Rows && column < source.Columns)
            tile[y * 9 + x] = source[row, column];
        Gpu.SyncThreads();
        (row, column) = (Gpu.BlockIdx.X * 8 + y, Gpu.BlockIdx.Y * 8 + x);
        if (row < target.Rows && column < target.Columns)
            target[row, column] = tile[x * 9 + y];
    }

    private struct Pair
    {
        public bool Flag;
        public double Weight;
        public int Rank;
        public byte Code;
    }
}
