namespace KernelExamples;

/// <summary>Conway's Game of Life on a torus. Two fields take turns.</summary>
internal static class GameOfLife
{
    private const int Generations = 6;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<byte>(size * size);
        var start = Array.ConvertAll(Data.Ints(size * size, 10), static value => value < 3 ? (byte)1 : (byte)0);
        var other = new byte[size * size];
        var (even, odd) = (new Buffer2D<byte>(trial.Actual, size, size), new Buffer2D<byte>(trial.Scratch<byte>(size * size), size, size));
        var kernel = Kernel.Compile(Live, options);
        var shape = new LaunchShape(new Dim3((size + 31) / 32, (size + 3) / 4), new Dim3(32, 4));
        trial.Launch = () =>
        {
            start.CopyTo(trial.Actual.AsSpan());
            for (var generation = 0; generation < Generations; generation += 2)
            {
                kernel.Launch(shape, even, odd);
                kernel.Launch(shape, odd, even);
            }
        };
        trial.PlainLoops(loop =>
        {
            start.CopyTo(trial.Expected, 0);
            for (var generation = 0; generation < Generations; generation += 2)
            {
                loop(size, (from, to) => Plain(trial.Expected, other, size, from, to));
                loop(size, (from, to) => Plain(other, trial.Expected, size, from, to));
            }
        });
        return trial;
    }

    private static void Live(Buffer2D<byte> now, Buffer2D<byte> next)
    {
        var (x, y) = ((Gpu.BlockIdx.X * Gpu.BlockDim.X) + Gpu.ThreadIdx.X, (Gpu.BlockIdx.Y * Gpu.BlockDim.Y) + Gpu.ThreadIdx.Y);
        if (y >= now.Rows || x >= now.Columns)
            return;
        var (above, below) = (y == 0 ? now.Rows - 1 : y - 1, y == now.Rows - 1 ? 0 : y + 1);
        var (left, right) = (x == 0 ? now.Columns - 1 : x - 1, x == now.Columns - 1 ? 0 : x + 1);
        var live = now[above, left] + now[above, x] + now[above, right] + now[y, left] + now[y, right] + now[below, left] + now[below, x] + now[below, right];
        next[y, x] = (byte)(live == 3 || (live == 2 && now[y, x] == 1) ? 1 : 0);
    }

    private static void Plain(byte[] now, byte[] next, int size, int from, int to)
    {
        for (var y = from; y < to; y++)
        {
            var (above, here, below) = ((y + size - 1) % size * size, y * size, (y + 1) % size * size);
            for (var x = 0; x < size; x++)
            {
                var (left, right) = (x == 0 ? size - 1 : x - 1, x == size - 1 ? 0 : x + 1);
                var live = now[above + left] + now[above + x] + now[above + right] + now[here + left] + now[here + right] + now[below + left] + now[below + x] + now[below + right];
                next[here + x] = (byte)(live == 3 || (live == 2 && now[here + x] == 1) ? 1 : 0);
            }
        }
    }
}
