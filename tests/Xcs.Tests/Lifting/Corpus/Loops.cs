using static Xcs.Tests.Lifting.CorpusLog;

namespace Corpus;

public static class Loops
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

    public static int SideEffectsInCondition(int n)
    {
        var k = 0;
        while (Note(k++) < (n & 7))
        {
        }

        return k;
    }

    public static int PrePost(int n)
    {
        var a = n++;
        var b = ++n;
        var c = n-- - --n;
        return (a * 3) + (b * 5) + c + n;
    }

    public static int LoopInBranch(int n)
    {
        var r = 0;
        if (n > 10)
        {
            for (var k = 0; k < 5; k++)
                r += n;
        }
        else if (n < -10)
        {
            var k = 5;
            while (k-- > 0)
                r -= n;
        }
        else
        {
            do
                r++;
            while (r < n);
        }

        return r;
    }

    public static int TwoLoopsShareVariable(int n)
    {
        int k;
        var r = 0;
        for (k = 0; k < (n & 7); k++)
            r += k;
        for (; k > 0; k--)
            r *= 2;
        return r + k;
    }

    public static int WhileWithTwoExits(int[] items)
    {
        var k = 0;
        var sum = 0;
        while (k < items.Length)
        {
            if (items[k] < 0)
            {
                sum = -sum;
                if (sum == 0)
                    break;
            }

            sum += items[k++];
            if (sum > 500)
                return k;
        }

        return sum;
    }

    public static int LoopHeaderInsideLoop(int n)
    {
        var r = 0;
        n &= 0xFF;
        while (n > 0)
        {
            while ((n & 1) == 0 && n > 0)
            {
                n >>= 1;
                r++;
                if (r > 100)
                    return -1;
            }

            n--;
            do
            {
                r += 2;
            }
            while (r % 3 != 0);
        }

        return r;
    }

    public static long Fibonacci(int n)
    {
        long a = 0, b = 1;
        for (var k = 0; k < (n & 63); k++)
            (a, b) = (b, a + b);
        return a;
    }

    public static bool Prime(int n)
    {
        n &= 0xFFFF;
        if (n < 2)
            return false;
        for (var d = 2; d * d <= n; d++)
        {
            if (n % d == 0)
                return false;
        }

        return true;
    }

    public static int BinarySearch(int[] items, int wanted)
    {
        int low = 0, high = items.Length - 1;
        while (low <= high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (items[middle] == wanted)
                return middle;
            if (items[middle] < wanted)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    public static void BubbleSort(int[] items)
    {
        for (var end = items.Length; end > 1; end--)
        {
            var swapped = false;
            for (var k = 1; k < end; k++)
            {
                if (items[k - 1] > items[k])
                {
                    (items[k - 1], items[k]) = (items[k], items[k - 1]);
                    swapped = true;
                }
            }

            if (!swapped)
                return;
        }
    }

    public static int Spiral(int n)
    {
        var size = (n & 3) + 1;
        var grid = new int[size, size];
        int x = 0, y = 0, dx = 1, dy = 0;
        for (var k = 1; k <= size * size; k++)
        {
            grid[y, x] = k;
            if (x + dx < 0 || x + dx >= size || y + dy < 0 || y + dy >= size || grid[y + dy, x + dx] != 0)
                (dx, dy) = (-dy, dx);
            x += dx;
            y += dy;
        }

        return (grid[size / 2, size / 2] * 100) + grid[size - 1, 0];
    }

    // Two labels in turn: a loop whose body ends in the middle.
    public static int StateMachine(string text)
    {
        var state = 0;
        var count = 0;
        foreach (var c in text)
        {
            switch (state)
            {
                case 0:
                    if (char.IsDigit(c)) { state = 1; count++; }
                    else if (c == '"') state = 2;
                    break;
                case 1:
                    if (!char.IsDigit(c)) goto case 0;
                    break;
                case 2:
                    if (c == '"') { state = 0; continue; }
                    if (c == '\\') { state = 3; break; }
                    count += 10;
                    break;
                default:
                    state = 2;
                    break;
            }

            Note(state);
        }

        return count;
    }
}
