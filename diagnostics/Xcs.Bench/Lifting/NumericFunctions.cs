namespace Xcs.Bench;

/// <summary>Ten pure numeric functions of some microseconds, each of another kind.</summary>
internal static class NumericFunctions
{
    public static double Collatz(int n)
    {
        var longest = 0;
        for (var start = 1; start < 100 + n; start++)
        {
            long value = start;
            var steps = 0;
            while (value != 1)
            {
                value = (value & 1) == 0 ? value / 2 : (3 * value) + 1;
                steps++;
            }

            if (steps > longest)
                longest = steps;
        }

        return longest;
    }

    public static double Mandelbrot(int n)
    {
        var inside = 0;
        for (var y = 0; y < 16; y++)
        {
            for (var x = 0; x < 16; x++)
            {
                double cr = (x / 8.0) - 1.5 + (n * 0.001), ci = (y / 8.0) - 1.0, zr = 0, zi = 0;
                var k = 0;
                for (; k < 60 && (zr * zr) + (zi * zi) < 4; k++)
                    (zr, zi) = ((zr * zr) - (zi * zi) + cr, (2 * zr * zi) + ci);
                inside += k;
            }
        }

        return inside;
    }

    public static double Sieve(int n)
    {
        var composite = new bool[2_000 + n];
        var primes = 0;
        for (var k = 2; k < composite.Length; k++)
        {
            if (composite[k])
                continue;
            primes++;
            for (var multiple = 2 * k; multiple < composite.Length; multiple += k)
                composite[multiple] = true;
        }

        return primes;
    }

    public static double Simpson(int n)
    {
        const int Steps = 400;
        double from = 0, to = 1 + n, width = (to - from) / Steps, sum = 0;
        for (var k = 0; k <= Steps; k++)
        {
            var x = from + (k * width);
            var value = x / (1 + (x * x));
            sum += k is 0 or Steps ? value : k % 2 == 1 ? 4 * value : 2 * value;
        }

        return sum * width / 3;
    }

    public static double MatrixProduct(int n)
    {
        const int Size = 16;
        var (a, b, c) = (new double[Size * Size], new double[Size * Size], new double[Size * Size]);
        for (var k = 0; k < a.Length; k++)
            (a[k], b[k]) = (k + n, k - n);
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < Size; k++)
                    sum += a[(i * Size) + k] * b[(k * Size) + j];
                c[(i * Size) + j] = sum;
            }
        }

        return c[17] + c[200];
    }

    public static double Crc32(int n)
    {
        var crc = 0xFFFFFFFFu;
        for (var k = 0; k < 500; k++)
        {
            crc ^= (byte)(k * n);
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }

    public static double XorShift(int n)
    {
        var state = 0x9E3779B97F4A7C15UL + (ulong)n;
        var hits = 0;
        for (var k = 0; k < 2_000; k++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            double x = (state & 0xFFFF) / 65536.0, y = (state >> 48) / 65536.0;
            if ((x * x) + (y * y) < 1)
                hits++;
        }

        return hits * 4 / 2_000.0;
    }

    public static double EditDistance(int n)
    {
        const int Length = 40;
        var row = new int[Length + 1];
        for (var j = 0; j <= Length; j++)
            row[j] = j;
        for (var i = 1; i <= Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= Length; j++)
            {
                var above = row[j];
                var cost = (i * n) % 7 == j % 5 ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
                diagonal = above;
            }
        }

        return row[Length];
    }

    public static double InsertionSort(int n)
    {
        var items = new int[120];
        var seed = (uint)n + 1;
        for (var k = 0; k < items.Length; k++)
        {
            seed = (seed * 1_664_525) + 1_013_904_223;
            items[k] = (int)(seed >> 16);
        }

        for (var k = 1; k < items.Length; k++)
        {
            var item = items[k];
            var at = k - 1;
            while (at >= 0 && items[at] > item)
            {
                items[at + 1] = items[at];
                at--;
            }

            items[at + 1] = item;
        }

        return items[60];
    }

    public static double Newton(int n)
    {
        var sum = 0.0;
        for (var k = 1; k < 200; k++)
        {
            double value = k + n, root = value;
            double before;
            do
            {
                before = root;
                root = 0.5 * (root + (value / root));
            }
            while (Math.Abs(root - before) > 1e-12 * root);
            sum += root;
        }

        return sum;
    }
}
