using System.Text;
using static Xcs.Tests.Lifting.CorpusLog;

namespace Corpus;

public static class Collections
{
    public static int ForeachList(List<int> items)
    {
        var sum = 0;
        foreach (var item in items)
        {
            if (item == 3)
                break;
            sum += item;
        }

        return sum;
    }

    public static int ForeachEnumerable(IEnumerable<int> items)
    {
        var sum = 1;
        foreach (var item in items)
            sum = (sum * 31) + item;
        return sum;
    }

    public static int ForeachDictionary(Dictionary<string, int> map)
    {
        var sum = 0;
        foreach (var (key, value) in map)
            sum += key.Length * value;
        return sum;
    }

    public static int ForeachString(string? text)
    {
        var upper = 0;
        foreach (var c in text!)
        {
            if (char.IsUpper(c))
                upper++;
        }

        return upper;
    }

    public static int ForeachSpan(ReadOnlySpan<int> items)
    {
        var max = int.MinValue;
        foreach (var item in items)
            max = Math.Max(max, item);
        return max;
    }

    public static void WriteSpan(Span<int> items)
    {
        for (var k = 0; k < items.Length; k++)
            items[k] = (items[k] * 2) + k;
        foreach (ref var item in items)
            item++;
    }

    public static int SliceSpan(int[] items)
    {
        var span = items.AsSpan();
        if (span.Length > 2)
            span = span[1..^1];
        span.Reverse();
        return span.Length == 0 ? 0 : span[^1];
    }

    public static int ForeachRange(int n)
    {
        var sum = 0;
        foreach (var k in Enumerable.Range(0, n & 15))
            sum += k;
        return sum;
    }

    public static int[] NewArray(int n)
    {
        var items = new int[n & 15];
        for (var k = 0; k < items.Length; k++)
            items[k] = k * n;
        return items;
    }

    public static long[] ArrayKinds(byte[] a, sbyte[] b, short[] c, ushort[] d, uint[] e, float[] f, double[] g, char[] h, bool[] i, nint[] j)
    {
        for (var k = 0; k < 1; k++)
        {
            a[k] += 3;
            b[k] -= 3;
            c[k] = b[k];
            d[k]++;
            e[k] ^= d[k];
            f[k] = a[k];
            g[k] = f[k] / 2;
            h[k] = (char)c[k];
            i[k] = !i[k];
            j[k] = a[k];
        }

        return [a[0], b[0], c[0], d[0], e[0], (long)f[0], (long)g[0], h[0], i[0] ? 1 : 0, j[0]];
    }

    public static string?[] References(string?[] items)
    {
        for (var k = 1; k < items.Length; k++)
            items[k - 1] = items[k];
        return items;
    }

    public static object Covariant(string[] items)
    {
        object[] objects = items;
        objects[0] = new object();
        return objects;
    }

    public static int Initialized(int n)
    {
        int[] constants = [1, 2, 3, 5, 8, 13];
        long[] longs = { 1L, long.MaxValue, n };
        var strings = new[] { "a", "b", n.ToString() };
        return constants[n & 3] + (int)longs[2] + strings[2].Length;
    }

    public static int Rectangular(int n)
    {
        var grid = new int[3, 4];
        for (var y = 0; y < 3; y++)
        {
            for (var x = 0; x < grid.GetLength(1); x++)
                grid[y, x] = (y * n) + x;
        }

        grid[1, 2] += 5;
        grid[2, 3]++;
        return grid[1, 2] + grid[2, 3] + grid.Length;
    }

    public static int Jagged(int n)
    {
        var rows = new int[n & 3][];
        for (var k = 0; k < rows.Length; k++)
        {
            rows[k] = new int[k + 1];
            rows[k][k] = n;
        }

        return rows.Sum(static r => r.Length + r[^1]);
    }

    public static int IndexFromEnd(int[] items) => items[^1] + items[items.Length / 2] + items[1..].Length;
    public static int[] Spread(int[] a, List<int> b) => [.. a, 7, .. b];
    public static List<int> CollectionList(int n) => [n, n + 1, .. Enumerable.Range(0, n & 3)];
    public static int SpanLiteral(int n)
    {
        ReadOnlySpan<int> table = [2, 3, 5, 7];
        return table[n & 3];
    }

    public static Dictionary<string, int> Initializer(string? s, int n) => new() { ["a"] = n, [s ?? "b"] = Note(n + 1) };
    public static List<int> ListInitializer(int n) => new() { n, Note(n), 3 };
    public static HashSet<int> Sets(int[] a, int[] b)
    {
        var set = new HashSet<int>(a);
        set.IntersectWith(b);
        return set;
    }

    public static int[] Linq(int[] items) => items.Where(static x => x > 0).Select(static x => x / 2).OrderByDescending(static x => x).Take(3).ToArray();

    public static IEnumerable<int> Query(int[] items, int n) =>
        from x in items
        where x % 2 == 0
        let y = x + n
        orderby y descending
        select y * 2;

    public static Dictionary<char, int> Count(string text)
    {
        var counts = new Dictionary<char, int>();
        foreach (var c in text)
            counts[c] = counts.TryGetValue(c, out var n) ? n + 1 : 1;
        return counts;
    }

    public static int Stack(int[] items)
    {
        var stack = new Stack<int>();
        foreach (var item in items)
        {
            if (item >= 0)
                stack.Push(item);
            else if (stack.Count > 0)
                stack.Pop();
        }

        return stack.TryPeek(out var top) ? top : -1;
    }

    public static string Join(string?[] parts) => string.Join(", ", parts) + string.Concat(parts);
    public static string Interpolated(int a, string? b, double c) => $"{a}: {b,-4}|{c:F2} {a + 1:X4} {{}} {(a > 0 ? "pos" : "neg")}";
    public static string Concatenated(string? a, int b, char c, object? d) => a + b + c + d + "end";
    public static string Builder(int n)
    {
        var text = new StringBuilder();
        for (var k = 0; k < (n & 7); k++)
            text.Append(k).Append(',').Append($"<{k}>");
        return text.ToString();
    }

    public static string Reverse(string s)
    {
        var characters = s.ToCharArray();
        for (int i = 0, j = characters.Length - 1; i < j; i++, j--)
            (characters[i], characters[j]) = (characters[j], characters[i]);
        return new string(characters);
    }

    public static bool Palindrome(string s)
    {
        for (int i = 0, j = s.Length - 1; i < j; i++, j--)
        {
            if (s[i] != s[j])
                return false;
        }

        return true;
    }

    public static string Slices(string s) => s.Length > 3 ? s[1..^1] + s[^1] + s[..2] : s;
    public static double Mean(double[] values)
    {
        var sum = 0.0;
        for (var k = 0; k < values.Length; k++)
            sum += values[k];
        return sum / values.Length;
    }

    public static float[,] Multiply(int n)
    {
        n &= 3;
        var c = new float[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                for (var k = 0; k < n; k++)
                    c[i, j] += (i + k) * 0.5f * (k - j);
            }
        }

        return c;
    }

    public static IList<int> Interfaces(IList<int> items, int n)
    {
        if (items.Count > 0 && !items.IsReadOnly)
            items[0] += n;
        return items;
    }

    public static int ParamsCall(int a, int b) => SumOf(a, b, 3) + SumOf() + SumOfSpan(a, b);
    private static int SumOf(params int[] items) => items.Sum();
    private static int SumOfSpan(params ReadOnlySpan<int> items) => items.Length == 0 ? 0 : items[0];
    public static bool Utf8(ReadOnlySpan<byte> text) => text.StartsWith("ab"u8) || text.SequenceEqual("x"u8);
    public static Memory<int> MemorySlice(Memory<int> m) => m.Length > 1 ? m[1..] : m;
}
