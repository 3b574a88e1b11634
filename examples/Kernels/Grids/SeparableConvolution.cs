namespace KernelExamples;

/// <summary>A blur along the rows and then along the columns. Blocks load their part of the picture and what is near it; edges repeat.</summary>
internal static class SeparableConvolution
{
    private const int Radius = 4;
    private const int Threads = 128;
    private const int Width = 32;
    private const int Height = 16;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<float>(size * size);
        var (x, weights, between) = (Data.Floats(size * size, 0, 1), Data.Floats((2 * Radius) + 1, 0, 0.2f, seed: 1), new float[size * size]);
        var picture = new ReadOnlyBuffer2D<float>(trial.Input(x), size, size);
        var blurred = new Buffer2D<float>(trial.Scratch<float>(size * size), size, size);
        var result = new Buffer2D<float>(trial.Actual, size, size);
        var filter = trial.Input(weights);
        var (rows, columns) = (Kernel.Compile(AlongRows, options), Kernel.Compile(AlongColumns, options));
        var stretches = new LaunchShape(new Dim3((size + Threads - 1) / Threads, size), Threads);
        var tiles = new LaunchShape(new Dim3((size + Width - 1) / Width, (size + Height - 1) / Height), new Dim3(Width, Height));
        trial.Launch = () =>
        {
            rows.Launch(stretches, picture, filter, blurred);
            columns.Launch(tiles, blurred, filter, result);
        };
        trial.PlainLoops(loop =>
        {
            loop(size, (from, to) => Plain(x, weights, between, size, along: 1, across: size, from, to));
            loop(size, (from, to) => Plain(between, weights, trial.Expected, size, along: size, across: 1, from, to));
        });
        return trial;
    }

    private static void AlongRows(ReadOnlyBuffer2D<float> x, ReadOnlyBuffer<float> weights, Buffer2D<float> y)
    {
        var stretch = Shared.Array<float>(Threads + (2 * Radius));
        var (left, row, i) = (Gpu.BlockIdx.X * Threads, Gpu.BlockIdx.Y, Gpu.ThreadIdx.X);
        for (var k = i; k < stretch.Length; k += Threads)
            stretch[k] = x[row, Math.Clamp(left + k - Radius, 0, x.Columns - 1)];
        Gpu.SyncThreads();
        var sum = 0f;
        for (var k = 0; k <= 2 * Radius; k++)
            sum += weights[k] * stretch[i + k];
        if (left + i < y.Columns)
            y[row, left + i] = sum;
    }

    private static void AlongColumns(Buffer2D<float> x, ReadOnlyBuffer<float> weights, Buffer2D<float> y)
    {
        var tile = Shared.Array<float>(Width * (Height + (2 * Radius)));
        var (top, i, j) = (Gpu.BlockIdx.Y * Height, Gpu.ThreadIdx.X, Gpu.ThreadIdx.Y);
        var (row, column) = (top + j, (Gpu.BlockIdx.X * Width) + i);
        for (var k = j; k < Height + (2 * Radius); k += Height)
            tile[(k * Width) + i] = x[Math.Clamp(top + k - Radius, 0, x.Rows - 1), Math.Min(column, x.Columns - 1)];
        Gpu.SyncThreads();
        var sum = 0f;
        for (var k = 0; k <= 2 * Radius; k++)
            sum += weights[k] * tile[((j + k) * Width) + i];
        if (row < y.Rows && column < y.Columns)
            y[row, column] = sum;
    }

    private static void Plain(float[] x, float[] weights, float[] y, int size, int along, int across, int from, int to)
    {
        for (var line = from; line < to; line++)
        {
            for (var place = 0; place < size; place++)
            {
                var sum = 0f;
                for (var k = 0; k <= 2 * Radius; k++)
                    sum += weights[k] * x[(line * across) + (Math.Clamp(place + k - Radius, 0, size - 1) * along)];
                y[(line * across) + (place * along)] = sum;
            }
        }
    }
}
