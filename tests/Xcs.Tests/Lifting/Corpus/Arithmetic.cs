namespace Corpus;

public static class Arithmetic
{
    public static int Add(int a, int b) => a + b;
    public static int Subtract(int a, int b) => a - b;
    public static int Multiply(int a, int b) => a * b;
    public static int Divide(int a, int b) => a / b;
    public static int Remainder(int a, int b) => a % b;
    public static long AddLong(long a, long b) => a + b;
    public static long MultiplyLong(long a, long b) => unchecked(a * b);
    public static long DivideLong(long a, long b) => a / b;
    public static long RemainderLong(long a, long b) => a % b;
    public static uint DivideUnsigned(uint a, uint b) => a / b;
    public static uint RemainderUnsigned(uint a, uint b) => a % b;
    public static ulong DivideUnsignedLong(ulong a, ulong b) => a / b;
    public static ulong RemainderUnsignedLong(ulong a, ulong b) => a % b;
    public static int Negate(int a) => -a;
    public static long NegateLong(long a) => -a;
    public static int Complement(int a) => ~a;
    public static ulong ComplementLong(ulong a) => ~a;
    public static int Bits(int a, int b) => (a & b) | (a ^ ~b);
    public static long BitsLong(long a, long b) => (a & b) ^ (a | b);
    public static int ShiftLeft(int a, int n) => a << n;
    public static int ShiftRight(int a, int n) => a >> n;
    public static int ShiftRightUnsigned(int a, int n) => a >>> n;
    public static uint ShiftUnsigned(uint a, int n) => (a >> n) | (a << (32 - n));
    public static long ShiftLong(long a, int n) => (a << n) ^ (a >> (n + 1));
    public static ulong ShiftUnsignedLong(ulong a, int n) => (a >> n) + (a << n);
    public static byte BytesWrap(byte a, byte b) => (byte)(a + b);
    public static sbyte SignedBytesWrap(sbyte a, sbyte b) => (sbyte)(a * b);
    public static short ShortsWrap(short a, short b) => (short)(a - b);
    public static ushort UnsignedShortsWrap(ushort a, ushort b) => (ushort)(a * b);
    public static char CharactersAdd(char a, int b) => (char)(a + b);
    public static int CheckedAdd(int a, int b) => checked(a + b);
    public static int CheckedSubtract(int a, int b) => checked(a - b);
    public static int CheckedMultiply(int a, int b) => checked(a * b);
    public static uint CheckedAddUnsigned(uint a, uint b) => checked(a + b);
    public static uint CheckedSubtractUnsigned(uint a, uint b) => checked(a - b);
    public static uint CheckedMultiplyUnsigned(uint a, uint b) => checked(a * b);
    public static long CheckedAddLong(long a, long b) => checked(a + b);
    public static ulong CheckedMultiplyUnsignedLong(ulong a, ulong b) => checked(a * b);
    public static int CheckedNegate(int a) => checked(-a);
    public static long CheckedMixed(int a, uint b) => checked(a * b - (long)a);
    public static int CheckedIncrement(int a)
    {
        checked
        {
            a++;
            a += 2;
            return a;
        }
    }

    public static nint Native(nint a, nint b) => (a + b) * (a - b) ^ b;
    public static nuint NativeUnsigned(nuint a, nuint b) => (a | 1) / (b | 1) + a % (b | 3);
    public static nint NativeShift(nint a, int n) => (a << n) + (a >> n);
    public static nuint NativeShiftUnsigned(nuint a, int n) => a >> n;
    public static nint NativeChecked(nint a, nint b) => checked(a + b);
    public static nuint NativeCheckedUnsigned(nuint a, nuint b) => checked(a - b);
    public static nint NativeAndInt(nint a, int b) => a + b;
    public static bool NativeCompare(nint a, nint b, nuint c) => a < b && c > (nuint)1;

    public static double Doubles(double a, double b) => a * b + a / b - b;
    public static double DoubleRemainder(double a, double b) => a % b;
    public static float Floats(float a, float b) => a * b + a / b - b;
    public static float FloatRemainder(float a, float b) => a % b;
    public static double NegateDouble(double a) => -a;
    public static float NegateFloat(float a) => -a;
    public static double Mixed(int a, float b, long c) => a * b + c;
    public static float FloatChain(float a, float b, float c) => (a + b) * c - (float)((double)a * b);
    public static decimal Decimals(decimal a, decimal b) => a / 3m + b / 7m - 1.5m;
    public static bool DecimalCompare(decimal a, decimal b) => a < b || a == b + 1m;
    public static long LongConstants(long a) => a + 0x123456789ABCDEF0 - long.MinValue + 127 - 128 + 300;
    public static int IntConstants(int a) => a + 0 + 1 * 2 + 3 - 4 + 5 * 6 + 7 - 8 + 127 - 128 + 128 - 129 + int.MaxValue;
    public static float FloatConstants(float a) => a + 1.5f - float.MaxValue * 0.25f;
    public static double DoubleConstants(double a) => a + 1.1 + double.Epsilon;
    public static uint UnsignedConstants(uint a) => a ^ 0xFFFFFFFF ^ 0x80000000;
    public static ulong UnsignedLongConstants(ulong a) => a + ulong.MaxValue - 0x8000000000000000;
    public static int Horner(int x) => ((((3 * x) - 5) * x + 7) * x - 11) * x + 13;

    public static int Gcd(int a, int b)
    {
        while (b != 0)
        {
            var t = b;
            b = a == int.MinValue && b == -1 ? 0 : a % b;
            a = t;
        }

        return a;
    }

    public static int PopCount(uint x)
    {
        var count = 0;
        while (x != 0)
        {
            x &= x - 1;
            count++;
        }

        return count;
    }

    public static uint Crc(byte[] data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in data)
        {
            crc ^= b;
            for (var k = 0; k < 8; k++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }

    public static ulong Fnv(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash ^= c;
            hash *= 1099511628211UL;
        }

        return hash;
    }

    public static bool BoolOperators(bool a, bool b) => (a & b) | (a ^ !b);
    public static int BoolToInt(bool a) => a ? 1 : 0;
    public static DayOfWeek EnumArithmetic(DayOfWeek d) => (DayOfWeek)(((int)d + 3) % 7);
    public static bool Flags(System.IO.FileAccess a) => (a & System.IO.FileAccess.Write) != 0 || a.HasFlag(System.IO.FileAccess.Read);
    public static Int128 Wide(Int128 a, long b) => a * b - (a >> 3);
    public static Half Halves(Half a, Half b) => a + b;
}
