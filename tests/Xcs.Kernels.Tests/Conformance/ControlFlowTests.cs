namespace Xcs.Kernels.Tests.Conformance;

/// <summary>Control flow that diverges in every way gives what the same method gives on one thread.</summary>
public sealed class ControlFlowTests
{
    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void DivergentMethodsGiveWhatTheyGiveAlone(string backend, int warp)
    {
        var kernel = Kernel.Compile((ReadOnlyBuffer<int> x, Buffer<int> y) =>
        {
            var i = Gpu.GlobalIndex;
            if (i >= x.Length)
                return;
            var n = x.Length;
            y[i] = Nested(x[i], i);
            y[n + i] = Loops(x[i]);
            y[2 * n + i] = Cases(x[i]);
            y[3 * n + i] = Early(x[i], i);
            y[4 * n + i] = Search(x[i]);
            y[5 * n + i] = Swapped(x[i], i);
        }, KernelBackends.Options(backend, warp));
        foreach (var threads in new[] { 1, warp - 1, warp, warp + 1, 3 * warp + 2 })
        {
            using var x = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, (2 * threads) - 1).Select(i => i * 37 % 101)]);
            using var y = new Buffer<int>(6 * x.Length);
            kernel.Launch(LaunchShape.ForItems(x.Length, threads), x, y);
            for (var i = 0; i < x.Length; i++)
            {
                int[] expected = [Nested(x[i], i), Loops(x[i]), Cases(x[i]), Early(x[i], i), Search(x[i]), Swapped(x[i], i)];
                for (var k = 0; k < expected.Length; k++)
                    Assert.True(expected[k] == y[(k * x.Length) + i], $"method {k} of {x[i]}, thread {i} of blocks of {threads}: {expected[k]} expected, {y[(k * x.Length) + i]} found");
            }
        }
    }

    /// <summary>By the first lane and the last it is settled what all lanes do, unless the number wraps on the way.</summary>
    [Theory]
    [MemberData(nameof(KernelBackends.NamesAndWarps), MemberType = typeof(KernelBackends))]
    public void NumbersThatGrowWithTheLaneAreComparedAsTheyAreWhereTheyWrap(string backend, int warp)
    {
        var kernel = Kernel.Compile((int offset, int limit, Buffer<int> y) =>
        {
            var i = Gpu.GlobalIndex;
            if (i * 16 + 15 >= y.Length)
                return;
            for (var k = 0; k < 16; k++)
                y[i * 16 + k] = -1;
            Compare(y, i * 16, i + offset, limit);
            Compare(y, i * 16 + 4, offset - 3 * i, limit);
            Unsigned(y, i * 16 + 8, (uint)(i + offset), (uint)limit);
            var turns = 0;
            for (var at = i + offset; at < limit && turns < 5; at += 7)
                turns++;
            y[i * 16 + 12] = turns;
        }, KernelBackends.Options(backend, warp));
        int[] numbers = [int.MinValue, int.MinValue + 9, -5, 0, 7, 40, int.MaxValue - 40, int.MaxValue - 3, int.MaxValue];
        using var found = new Buffer<int>(16 * 2 * warp);
        using var expected = new Buffer<int>(found.Length);
        foreach (var offset in numbers)
            foreach (var limit in numbers)
            {
                kernel.Launch(LaunchShape.ForItems(2 * warp, warp), offset, limit, found);
                for (var i = 0; i < 2 * warp; i++)
                {
                    for (var k = 0; k < 16; k++)
                        expected[i * 16 + k] = -1;
                    Compare(expected, i * 16, i + offset, limit);
                    Compare(expected, i * 16 + 4, offset - 3 * i, limit);
                    Unsigned(expected, i * 16 + 8, (uint)(i + offset), (uint)limit);
                    var turns = 0;
                    for (var at = i + offset; at < limit && turns < 5; at += 7)
                        turns++;
                    expected[i * 16 + 12] = turns;
                }
                for (var k = 0; k < found.Length; k++)
                    Assert.True(expected[k] == found[k], $"result {k % 16} of thread {k / 16}, offset {offset}, limit {limit}: {expected[k]} expected, {found[k]} found");
            }
    }

    private static void Compare(Buffer<int> y, int place, int number, int limit)
    {
        if (number < limit)
            y[place] = 1;
        else
            y[place] = 2;
        if (number >= limit)
            y[place + 1] = 3;
        if (!(number <= limit))
            y[place + 2] = 4;
        if (limit == number)
            y[place + 3] = 5;
        else if (limit > number && number != 0)
            y[place + 3] = 6;
    }

    private static void Unsigned(Buffer<int> y, int place, uint number, uint limit)
    {
        if (number < limit)
            y[place] = 1;
        else
            y[place] = 2;
        if (limit < number)
            y[place + 1] = 3;
        if (number >= limit || number == 0)
            y[place + 2] = 4;
        if (number != limit)
            y[place + 3] = 5;
    }

    private static int Nested(int x, int i)
    {
        var result = 0;
        if (x % 2 == 0)
        {
            if (x % 3 == 0)
                result += 1;
            else if (x % 5 == 0)
            {
                result += 10;
                if (i % 4 == 1)
                    result *= 3;
            }
            result += 100;
        }
        else
        {
            result = i > 10 && x > 50 || x < 7 ? -x : x;
        }
        return result + i;
    }

    private static int Loops(int x)
    {
        var sum = 0;
        for (var i = 0; i < x % 11; i++)
        {
            if (i % 3 == 2)
                continue;
            for (var j = i; j < x; j += 1 + i)
            {
                sum += j ^ i;
                if (sum % 17 == 3)
                    break;
            }
            if (sum > 3000)
                break;
            sum++;
        }
        do
            sum += 3;
        while (sum % 7 != 0);
        return sum;
    }

    private static int Cases(int x)
    {
        switch (x % 9)
        {
            case 0:
            case 4:
                return x;
            case 1:
                x += 5;
                goto case 3;
            case 2:
                for (var i = 0; i < x; i++)
                    if (i * i > x)
                        return -i;
                break;
            case 3:
                x *= 2;
                break;
            case 8:
                return 8;
            default:
                x = -x;
                break;
        }
        return x + 1000;
    }

    private static int Early(int x, int i)
    {
        if (x < 10)
            return 1;
        for (var k = 0; ; k++)
        {
            if (k * k > x)
                return k;
            if ((k ^ i) == 6)
                return -k;
        }
    }

    private static int Search(int x)
    {
        var (low, high) = (0, 128);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (middle * middle / 90 < x)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static int Swapped(int x, int i)
    {
        var (a, b) = (x, i);
        while (b != 0)
            (a, b) = (b, a % b);
        Bump(ref a, x);
        return a;
    }

    private static void Bump(ref int value, int by)
    {
        if (by % 2 == 0)
            value += by;
    }
}
