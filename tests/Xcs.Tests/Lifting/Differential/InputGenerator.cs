using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Xcs.Tests.Lifting.Differential;

/// <summary>
/// Random and edge-case values of any type in <see cref="InputTypes"/>. The same seed gives the same values, made anew: both sides of a comparison
/// get arguments of their own.
/// </summary>
internal sealed class InputGenerator(int seed)
{
    private readonly Random _random = new(seed);

    public int Below(int bound) => _random.Next(bound);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T Pick<T>(params ReadOnlySpan<T> values) => values[_random.Next(values.Length)];

    /// <summary>A number that says how long, how many or where: never so large that memory runs out.</summary>
    public int Size() => Chance(4) ? int.MinValue : Pick(-1, 0, 0, 1, 1, 2, 2, 3, 4, 5, 7, 8, 16, 33, 100);

    /// <summary>Random bits of a random magnitude.</summary>
    public ulong Bits()
    {
        Span<byte> bytes = stackalloc byte[8];
        _random.NextBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> Below(64);
    }

    public T Integer<T>() where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        switch (Below(10))
        {
            case 0:
                return T.MinValue;
            case 1:
                return T.MaxValue;
            case 2:
                return unchecked(T.CreateTruncating(Below(2) == 0 ? T.MinValue + T.One : T.MaxValue - T.One));
            case 3 or 4 or 5:
                return T.CreateTruncating(Pick(0, 0, 1, 1, -1, 2, 3, 7, 8, 10, 31, 32, 63, 64, 100, 127, 128, 255, 256, 65535));
            default:
                var bits = T.CreateTruncating(Bits());
                if (typeof(T) == typeof(Int128) || typeof(T) == typeof(UInt128))
                    bits = (bits << Below(100)) ^ T.CreateTruncating(Bits());
                return Chance(50) ? T.CreateTruncating(unchecked(T.Zero - bits)) : bits;
        }
    }

    public double Double() => Below(10) switch
    {
        0 => Pick(double.NaN, double.PositiveInfinity, double.NegativeInfinity),
        1 => Pick(0.0, -0.0),
        2 => Pick(double.Epsilon, -double.Epsilon, 2.2250738585072014E-308, 1e-310, double.MinValue, double.MaxValue),
        3 => Pick(1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, Math.PI, Math.E, 2147483647.0, 2147483648.0, -2147483649.0, 4294967296.0, 9007199254740993.0, 9.2233720368547758E+18, 1.8446744073709552E+19),
        4 => BitConverter.UInt64BitsToDouble(Bits() << Below(8)),
        5 or 6 => _random.Next(-100, 100),
        _ => (_random.NextDouble() - 0.5) * Math.Pow(10, Below(20) - 6),
    };

    public float Single() => Chance(15)
        ? Pick(float.NaN, float.Epsilon, float.MaxValue, float.MinValue, -0.0f, 16777217f, 2147483648f, 1.17549435E-38f)
        : (float)Double();

    public Half Half() => Chance(15)
        ? Pick(System.Half.NaN, System.Half.Epsilon, System.Half.MaxValue, System.Half.MinValue, System.Half.NegativeZero, (Half)2048, (Half)6.1e-5)
        : (Half)Double();

    public decimal Decimal() => Below(6) switch
    {
        0 => Pick(decimal.MinValue, decimal.MaxValue, decimal.Zero, decimal.One, decimal.MinusOne, 0.0m, 1.00m, -0.0m),
        1 => Pick(0.5m, 1.5m, 2.5m, -0.5m, -1.5m, 0.1m, 79228162514264337593543950334.5m / 2, 0.0000000000000000000000000001m),
        2 or 3 => _random.Next(-1000, 1000) / 100m,
        _ => new decimal((int)Bits(), (int)Bits(), Chance(50) ? 0 : (int)Bits(), Chance(50), (byte)Below(29)),
    };

    public BigInteger BigInteger()
    {
        if (Chance(40))
            return Pick<BigInteger>(0, 1, -1, int.MaxValue, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue, System.Numerics.BigInteger.Pow(10, 20));
        var bytes = new byte[Below(28)];
        _random.NextBytes(bytes);
        return new BigInteger(bytes);
    }

    public char Character() => Chance(70)
        ? Pick('a', 'Z', '0', '9', ' ', ',', '.', '-', '+', '%', '/', '\\', '{', '}', 'e', 'E', 'x', '\n', '\0', ':')
        : Pick('é', 'ß', 'İ', 'ı', 'Σ', '\u0301', '\u200D', '\uD83D', '\uDE00', '\uFFFF', '\u0080', '\u00FF', '\u0100', '\u2028', '５', '\uFFFD');

    public string String()
    {
        switch (Below(8))
        {
            case 0:
                return "";
            case 1:
                return Pick("a", " ", "0", "-1", "true", "False", "\uD83D", "\uDE00\uD83D", "\uD83D\uDE00", "\0", "null", "∞", "NaN", "-0");
            case 2:
                return Pick("2147483647", "-2147483649", "18446744073709551616", "1e10", "1.5", " 12 ", "0x1F", "FF", "(12)", "1,234.50", "¤1.00", "-∞", "1e400", "0.1e-330");
            case 3:
                return Pick("2024-02-29", "2024-02-29T12:34:56.789Z", "1.02:03:04.5", "12:34", "d85b1407-351d-4694-9392-03acc5870eb1", "Monday", "31/12/9999", "1.2.3.4", "en-US", "utf-8", "Thu, 01 Jan 1970 00:00:00 GMT");
            case 4:
                return Pick("{0}", "{0:N2} {1}", "{", "{{}}", "{0,-5}|", "D", "N", "G17", "x8", "o", "yyyy-MM-dd", "c", "R", "#,##0.00;(0)", "C2", "e3", "B", "P");
            default:
                var text = new StringBuilder();
                for (var length = Below(12); length > 0; length--)
                    text.Append(Chance(60) ? (char)('a' + Below(4)) : Character());
                return text.ToString();
        }
    }

    public int Length() => Pick(0, 1, 1, 2, 3, 3, 4, 5, 8, 9, 17, 33);

    public DateTime DateTime() => Chance(30)
        ? Pick(System.DateTime.MinValue, System.DateTime.MaxValue, System.DateTime.UnixEpoch, new(2024, 2, 29), new(1900, 1, 1, 0, 0, 0, DateTimeKind.Local))
        : new DateTime(_random.NextInt64(System.DateTime.MaxValue.Ticks), Pick(DateTimeKind.Unspecified, DateTimeKind.Utc));

    public TimeSpan TimeSpan() => Chance(30)
        ? Pick(System.TimeSpan.MinValue, System.TimeSpan.MaxValue, System.TimeSpan.Zero, System.TimeSpan.FromTicks(1), System.TimeSpan.FromDays(-1))
        : new TimeSpan(_random.NextInt64(System.TimeSpan.TicksPerDay * 400) - (System.TimeSpan.TicksPerDay * 200));

    public DateTimeOffset DateTimeOffset() => Chance(20)
        ? Pick(System.DateTimeOffset.MinValue, System.DateTimeOffset.MaxValue, System.DateTimeOffset.UnixEpoch)
        : new DateTimeOffset(_random.NextInt64(System.TimeSpan.TicksPerDay, System.DateTime.MaxValue.Ticks - System.TimeSpan.TicksPerDay), System.TimeSpan.FromMinutes(_random.Next(-840, 841)));

    public Guid Guid()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (!Chance(20))
            _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    public object? Object() => Below(8) switch
    {
        0 => null,
        1 => String(),
        2 => Integer<int>(),
        3 => Double(),
        4 => Chance(50),
        5 => Character(),
        6 => Decimal(),
        _ => DateTime(),
    };
}
