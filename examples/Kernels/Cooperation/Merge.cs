namespace KernelExamples;

/// <summary>Two sorted arrays become one. Each thread finds where its part starts in both by bisection (merge path: Green, McColl, Bader 2012).</summary>
internal static class Merge
{
    private const int Items = 8;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<int>(size);
        int[] a = [.. Data.Ints(size / 3, size).Order()];
        int[] b = [.. Data.Ints(size - a.Length, size, seed: 1).Order()];
        var (left, right) = (trial.Input(a), trial.Input(b));
        var kernel = Kernel.Compile(AlongPath, options);
        trial.Launch = () => kernel.Launch(LaunchShape.ForItems((size + Items - 1) / Items, 64), left, right, trial.Actual);
        trial.Plain = () => Plain(a, b, trial.Expected);
        return trial;
    }

    private static void AlongPath(ReadOnlyBuffer<int> a, ReadOnlyBuffer<int> b, Buffer<int> y)
    {
        var start = Math.Min(Gpu.GlobalIndex * Items, y.Length);
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
        for (var k = start; k < Math.Min(start + Items, y.Length); k++)
            y[k] = j >= b.Length || (i < a.Length && a[i] <= b[j]) ? a[i++] : b[j++];
    }

    private static void Plain(int[] a, int[] b, int[] y)
    {
        var (i, j) = (0, 0);
        for (var k = 0; k < y.Length; k++)
            y[k] = j >= b.Length || (i < a.Length && a[i] <= b[j]) ? a[i++] : b[j++];
    }
}
