namespace Corpus;

public static class Conversions
{
    public static sbyte IntToSByte(int a) => (sbyte)a;
    public static byte IntToByte(int a) => (byte)a;
    public static short LongToShort(long a) => (short)a;
    public static ushort LongToUShort(long a) => (ushort)a;
    public static int LongToInt(long a) => (int)a;
    public static uint LongToUInt(long a) => (uint)a;
    public static long IntToLong(int a) => a;
    public static long UIntToLong(uint a) => a;
    public static ulong IntToULong(int a) => (ulong)a;
    public static ulong UIntToULong(uint a) => a;
    public static float IntToFloat(int a) => a;
    public static double LongToDouble(long a) => a;
    public static float UIntToFloat(uint a) => a;
    public static double ULongToDouble(ulong a) => a;
    public static float ULongToFloat(ulong a) => a;
    public static double UIntToDouble(uint a) => a;
    public static float DoubleToFloat(double a) => (float)a;
    public static double FloatToDouble(float a) => a;
    public static int DoubleToInt(double a) => (int)a;
    public static long DoubleToLong(double a) => (long)a;
    public static uint FloatToUInt(float a) => (uint)a;
    public static ulong DoubleToULong(double a) => (ulong)a;
    public static byte DoubleToByte(double a) => (byte)a;
    public static short FloatToShort(float a) => (short)a;
    public static char DoubleToChar(double a) => (char)a;
    public static nint LongToNative(long a) => (nint)a;
    public static nuint ULongToNative(ulong a) => (nuint)a;
    public static long NativeToLong(nint a) => a;
    public static int NativeToInt(nint a) => (int)a;
    public static double NativeToDouble(nint a) => a;
    public static nuint IntToNativeUnsigned(int a) => (nuint)a;

    public static sbyte CheckedSByte(int a) => checked((sbyte)a);
    public static byte CheckedByte(int a) => checked((byte)a);
    public static short CheckedShort(int a) => checked((short)a);
    public static ushort CheckedUShort(int a) => checked((ushort)a);
    public static int CheckedInt(long a) => checked((int)a);
    public static uint CheckedUInt(long a) => checked((uint)a);
    public static long CheckedLongFromDouble(double a) => checked((long)a);
    public static ulong CheckedULong(long a) => checked((ulong)a);
    public static ulong CheckedULongFromFloat(float a) => checked((ulong)a);
    public static int CheckedIntFromDouble(double a) => checked((int)a);
    public static uint CheckedUIntFromDouble(double a) => checked((uint)a);
    public static byte CheckedByteFromDouble(double a) => checked((byte)a);
    public static sbyte CheckedSByteUnsigned(uint a) => checked((sbyte)a);
    public static byte CheckedByteUnsigned(uint a) => checked((byte)a);
    public static short CheckedShortUnsigned(ulong a) => checked((short)a);
    public static ushort CheckedUShortUnsigned(ulong a) => checked((ushort)a);
    public static int CheckedIntUnsigned(ulong a) => checked((int)a);
    public static uint CheckedUIntUnsigned(ulong a) => checked((uint)a);
    public static long CheckedLongUnsigned(ulong a) => checked((long)a);
    public static nint CheckedNative(double a) => checked((nint)a);
    public static nint CheckedNativeUnsigned(ulong a) => checked((nint)a);
    public static nuint CheckedNativeUnsignedFromLong(long a) => checked((nuint)a);
    public static nuint CheckedNativeUnsignedFromULong(ulong a) => checked((nuint)a);
    public static char CheckedChar(int a) => checked((char)a);

    public static int CharToInt(char a) => a;
    public static decimal IntToDecimal(int a) => a;
    public static int DecimalToInt(decimal a) => (int)a;
    public static double DecimalToDouble(decimal a) => (double)a;
    public static decimal DoubleToDecimal(double a) => (decimal)a;
    public static int EnumToInt(DayOfWeek d) => (int)d;
    public static DayOfWeek IntToEnum(int a) => (DayOfWeek)a;
    public static Half DoubleToHalf(double a) => (Half)a;
    public static Int128 LongToWide(long a) => a;
    public static object Boxed(int a) => a;
    public static object BoxedEnum(DayOfWeek a) => a;
    public static int Unboxed(object a) => (int)a;
    public static DayOfWeek UnboxedEnum(object a) => (DayOfWeek)a;
    public static int BoxUnbox(int a)
    {
        object o = a;
        var b = (int)o;
        o = (long)b;
        return (int)(long)o + 1;
    }

    public static string? AsString(object? a) => a as string;
    public static bool IsInt(object? a) => a is int;
    public static string Cast(object? a) => (string)a!;
    public static IComparable? ToInterface(string? a) => a;
    public static IFormattable BoxedInterface(double a) => a;
    public static int Truncations(long a) => (sbyte)a + (byte)a + (short)a + (ushort)a + (int)a;
    public static long SignExtensions(int a) => (long)(uint)a ^ (long)a ^ (long)(ulong)(uint)a;
    public static uint ByteAsUInt(sbyte a) => (uint)a;
    public static ulong CharAsULong(char a) => a;
    public static bool IntAsBool(int a) => a != 0;
    public static double Rounded(float a) => (double)(float)((double)a + 0.1);
    public static int MergedChar(bool p, int i) => p ? (char)i : 100000;
    public static int MergedByte(bool p, int i) => p ? (byte)i : -1;
    public static int MergedSByte(bool p, int i) => p ? 1000 : (sbyte)i;
    public static int MergedShorts(bool p, short i, ushort j) => p ? i : j;
    public static long MergedUnsigned(bool p, uint i, long j) => p ? i : j;
    public static int MergedBool(bool p, int i) => (p ? i > 3 : i < 7) ? 1 : 2;
    public static int MergedChain(bool p, bool q, byte i, char j) => p ? i : q ? j : 70000;
    public static object MergedBoxed(bool p, char i) => p ? i : 70000;
}
