namespace Xcs.Kernels.Tests.Launching;

public class FirstKernelsTests
{
    private struct Point
    {
        public float X;
        public float Y;
    }

    private static readonly KernelOptions Interpreted = new() { Backend = KernelBackend.Interpreter };

    [Fact]
    public void BlockSumsOfTheIssue()
    {
        var kernel = Kernel.Compile(BlockSum, Interpreted);
        Console.WriteLine(kernel.ToText());
        var values = Enumerable.Range(0, 1000).Select(i => (float)(i % 7)).ToArray();
        using var x = new Buffer<float>(values);
        using var sums = new Buffer<float>(8);
        kernel.Launch(new LaunchShape(8, 128), x, sums);
        for (var block = 0; block < 8; block++)
            Assert.Equal(values.Skip(128 * block).Take(128).Sum(), sums[block]);
    }

    [Fact]
    public void StructsAndMethodsAreInlined()
    {
        var kernel = Kernel.Compile((ReadOnlyBuffer<Point> p, Buffer<Point> q, Point shift, int n) =>
        {
            var i = Gpu.GlobalIndex;
            if (i >= n)
                return;
            var sum = Add(p[i], shift);
            if (i % 2 == 0)
                sum.X = -sum.X;
            q[i] = sum;
        }, Interpreted);
        Console.WriteLine(kernel.ToText());
        using var p = new Buffer<Point>(Enumerable.Range(0, 10).Select(i => new Point { X = i, Y = 2 * i }).ToArray());
        using var q = new Buffer<Point>(10);
        kernel.Launch(new LaunchShape(1, 16), p, q, new Point { X = 1, Y = 2 }, 10);
        for (var i = 0; i < 10; i++)
            Assert.Equal((i % 2 == 0 ? -(i + 1f) : i + 1f, 2f * i + 2), (q[i].X, q[i].Y));
    }

    private static Point Add(Point a, Point b) => new() { X = a.X + b.X, Y = a.Y + b.Y };

    [Fact]
    public void Collatz()
    {
        var kernel = Kernel.Compile((Buffer<int> steps) =>
        {
            var n = Gpu.GlobalIndex + 1;
            var count = 0;
            while (n != 1)
            {
                n = n % 2 == 0 ? n / 2 : 3 * n + 1;
                count++;
                if (count > 1000)
                    break;
            }
            switch (count % 5)
            {
                case 0: count += 100; break;
                case 1: count += 200; break;
                case 3: count += 300; break;
                default: count += 1; break;
            }
            steps[Gpu.GlobalIndex] = count;
        }, Interpreted);
        Console.WriteLine(kernel.ToText());
        using var steps = new Buffer<int>(96);
        kernel.Launch(new LaunchShape(2, 48), steps);
        for (var i = 0; i < 96; i++)
        {
            int n = i + 1, count = 0;
            while (n != 1)
            {
                n = n % 2 == 0 ? n / 2 : 3 * n + 1;
                count++;
            }
            count += (count % 5) switch { 0 => 100, 1 => 200, 3 => 300, _ => 1 };
            Assert.Equal(count, steps[i]);
        }
    }

    private static void BlockSum(ReadOnlyBuffer<float> x, Buffer<float> sums)
    {
        var partial = Shared.Array<float>(32);
        var v = Gpu.GlobalIndex < x.Length ? x[Gpu.GlobalIndex] : 0f;
        for (var delta = Warp.Size / 2; delta > 0; delta /= 2)
            v += Warp.ShuffleDown(v, delta);
        if (Warp.Lane == 0)
            partial[Warp.Index] = v;
        Gpu.SyncThreads();
        if (Gpu.ThreadIdx.X == 0)
        {
            var sum = 0f;
            for (var i = 0; i < Gpu.BlockDim.X / Warp.Size; i++)
                sum += partial[i];
            sums[Gpu.BlockIdx.X] = sum;
        }
    }
}
