using static Xcs.Tests.Lifting.CorpusLog;

namespace Corpus;

public static partial class Loops
{
    public static int For(int n)
    {
        var sum = 0;
        for (var k = 0; k < (n & 15); k++)
            sum += k * k;
        return sum;
    }

    public static int ForDown(int n)
    {
        var sum = 1;
        for (var k = n & 15; k >= 0; k -= 2)
            sum = sum * 31 + k;
        return sum;
    }

    public static int While(int n)
    {
        var steps = 0;
        while (n != 1 && steps < 50)
        {
            n = (n & 1) == 0 ? n / 2 : (3 * n) + 1;
            steps++;
        }

        return steps;
    }

    public static int DoWhile(int n)
    {
        var digits = 0;
        do
        {
            digits++;
            n /= 10;
        }
        while (n != 0);
        return digits;
    }

    public static int Break(int[] items, int wanted)
    {
        var at = -1;
        for (var k = 0; k < items.Length; k++)
        {
            if (items[k] == wanted)
            {
                at = k;
                break;
            }
        }

        return at;
    }

    public static int Continue(int[] items)
    {
        var sum = 0;
        foreach (var item in items)
        {
            if (item < 0)
                continue;
            if (item % 2 == 0)
            {
                sum += item;
                continue;
            }

            sum ^= item;
        }

        return sum;
    }

    public static int Infinite(int n)
    {
        var k = 0;
        while (true)
        {
            if (k * k >= (n & 255))
                return k;
            k++;
        }
    }

    public static int InfiniteFor(int n)
    {
        for (; ; )
        {
            n = (n >> 1) & 0x7FFF;
            if (n < 4)
                break;
            Note(n);
        }

        return n;
    }

    public static int Nested(int n, int m)
    {
        var sum = 0;
        for (var i = 0; i < (n & 7); i++)
        {
            for (var j = i; j < (m & 7); j++)
                sum += (i * 10) + j;
        }

        return sum;
    }

    public static int NestedBreak(int[] a, int[] b)
    {
        var found = 0;
        foreach (var x in a)
        {
            foreach (var y in b)
            {
                if (x == y)
                {
                    found++;
                    break;
                }

                if (y == 0)
                    continue;
                found ^= y;
            }

            if (found > 1000)
                break;
        }

        return found;
    }

    public static int GotoOut(int n)
    {
        var count = 0;
        for (var i = 0; i < 10; i++)
        {
            for (var j = 0; j < 10; j++)
            {
                for (var k = 0; k < 10; k++)
                {
                    count++;
                    if (i + j + k == (n & 31))
                        goto Done;
                }
            }
        }

        count = -count;
    Done:
        return count;
    }

    public static int GotoContinueOuter(int[] a, int[] b)
    {
        var sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
            {
                if (a[i] == b[j])
                    goto Next;
                if (b[j] < 0)
                    goto Stop;
            }

            sum += a[i];
        Next:;
        }

        return sum;
    Stop:
        return ~sum;
    }

    public static int GotoBack(int n)
    {
        var tries = 0;
    Again:
        tries++;
        n /= 2;
        if (n > 3 || n < -3)
            goto Again;
        return tries;
    }

    public static int GotoForward(int n)
    {
        if (n < 0)
            goto Negative;
        if (n == 0)
            goto Zero;
        return 1;
    Negative:
        Note(-1);
        return -1;
    Zero:
        Note(0);
        goto Negative;
    }

    public static string EarlyReturns(int n)
    {
        if (n < 0)
            return "negative";
        for (var k = 0; k < 5; k++)
        {
            if (n == k)
                return k % 2 == 0 ? "even" : "odd";
        }

        if (n > 1000)
        {
            Note(n);
            return "big";
        }

        return "medium";
    }

    public static void ReturnsFromTheMiddle(int n)
    {
        Note(1);
        if (n > 5)
        {
            Note(2);
            return;
        }

        Note(3);
        if (n > 0)
            return;
        Note(4);
    }
}
