namespace Corpus;

public static unsafe class Pointers
{
    public static int AddressOfLocal(int a)
    {
        var p = &a;
        *p += 2;
        return a + *p;
    }

    public static long BitCast(double a) => *(long*)&a;
    public static int StructPointer(Point a)
    {
        var p = &a;
        p->X = 5;
        p->Move(1, 1);
        return a.X + (*p).Y;
    }

    public static bool NullPointer(int n)
    {
        int* p = null;
        if (n > 0)
            p = &n;
        return p == null;
    }
}
