namespace KernelExamples;

/// <summary>How many turns of z² + c stay near zero, a thread for each c: lanes leave the loop one by one.</summary>
internal static class Mandelbrot
{
    private const int MostTurns = 100;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<int>(size * size);
        var kernel = Kernel.Compile(Escape, options);
        var shape = new LaunchShape(new Dim3((size + 31) / 32, (size + 3) / 4), new Dim3(32, 4));
        trial.Launch = () => kernel.Launch(shape, new Buffer2D<int>(trial.Actual, size, size));
        trial.PlainLoops(loop => loop(size, (from, to) => Plain(size, trial.Expected, from, to)));
        return trial;
    }

    private static void Escape(Buffer2D<int> turns)
    {
        var (x, y) = ((Gpu.BlockIdx.X * Gpu.BlockDim.X) + Gpu.ThreadIdx.X, (Gpu.BlockIdx.Y * Gpu.BlockDim.Y) + Gpu.ThreadIdx.Y);
        if (x >= turns.Columns || y >= turns.Rows)
            return;
        turns[y, x] = TurnsAt((x * 3f / turns.Columns) - 2.25f, (y * 3f / turns.Rows) - 1.5f);
    }

    private static void Plain(int size, int[] turns, int from, int to)
    {
        for (var y = from; y < to; y++)
            for (var x = 0; x < size; x++)
                turns[(y * size) + x] = TurnsAt((x * 3f / size) - 2.25f, (y * 3f / size) - 1.5f);
    }

    private static int TurnsAt(float re, float im)
    {
        var (x, y) = (0f, 0f);
        var turn = 0;
        while (turn < MostTurns && (x * x) + (y * y) <= 4)
        {
            (x, y) = ((x * x) - (y * y) + re, (2 * x * y) + im);
            turn++;
        }
        return turn;
    }
}
