namespace Corpus;

public static class Comparisons
{
    public static bool Less(int a, int b) => a < b;
    public static bool LessOrEqual(int a, int b) => a <= b;
    public static bool Greater(int a, int b) => a > b;
    public static bool GreaterOrEqual(int a, int b) => a >= b;
    public static bool Equal(long a, long b) => a == b;
    public static bool NotEqual(long a, long b) => a != b;
    public static bool UnsignedLess(uint a, uint b) => a < b;
    public static bool UnsignedGreater(ulong a, ulong b) => a > b;
    public static bool UnsignedLessOrEqual(uint a, uint b) => a <= b;
    public static bool UnsignedGreaterOrEqual(ulong a, ulong b) => a >= b;
    public static bool DoubleLess(double a, double b) => a < b;
    public static bool DoubleLessOrEqual(double a, double b) => a <= b;
    public static bool DoubleGreater(double a, double b) => a > b;
    public static bool DoubleGreaterOrEqual(double a, double b) => a >= b;
    public static bool DoubleEqual(double a, double b) => a == b;
    public static bool DoubleNotEqual(double a, double b) => a != b;
    public static bool DoubleNotLess(double a, double b) => !(a < b);
    public static bool FloatNotGreater(float a, float b) => !(a > b);
    public static bool FloatNotLessOrEqual(float a, float b) => !(a <= b);
    public static bool FloatNotGreaterOrEqual(float a, float b) => !(a >= b);

    public static int BranchInts(int a, int b)
    {
        var r = 0;
        if (a < b) r += 1;
        if (a <= b) r += 2;
        if (a > b) r += 4;
        if (a >= b) r += 8;
        if (a == b) r += 16;
        if (a != b) r += 32;
        return r;
    }

    public static int BranchUnsigned(uint a, uint b)
    {
        var r = 0;
        if (a < b) r += 1;
        if (a <= b) r += 2;
        if (a > b) r += 4;
        if (a >= b) r += 8;
        while (a < b && r < 1000) { r += 64; a += 1 + (b >> 2); }
        do { r += 128; b /= 2; } while (b > a);
        return r;
    }

    public static int BranchDoubles(double a, double b)
    {
        var r = 0;
        if (a < b) r += 1;
        if (a <= b) r += 2;
        if (a > b) r += 4;
        if (a >= b) r += 8;
        if (a == b) r += 16;
        if (a != b) r += 32;
        if (!(a < b)) r += 64;
        if (!(a <= b)) r += 128;
        if (!(a > b)) r += 256;
        if (!(a >= b)) r += 512;
        return r;
    }

    public static int LoopDoubles(double a, double b)
    {
        var r = 0;
        while (a < b && r < 20) { a += Math.Abs(a) + 1; r++; }
        while (a >= b && r < 40) { a -= Math.Abs(a) + 1; r++; }
        do { b = b / 2 - 1; r++; } while (b > a && r < 60);
        do { b = b * 2 + 1; r++; } while (b <= a && r < 80);
        return r;
    }

    public static int LoopFloatsNegated(float a, float b)
    {
        var r = 0;
        do { a += 1; r++; } while (!(a > b) && r < 20);
        do { a -= 1; r++; } while (!(a < b) && r < 40);
        do { a += 2; r++; } while (!(a >= b) && r < 60);
        do { a -= 2; r++; } while (!(a <= b) && r < 80);
        return r;
    }

    public static int LoopUnsigned(uint a, uint b)
    {
        var r = 0;
        do { a /= 2; r++; } while (a >= b && r < 40);
        do { b /= 2; r++; } while (a <= b && r < 80);
        do { a += 3; r++; } while (a < b && r < 90);
        return r;
    }

    public static double Max(double a, double b) => a > b ? a : b;
    public static float Clamp(float v, float low, float high) => v < low ? low : v > high ? high : v;
    public static bool Chain(int a, int b, int c) => a < b && b < c || a == c;
    public static bool And(bool a, bool b, bool c) => a && b && c;
    public static bool Or(bool a, bool b, bool c) => a || b || !c;
    public static bool Nested(bool a, bool b, bool c, bool d) => (a || b) && (c || !d) || (a && !(b || d));
    public static int Ternaries(int a, int b) => a > 0 ? b > 0 ? 1 : 2 : b > 0 ? a == b ? 3 : 4 : 5;
    public static bool References(object? a, object? b) => ReferenceEquals(a, b) || a == null ^ b != null;
    public static bool Strings(string? a, string? b) => a == b || a != null && b is not null && a.Length == b.Length;
    public static bool BoolEqual(bool a, bool b) => a == b != true;
    public static bool InRange(char c) => c >= 'a' && c <= 'z' || c is >= '0' and <= '9';
    public static bool NativeLess(nint a, nuint b) => a < 10 ? b < 10 : b >= 3;
    public static bool Dates(DateTime a, DateTime b) => a < b || a == b;
    public static int Spaceship(double a, double b) => a < b ? -1 : a > b ? 1 : a == b ? 0 : 2;
    public static bool NullCheck(string? s) => s is null || s.Length == 0;
    public static bool UnsignedOfSigned(int index, int length) => (uint)index < (uint)length;
}
