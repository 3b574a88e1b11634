namespace Xcs.Tests.Lifting.Evaluation;

public class NumberTests
{
    private static readonly double[] Doubles = [0, -0.0, 1.5, -1.5, 255.5, 256, 2147483647.5, -2147483649.5, 4294967296, 9.3e18, -9.3e18, 1.9e19, 1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
    private static readonly int[] Integers = [0, 1, -1, 31, 32, 33, 63, 64, 255, 256, 65535, int.MaxValue, int.MinValue];
    private static readonly long[] Longs = [0, 1, -1, 63, 64, 65, uint.MaxValue, long.MaxValue, long.MinValue, 1L << 53, (1L << 53) + 1, (1L << 24) + 1];

    [Fact]
    public void FloatingPointConvertsToIntegersAsTheRuntimeDoes()
    {
        var inputs = Doubles.Select(d => new object?[] { d }).ToArray();
        Lifted.AssertSame(static (double d) => (sbyte)d, inputs);
        Lifted.AssertSame(static (double d) => (byte)d, inputs);
        Lifted.AssertSame(static (double d) => (short)d, inputs);
        Lifted.AssertSame(static (double d) => (char)d, inputs);
        Lifted.AssertSame(static (double d) => (int)d, inputs);
        Lifted.AssertSame(static (double d) => (uint)d, inputs);
        Lifted.AssertSame(static (double d) => (long)d, inputs);
        Lifted.AssertSame(static (double d) => (ulong)d, inputs);
        Lifted.AssertSame(static (double d) => (nuint)d, inputs);
        Lifted.AssertSame(static (double d) => (ulong)(float)d, inputs);
        Lifted.AssertSame(static (double d) => checked((int)d), inputs);
        Lifted.AssertSame(static (double d) => checked((ulong)d), inputs);
    }

    [Fact]
    public void IntegersConvertToFloatingPointRoundedOnce()
    {
        var inputs = Longs.Select(l => new object?[] { l }).ToArray();
        Lifted.AssertSame(static (long l) => (float)l, inputs);
        Lifted.AssertSame(static (long l) => (double)l, inputs);
        Lifted.AssertSame(static (long l) => (float)(ulong)l, inputs);
        Lifted.AssertSame(static (long l) => (double)(ulong)l, inputs);
        Lifted.AssertSame(static (long l) => (float)(uint)l, inputs);
    }

    [Fact]
    public void IntegersAreCutOffWidenedAndChecked()
    {
        var inputs = Longs.Select(l => new object?[] { l }).ToArray();
        Lifted.AssertSame(static (long l) => (ulong)(sbyte)l, inputs);
        Lifted.AssertSame(static (long l) => (uint)(sbyte)l, inputs);
        Lifted.AssertSame(static (long l) => (long)(uint)l, inputs);
        Lifted.AssertSame(static (long l) => (ulong)(int)l, inputs);
        Lifted.AssertSame(static (long l) => (char)(short)l, inputs);
        Lifted.AssertSame(static (long l) => checked((char)l), inputs);
        Lifted.AssertSame(static (long l) => checked((byte)(ulong)l), inputs);
        Lifted.AssertSame(static (long l) => checked((int)(uint)l), inputs);
        Lifted.AssertSame(static (long l) => checked((sbyte)(nint)l), inputs);
    }

    [Fact]
    public void ShiftCountsAreMasked()
    {
        var inputs = Pairs(Integers, Integers);
        Lifted.AssertSame(static (int a, int b) => (a << b) ^ (a >> b) ^ (a >>> b), inputs);
        Lifted.AssertSame(static (int a, int b) => ((uint)a << b) ^ ((uint)a >> b), inputs);
        Lifted.AssertSame(static (int a, int b) => ((long)a << b) ^ ((long)a >> b) ^ ((long)a >>> b), inputs);
        Lifted.AssertSame(static (int a, int b) => ((ulong)a << b) ^ ((ulong)a >> b), inputs);
        Lifted.AssertSame(static (int a, int b) => ((nint)a << b) ^ (nint)((nuint)a >> b), inputs);
    }

    [Fact]
    public void DivisionFailsAsItDoes()
    {
        var inputs = Pairs(Integers, Integers);
        Lifted.AssertSame(static (int a, int b) => a / b, inputs);
        Lifted.AssertSame(static (int a, int b) => a % b, inputs);
        Lifted.AssertSame(static (int a, int b) => (uint)a / (uint)b, inputs);
        Lifted.AssertSame(static (int a, int b) => (ulong)a % (ulong)b, inputs);
        Lifted.AssertSame(static (int a, int b) => checked((a * b) + a - b), inputs);
        Lifted.AssertSame(static (int a, int b) => checked(((uint)a * (uint)b) + (uint)a - (uint)b), inputs);
    }

    [Fact]
    public void ComparisonsKnowNaN()
    {
        var inputs = Pairs(Doubles, Doubles);
        Lifted.AssertSame(
            static (double a, double b) => (a < b ? 1 : 0) | (a > b ? 2 : 0) | (a <= b ? 4 : 0) | (a >= b ? 8 : 0) | (a == b ? 16 : 0) | (a != b ? 32 : 0) | (!(a < b) ? 64 : 0) | (!(a >= b) ? 128 : 0),
            inputs);
        Lifted.AssertSame(static (double a, double b) => !(a < b) && !((float)a > (float)b), inputs);
        Lifted.AssertSame(static (double a, double b) => (((float)a * (float)b) + ((float)a / (float)b)) % (float)b, inputs);
    }

    [Fact]
    public void UnsignedComparisonsAreUnsigned()
    {
        var inputs = Pairs(Integers, Integers);
        Lifted.AssertSame(static (int a, int b) => (uint)a < (uint)b, inputs);
        Lifted.AssertSame(static (int a, int b) => (ulong)a >= (ulong)b, inputs);
        Lifted.AssertSame(static (int a, int b) => (char)a > (short)b, inputs);
        Lifted.AssertSame(static (int a, int b) => (nuint)a <= (nuint)b, inputs);
    }

    [Fact]
    public void ConstantsKeepTheirBitsWhereTheyMeetSmallIntegers()
    {
        var inputs = Pairs(Integers, [0, 1, 2, 3]);
        Lifted.AssertSame(static (int a, int b) => b > 1 ? (char)a : 100000, inputs);
        Lifted.AssertSame(static (int a, int b) => b > 1 ? (byte)a : -1, inputs);
        Lifted.AssertSame(static (int a, int b) => b > 2 ? (short)a : b > 1 ? 70000 : b > 0 ? -1 : 5, inputs);
        Lifted.AssertSame(static (int a, int b) => b > 2 ? a > 0 : b > 1, inputs);
    }

    private static object?[][] Pairs<T>(T[] one, T[] other) => one.SelectMany(a => other.Select(b => new object?[] { a, b })).ToArray();
}
