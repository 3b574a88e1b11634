namespace KernelExamples;

/// <summary>A block computes a tile of the product; its threads load tiles of the factors together.</summary>
internal static class MatrixMultiply
{
    private const int Tile = 32;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var (rows, inner, columns) = (size, size + 1, size + 2);
        var trial = new Trial<float>(rows * columns, tolerance: 1e-5);
        var (a, b) = (Data.Floats(rows * inner, -1, 1), Data.Floats(inner * columns, -1, 1, seed: 1));
        var (left, right) = (trial.Input(a), trial.Input(b));
        var kernel = Kernel.Compile(Multiply, options);
        var shape = new LaunchShape(new Dim3((columns + Tile - 1) / Tile, (rows + Tile - 1) / Tile), new Dim3(Tile, Tile));
        trial.Launch = () => kernel.Launch(shape, new ReadOnlyBuffer2D<float>(left, rows, inner), new ReadOnlyBuffer2D<float>(right, inner, columns), new Buffer2D<float>(trial.Actual, rows, columns));
        trial.PlainLoops(loop => loop(rows, (from, to) => Plain(a, b, trial.Expected, inner, columns, from, to)));
        return trial;
    }

    private static void Multiply(ReadOnlyBuffer2D<float> a, ReadOnlyBuffer2D<float> b, Buffer2D<float> c)
    {
        var left = Shared.Array<float>(Tile * Tile);
        var right = Shared.Array<float>(Tile * Tile);
        var (x, y) = (Gpu.ThreadIdx.X, Gpu.ThreadIdx.Y);
        var (row, column) = ((Gpu.BlockIdx.Y * Tile) + y, (Gpu.BlockIdx.X * Tile) + x);
        var sum = 0f;
        for (var start = 0; start < a.Columns; start += Tile)
        {
            left[(y * Tile) + x] = row < a.Rows && start + x < a.Columns ? a[row, start + x] : 0;
            right[(y * Tile) + x] = start + y < b.Rows && column < b.Columns ? b[start + y, column] : 0;
            Gpu.SyncThreads();
            for (var k = 0; k < Tile; k++)
                sum += left[(y * Tile) + k] * right[(k * Tile) + x];
            Gpu.SyncThreads();
        }
        if (row < c.Rows && column < c.Columns)
            c[row, column] = sum;
    }

    private static void Plain(float[] a, float[] b, float[] c, int inner, int columns, int from, int to)
    {
        for (var row = from; row < to; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = 0f;
                for (var k = 0; k < inner; k++)
                    sum += a[(row * inner) + k] * b[(k * columns) + column];
                c[(row * columns) + column] = sum;
            }
        }
    }
}
