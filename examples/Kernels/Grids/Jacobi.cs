namespace KernelExamples;

/// <summary>Laplace's equation on a square with a given edge: each sweep takes the mean of four neighbours, from one grid into the other.</summary>
internal static class Jacobi
{
    private const int Sweeps = 10;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<float>(size * size);
        var start = Data.Floats(size * size, 0, 1);
        var other = new float[size * size];
        var (even, odd) = (new Buffer2D<float>(trial.Actual, size, size), trial.Scratch<float>(size * size));
        var oddGrid = new Buffer2D<float>(odd, size, size);
        var kernel = Kernel.Compile(Sweep, options);
        var shape = new LaunchShape(new Dim3((size + 31) / 32, (size + 3) / 4), new Dim3(32, 4));
        trial.Launch = () =>
        {
            start.CopyTo(trial.Actual.AsSpan());
            for (var sweep = 0; sweep < Sweeps; sweep += 2)
            {
                kernel.Launch(shape, even, oddGrid);
                kernel.Launch(shape, oddGrid, even);
            }
        };
        trial.PlainLoops(loop =>
        {
            start.CopyTo(trial.Expected, 0);
            for (var sweep = 0; sweep < Sweeps; sweep += 2)
            {
                loop(size, (from, to) => Plain(trial.Expected, other, size, from, to));
                loop(size, (from, to) => Plain(other, trial.Expected, size, from, to));
            }
        });
        return trial;
    }

    private static void Sweep(Buffer2D<float> x, Buffer2D<float> y)
    {
        var (column, row) = ((Gpu.BlockIdx.X * Gpu.BlockDim.X) + Gpu.ThreadIdx.X, (Gpu.BlockIdx.Y * Gpu.BlockDim.Y) + Gpu.ThreadIdx.Y);
        if (row >= x.Rows || column >= x.Columns)
            return;
        y[row, column] = row == 0 || column == 0 || row == x.Rows - 1 || column == x.Columns - 1
            ? x[row, column]
            : 0.25f * (x[row - 1, column] + x[row + 1, column] + x[row, column - 1] + x[row, column + 1]);
    }

    private static void Plain(float[] x, float[] y, int size, int from, int to)
    {
        x.AsSpan(from * size, (to - from) * size).CopyTo(y.AsSpan(from * size));
        for (var row = Math.Max(from, 1); row < Math.Min(to, size - 1); row++)
            for (var i = (row * size) + 1; i < ((row + 1) * size) - 1; i++)
                y[i] = 0.25f * (x[i - size] + x[i + size] + x[i - 1] + x[i + 1]);
    }
}
