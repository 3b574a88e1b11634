using static Xcs.Tests.Lifting.CorpusLog;

namespace Corpus;

public struct Point
{
    public int X;
    public int Y;

    public Point(int x, int y)
    {
        X = x;
        Y = y;
    }

    public int Sum => X + Y;

    public readonly Point Moved(int dx) => new(X + dx, Y);

    public void Move(int dx, int dy)
    {
        X += dx;
        Y += dy;
    }

    public int Twice { readonly get => X * 2; set => X = value / 2; }

    public override readonly string ToString() => $"({X}, {Y})";

    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    public static bool operator ==(Point a, Point b) => a.X == b.X && a.Y == b.Y;

    public static bool operator !=(Point a, Point b) => !(a == b);

    public static implicit operator Point(int x) => new(x, x);

    public static explicit operator int(Point p) => p.X;

    public override readonly bool Equals(object? o) => o is Point p && p == this;

    public override readonly int GetHashCode() => (X * 397) ^ Y;
}

public struct Segment
{
    public Point From;
    public Point To;
    public string? Name;

    public void Shift(int d)
    {
        From.Move(d, d);
        To.X += d;
        To = To.Moved(d);
    }

    public readonly int Length => Math.Abs(To.X - From.X);
}

public readonly struct Money(decimal amount, string? currency)
{
    public decimal Amount { get; } = amount;
    public string? Currency { get; } = currency;

    public Money Add(in Money other) => new(Amount + other.Amount, Currency ?? other.Currency);
}

public struct Buffer4
{
    public byte A, B, C, D;

    public byte this[int index]
    {
        readonly get => index switch { 0 => A, 1 => B, 2 => C, 3 => D, _ => throw new IndexOutOfRangeException() };
        set
        {
            switch (index)
            {
                case 0: A = value; break;
                case 1: B = value; break;
                case 2: C = value; break;
                case 3: D = value; break;
                default: throw new IndexOutOfRangeException();
            }
        }
    }
}

public static class Structs
{
    public static int Fields(Point p) => p.X - p.Y + p.Sum;

    public static Point MutateCopy(Point p)
    {
        var q = p;
        q.X++;
        q.Move(p.X, 2);
        q.Twice += 4;
        return q;
    }

    public static void MutateRef(ref Point p)
    {
        p.X = p.Y;
        p.Move(1, -1);
        p.Y <<= 1;
    }

    public static void Replace(ref Point p) => p = new Point(p.Y, p.X);

    public static int In(in Point p, in int k) => p.X + p.Sum + p.Moved(k).X + k;

    public static bool Out(int n, out Point p)
    {
        if (n > 0)
        {
            p = new Point(n, 1);
            return true;
        }

        p = default;
        return false;
    }

    public static Segment Nested(Segment s)
    {
        s.From.X = s.To.Y;
        s.To.Y += 3;
        s.Shift(2);
        s.Name ??= "none";
        return s;
    }

    public static int ArrayElements(Point[] points)
    {
        for (var k = 0; k < points.Length; k++)
        {
            points[k].X += k;
            points[k].Move(k, k);
            points[k].Y++;
        }

        return points.Length > 0 ? points[^1].Sum : 0;
    }

    public static int ForeachCopies(Point[] points)
    {
        var sum = 0;
        foreach (var p in points)
        {
            var q = p;
            q.Move(1, 1);
            sum += q.Sum;
        }

        return sum;
    }

    public static Point Operators(Point a, Point b) => a + b + 3;
    public static bool Equality(Point a, Point b) => a == b || a != b && a.Equals(b);
    public static int Conversion(Point a) => (int)a + (int)(Point)7;
    public static object Box(Point p) => p;
    public static Point Unbox(object? o) => o is Point p ? p : default;
    public static int UnboxField(Point p)
    {
        object o = p;
        return ((Point)o).X + ((Point)o).Sum;
    }

    public static string Constrained(Point p) => p.ToString() + p.GetHashCode();
    public static Money AddMoney(Money a, Money b) => a.Add(b).Add(new Money(1.5m, "X"));
    public static Point Default() => default;
    public static Point Initializer(int n) => new() { X = n, Y = Note(n) };
    public static Point With(Point p) => p with { Y = p.X };

    public static byte Indexer(Buffer4 b, int index)
    {
        b[index & 7]++;
        b[1] += b[0];
        return b[index & 3];
    }

    public static int RefLocal(Point[] points)
    {
        if (points.Length == 0)
            return 0;
        ref var first = ref points[0];
        first.X = 42;
        ref var y = ref first.Y;
        y += 5;
        first = new Point(first.X + 1, y);
        return points[0].Sum;
    }

    public static int RefTernary(bool b, int x, int y)
    {
        ref var r = ref (b ? ref x : ref y);
        r += 10;
        return x * 1000 + y;
    }

    public static void Swap(ref int a, ref int b)
    {
        var t = a;
        a = b;
        b = t;
    }

    public static void RefArguments(ref int a, out string b, in double c)
    {
        Swap(ref a, ref a);
        a = (int)Math.Clamp(c, 0, 100);
        b = a.ToString();
        a++;
    }

    public static int OutVariable(string? s) => int.TryParse(s, out var n) ? n : -1;
    public static void RefKinds(ref byte a, ref sbyte b, ref short c, ref ushort d, ref long e, ref float f, ref double g, ref object? h, ref nint i, ref uint j)
    {
        a++;
        b--;
        c += a;
        d *= 3;
        e -= c;
        f /= 2;
        g += f;
        h = h is null ? "none" : null;
        i ^= 1;
        j = ~j;
    }

    public static long ReadKinds(in byte a, in sbyte b, in short c, in ushort d, in long e, in int f, in nint g, in uint h, in char i, in bool j) =>
        a + b + c + d + e + f + g + h + i + (j ? 1 : 0);

    public static (int, Point) TupleOfStructs(Point p)
    {
        var t = (1, p);
        t.p.X++;
        t.Item1 += t.p.X;
        return t;
    }

    public static int? NullableStruct(Point? p) => p?.X + p?.Sum;
    public static Point? NullableResult(Point? p) => p.HasValue && p.Value.X > 0 ? p.Value.Moved(1) : null;

    public static DateTime Dates(DateTime d, int days) => d.AddDays(days % 100).Date + TimeSpan.FromHours(days & 7);
    public static int SizeOf() => sizeof(int) + sizeof(double) + sizeof(char);
}
