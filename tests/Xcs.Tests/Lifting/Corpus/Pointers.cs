namespace Corpus;

public static unsafe class Pointers
{
    public static int AddressOfLocal(int a)
    {
        var p = &a;
        *p += 2;
        return a + *p;
    }

    public static int Fixed(int[] items)
    {
        var sum = 0;
        fixed (int* p = items)
        {
            for (var k = 0; k < items.Length; k++)
                sum += p[k];
        }

        return sum;
    }

    public static void FixedWrite(byte[] items)
    {
        fixed (byte* p = items)
        {
            var end = p + items.Length;
            for (var q = p; q < end; q++)
                *q = (byte)(*q + 1);
        }
    }

    public static int FixedString(string s)
    {
        fixed (char* p = s)
        {
            var n = 0;
            for (var q = p; *q != 0; q++)
                n++;
            return n;
        }
    }

    public static long BitCast(double a) => *(long*)&a;
    public static int StructPointer(Point a)
    {
        var p = &a;
        p->X = 5;
        p->Move(1, 1);
        return a.X + (*p).Y;
    }

    public static long Difference(int[] items)
    {
        fixed (int* p = items)
        {
            var q = p + 3;
            return q - p;
        }
    }

    public static bool NullPointer(int n)
    {
        int* p = null;
        if (n > 0)
            p = &n;
        return p == null;
    }
}
