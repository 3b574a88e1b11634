namespace Xcs.Bench;

/// <summary>Numeric functions as people write them: loops, arrays, spans, structs, lists.</summary>
internal static class LiftedFunctions
{
    public static IReadOnlyList<LiftedFunction> All { get; } =
    [
        new(Polynomial, 100), new(Collatz, 1000), new(Sieve, 80_000), new(Dot, 8_000), new(MatrixProduct, 48), new(Mandelbrot, 40),
        new(Hash, 80_000), new(SpanSum, 60_000), new(GreatestDivisors, 60), new(Centroid, 60_000), new(ListSum, 60_000), new(Choices, 60_000),
    ];

    private static double Polynomial(int count)
    {
        var sum = 0.0;
        for (var k = 0; k < count; k++)
            for (var i = 0; i < 1000; i++)
                sum = (sum * 0.99) + i;
        return sum;
    }

    private static double Collatz(int limit)
    {
        var steps = 0;
        for (var start = 1; start < limit; start++)
            for (var value = (long)start; value != 1; steps++)
                value = (value & 1) == 0 ? value >> 1 : (3 * value) + 1;
        return steps;
    }

    private static double Sieve(int limit)
    {
        var isComposite = new bool[limit];
        var primes = 0;
        for (var i = 2; i < limit; i++)
        {
            if (isComposite[i])
                continue;
            primes++;
            for (var j = 2 * i; j < limit; j += i)
                isComposite[j] = true;
        }
        return primes;
    }

    private static double Dot(int length)
    {
        double[] a = new double[length], b = new double[length];
        for (var i = 0; i < a.Length; i++)
            (a[i], b[i]) = (i, i * 0.5);
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static double MatrixProduct(int n)
    {
        double[] a = new double[n * n], b = new double[n * n], c = new double[n * n];
        for (var i = 0; i < a.Length; i++)
            (a[i], b[i]) = (i, i * 2);
        for (var i = 0; i < n; i++)
            for (var k = 0; k < n; k++)
                for (var j = 0; j < n; j++)
                    c[(i * n) + j] += a[(i * n) + k] * b[(k * n) + j];
        return c[n];
    }

    private static double Mandelbrot(int n)
    {
        var total = 0;
        for (var y = 0; y < n; y++)
            for (var x = 0; x < n; x++)
            {
                double cr = (2.0 * x / n) - 1.5, ci = (2.0 * y / n) - 1, zr = 0, zi = 0;
                var i = 0;
                for (; i < 50 && (zr * zr) + (zi * zi) < 4; i++)
                    (zr, zi) = ((zr * zr) - (zi * zi) + cr, (2 * zr * zi) + ci);
                total += i;
            }
        return total;
    }

    private static double Hash(int count)
    {
        var hash = 2166136261;
        for (var i = 0; i < count; i++)
        {
            hash = (hash ^ ((uint)i & 255)) * 16777619;
            hash = (hash << 5) | (hash >> 27);
        }
        return hash;
    }

    private static double SpanSum(int length)
    {
        Span<int> span = new int[length];
        for (var i = 0; i < span.Length; i++)
            span[i] = i ^ 5;
        var sum = 0L;
        foreach (var item in span)
            sum += item;
        return sum;
    }

    private static double GreatestDivisors(int limit)
    {
        var sum = 0;
        for (var i = 1; i < limit; i++)
            for (var j = 1; j < limit; j++)
            {
                var (a, b) = (i, j);
                while (b != 0)
                    (a, b) = (b, a % b);
                sum += a;
            }
        return sum;
    }

    private static double Centroid(int count)
    {
        var centre = new Point(0, 0);
        for (var i = 0; i < count; i++)
            centre.Add(new Point(i, 1.0 / (i + 1)));
        return centre.X + centre.Y;
    }

    private static double ListSum(int count)
    {
        var list = new List<int>();
        for (var i = 0; i < count; i++)
            list.Add(i);
        var sum = 0L;
        foreach (var item in list)
            sum += item;
        return sum;
    }

    private static double Choices(int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
            sum += (i % 7) switch { 0 => 1, 1 => 3, 2 => sum & 1, 3 => 7, 4 => sum >> 2, _ => 2 };
        return sum;
    }

    private struct Point(double x, double y)
    {
        public double X = x;
        public double Y = y;

        public void Add(Point other)
        {
            X += other.X;
            Y += other.Y;
        }
    }
}
