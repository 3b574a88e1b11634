using System.Runtime.CompilerServices;
using Xcs.Tests.Lifting;

namespace Corpus;

/// <summary>What the lifter refuses. Where a line says "refused here", the error names that line.</summary>
public static class Refusals
{
    [Refused("filter")]
    public static int Filter(int a, int b)
    {
        try
        {
            return a / b;
        }
        catch (DivideByZeroException) when (a > 0)
        {
            return 0;
        }
    }

    [Refused("stackalloc")]
    public static int StackAlloc(int n)
    {
        Span<int> items = stackalloc int[8]; // refused here
        items[n & 7] = n;
        return items[3];
    }

    [Refused("async")]
    public static async Task<int> Async(int n)
    {
        await Task.Yield();
        return n;
    }

    [Refused("iterator")]
    public static IEnumerable<int> Iterator(int n)
    {
        for (var k = 0; k < n; k++)
            yield return k;
    }

    [Refused("iterator")]
    public static async IAsyncEnumerable<int> AsyncIterator(int n)
    {
        await Task.Yield();
        yield return n;
    }

    [Refused("middle of a loop")]
    public static int Irreducible(int n)
    {
        var k = 0;
        if (n > 0)
            goto Second;
    First:
        k++;
        if (k > 100)
            return k;
    Second:
        k += 2;
        if (k < 50)
            goto First;
        return -k;
    }

    [Refused("typed reference")]
    public static int TypedReference(int n)
    {
        return __refvalue(__makeref(n), int); // refused here
    }

    [Refused("variable arguments")]
    public static int VarArgs(int n) => Count(__arglist(n, "x")); // refused here

    [Refused("variable arguments")]
    public static int Count(__arglist) => new ArgIterator(__arglist).GetRemainingCount();

    [Refused("returns a reference")]
    public static ref int RefReturn(int[] items) => ref items[0];

    [Refused("fixed")]
    public static unsafe int Fixed(int[] items)
    {
        var sum = 0;
        fixed (int* p = items)
        {
            for (var k = 0; k < items.Length; k++)
                sum += p[k];
        }

        return sum;
    }

    [Refused("fixed")]
    public static unsafe void FixedWrite(byte[] items)
    {
        fixed (byte* p = items)
        {
            var end = p + items.Length;
            for (var q = p; q < end; q++)
                *q = (byte)(*q + 1);
        }
    }

    [Refused("fixed")]
    public static unsafe int FixedString(string s)
    {
        fixed (char* p = s)
        {
            var n = 0;
            for (var q = p; *q != 0; q++)
                n++;
            return n;
        }
    }

    [Refused("fixed")]
    public static unsafe long Difference(int[] items)
    {
        fixed (int* p = items)
        {
            var q = p + 3;
            return q - p;
        }
    }

    [Refused("address as a value")]
    public static unsafe int FunctionPointer(int a, int b)
    {
        delegate*<int, int, int> f = &Pick;
        return f(a, b);
    }

    [Refused("pointer as a parameter")]
    public static unsafe int PointerParameter(int* p) => *p;

    [Refused("looks at its caller")]
    public static string? Caller(int n)
    {
        n++;
        return System.Reflection.Assembly.GetExecutingAssembly().GetName().Name + n; // refused here
    }

    [Refused("address as a value")]
    public static unsafe nint Address(int a, int b)
    {
        var sum = a + b;
        return (nint)(delegate*<int, int, int>)&Pick + sum; // refused here
    }

    public static int Pick(int a, int b) => a > b ? a : b;
}
