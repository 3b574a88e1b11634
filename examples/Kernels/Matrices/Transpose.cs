namespace KernelExamples;

/// <summary>Tiles go through shared memory, so that rows are read and rows are written. Its rows are one longer than a tile, against bank conflicts.</summary>
internal static class Transpose
{
    private const int Tile = 32;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var (rows, columns) = (size, size + 3);
        var trial = new Trial<float>(rows * columns);
        var x = Data.Floats(rows * columns, -1, 1);
        var input = trial.Input(x);
        var kernel = Kernel.Compile(Turn, options);
        var shape = new LaunchShape(new Dim3((columns + Tile - 1) / Tile, (rows + Tile - 1) / Tile), new Dim3(Tile, Tile));
        trial.Launch = () => kernel.Launch(shape, new ReadOnlyBuffer2D<float>(input, rows, columns), new Buffer2D<float>(trial.Actual, columns, rows));
        trial.PlainLoops(loop => loop(rows, (from, to) => Plain(x, trial.Expected, rows, columns, from, to)));
        return trial;
    }

    private static void Turn(ReadOnlyBuffer2D<float> x, Buffer2D<float> y)
    {
        var tile = Shared.Array<float>(Tile * (Tile + 1));
        var (i, j) = (Gpu.ThreadIdx.X, Gpu.ThreadIdx.Y);
        var (left, top) = (Gpu.BlockIdx.X * Tile, Gpu.BlockIdx.Y * Tile);
        if (top + j < x.Rows && left + i < x.Columns)
            tile[(j * (Tile + 1)) + i] = x[top + j, left + i];
        Gpu.SyncThreads();
        if (left + j < y.Rows && top + i < y.Columns)
            y[left + j, top + i] = tile[(i * (Tile + 1)) + j];
    }

    private static void Plain(float[] x, float[] y, int rows, int columns, int from, int to)
    {
        for (var row = from; row < to; row++)
            for (var column = 0; column < columns; column++)
                y[(column * rows) + row] = x[(row * columns) + column];
    }
}
