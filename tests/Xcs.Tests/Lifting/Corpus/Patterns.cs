using static Xcs.Tests.Lifting.CorpusLog;

namespace Corpus;

public static class Patterns
{
    public static int? LiftedAdd(int? a, int? b) => a + b;
    public static bool LiftedLess(int? a, int? b) => a < b;
    public static bool LiftedEqual(double? a, double? b) => a == b;
    public static bool? LiftedAnd(bool? a, bool? b) => a & b;
    public static bool? LiftedOr(bool? a, bool? b) => a | b;
    public static int Coalesce(int? a, int? b) => a ?? b ?? -1;
    public static int? Increment(int? a)
    {
        a++;
        a += 5;
        return -a;
    }

    public static long? Widened(int? a) => a;
    public static int Narrowed(long? a) => (int)a!;
    public static int? Checked(long? a) => checked((int?)a);
    public static int GetValueOrDefault(int? a) => a.GetValueOrDefault(7) + (a.HasValue ? a.Value : 0);
    public static decimal? LiftedDecimal(decimal? a, int? b) => a * b;
    public static DayOfWeek? LiftedEnum(DayOfWeek? d) => d + 1;
    public static object? BoxNullable(int? a) => a;
    public static int? UnboxNullable(object? o) => (int?)o;
    public static int? AsNullable(object? o) => o as int?;
    public static bool IsPattern(object? o, int limit) => o is int n && n > limit || o is string { Length: var l } && l > limit;
    public static bool NotPattern(object? o) => o is not (int or string);
    public static bool Range(int n) => n is > 5 and < 100 or -1;
    public static string Property(string? s) => s is { Length: > 2 } and ['a', ..] ? "a.." : s is null or "" ? "none" : s;
    public static int Deconstruct((int a, string? b) t)
    {
        var (a, b) = t;
        (a, var c) = (a + 1, a);
        return a + c + (b?.Length ?? 0);
    }

    public static (int, int) DivRem(int a, int b)
    {
        var (q, r) = Math.DivRem(a, b);
        return (r, q);
    }

    public static (int Min, int Max) MinMax(int[] items)
    {
        var (min, max) = (int.MaxValue, int.MinValue);
        foreach (var item in items)
        {
            if (item < min) min = item;
            if (item > max) max = item;
        }

        return (min, max);
    }

    public static bool TupleEquality((int, string?) a, (int, string?) b) => a == b || a.Item1 != b.Item1;
    public static (int a, (string? b, double c) d) NestedTuple(int a, string? b, double c) => (a, (b, c));
    public static Tuple<int, string?> ClassTuple(int a, string? b) => Tuple.Create(a, b);
    public static int Discards(string? s) => int.TryParse(s, out _) ? 1 : 0;
    public static int Swaps(int a, int b, int c)
    {
        (a, b, c) = (c, a, b);
        return (a * 100) + (b * 10) + c;
    }

    public static string ConditionalAccess(string? s) => s?.Trim()?.ToUpperInvariant() ?? "nothing";
    public static int? ConditionalIndex(int[]? items) => items?[0];
    public static bool ConditionalBool(string? s) => s?.StartsWith('a') ?? false;
    public static int NullForgiving(string? s) => s!.Length;
    public static int CompoundNullCoalescing(int? a)
    {
        a ??= Note(3);
        return a.Value;
    }

    public static bool Guid(Guid a, Guid b) => a == b || a.ToByteArray()[0] > b.ToByteArray()[0];
    public static int Index(int[] items, Index at) => items[at];
    public static int[] Ranges(int[] items, Range range) => items[range];
    public static string? NullableReference(string? a, string? b) => a is null ? b : b is null ? a : a.Length > b.Length ? a : b;
    public static int When(object? o)
    {
        switch (o)
        {
            case int n when Note(n) > 10:
                return 1;
            case int n when n < 0:
                return 2;
            case string s when s.Contains('a'):
                return 3;
            case null:
                return 4;
            default:
                return 5;
        }
    }
}
