using static Xcs.Tests.Lifting.CorpusLog;

namespace Corpus;

public static class Switches
{
    public static int Dense(int n)
    {
        switch (n)
        {
            case 0: return 10;
            case 1: return 11;
            case 2: return 12;
            case 3: return 13;
            case 4: return 14;
            default: return -1;
        }
    }

    public static int DenseFallThrough(int n)
    {
        var r = 0;
        switch (n & 7)
        {
            case 0:
            case 1:
                r = 1;
                break;
            case 2:
                r = 2;
                goto case 0;
            case 3:
                r += 3;
                goto default;
            case 4:
            case 5:
            case 6:
                break;
            default:
                r += 100;
                break;
        }

        return r;
    }

    public static int Sparse(int n)
    {
        switch (n)
        {
            case -100: return 1;
            case 0: return 2;
            case 7: return 3;
            case 1000: return 4;
            case 65535: return 5;
            case int.MaxValue: return 6;
            case int.MinValue: return 7;
        }

        return 0;
    }

    public static string Expression(int n) => n switch
    {
        < 0 => "negative",
        0 => "zero",
        > 0 and < 10 => "digit",
        10 or 20 or 30 => "tens",
        _ when n % 2 == 0 => "even",
        _ => "odd",
    };

    public static int Strings(string? s) => s switch
    {
        "a" => 1,
        "true" => 2,
        "0" => 3,
        "-1" => 4,
        "en-US" => 5,
        "Monday" => 6,
        "NaN" => 7,
        " 12 " => 8,
        "" => 9,
        null => 10,
        _ => 0,
    };

    public static int Characters(char c)
    {
        switch (c)
        {
            case 'a': case 'e': return 1;
            case '0': case '1': case '2': case '9': return 2;
            case ' ': case '\n': return 3;
            default: return 0;
        }
    }

    public static int Days(DayOfWeek d) => d switch
    {
        DayOfWeek.Saturday or DayOfWeek.Sunday => 0,
        DayOfWeek.Friday => 6,
        _ => 8,
    };

    public static int Longs(long n)
    {
        switch (n)
        {
            case 0: return 1;
            case 1: return 2;
            case 2: return 4;
            case 3: return 8;
            case long.MaxValue: return 16;
        }

        return 0;
    }

    public static int UnsignedOffset(uint n)
    {
        switch (n)
        {
            case 100: return 1;
            case 101: return 2;
            case 102: return 3;
            case 103: return 4;
            case 255: return 5;
        }

        return 0;
    }

    public static int InLoop(int[] items)
    {
        var sum = 0;
        foreach (var item in items)
        {
            switch (item & 3)
            {
                case 0:
                    continue;
                case 1:
                    sum += item;
                    break;
                case 2:
                    if (sum > 100)
                        return sum;
                    sum++;
                    break;
                default:
                    sum -= 2;
                    break;
            }

            Note(sum);
        }

        return sum;
    }

    public static int NestedSwitch(int a, int b)
    {
        switch (a & 3)
        {
            case 0:
                switch (b & 3)
                {
                    case 0: return 1;
                    case 1: break;
                    case 2: return 3;
                    default: goto case_two;
                }

                return 20;
            case 1:
                return 2;
            case 2:
            case_two:
                return 30;
        }

        return 40;
    }

    public static string Types(object? o) => o switch
    {
        null => "null",
        int n when n > 100 => "big int",
        int n => $"int {n & 1}",
        string { Length: 0 } => "empty",
        string { Length: > 3 } s => s[..2],
        string s => s,
        bool and true => "yes",
        bool => "no",
        double.NaN => "nan",
        double d and > 0 => "positive",
        IFormattable => "formattable",
        _ => "other",
    };

    public static string Tuples(int a, string? b, bool c) => (a & 3, b, c) switch
    {
        (0, null, _) => "zero null",
        (0, _, true) => "zero true",
        (1 or 2, { Length: var n }, false) when n > 2 => "long",
        (_, "a", _) => "a",
        (3, _, var d) => d ? "three true" : "three false",
        _ => "none",
    };

    public static int Lists(int[] items) => items switch
    {
        [] => 0,
        [var x] => x,
        [1, .., 2] => 12,
        [var first, _, .. var rest, var last] => first + last + rest.Length,
        [var a, var b] => a - b,
    };

    public static int NoMatch(int n) => (n & 3) switch { 0 => 1, 1 => 2 };

    public static int SideEffects(int n) => Note(n & 7) switch
    {
        0 => Note(10),
        1 or 2 => Note(20) + Note(21),
        var k => k > 5 ? Note(30) : Note(31),
    };
}
