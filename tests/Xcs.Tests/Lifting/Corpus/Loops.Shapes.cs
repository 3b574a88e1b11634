using static Xcs.Tests.Lifting.CorpusLog;

namespace Corpus;

public static partial class Loops
{
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
