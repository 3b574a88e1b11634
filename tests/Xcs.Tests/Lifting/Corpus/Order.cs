using static Xcs.Tests.Lifting.CorpusLog;

namespace Corpus;

public static class Order
{
    private static int _field;
    private static int[] _items = [1, 2, 3];
    private static string? _text;

    public static int Arguments(int n) => Three(Note(n), Note(n + 1), Note(n + 2));
    private static int Three(int a, int b, int c) => a - b + c;
    public static int Operands(int n) => Note(n) - (Note(n * 2) * Note(3));
    public static bool ShortCircuit(int n) => Note(n) > 0 && Note(n + 1) > 5 || Note(7) == 7;
    public static bool NoShortCircuit(bool a, bool b) => Noted(a) & Noted(b) | Noted(!a);
    private static bool Noted(bool b) => Note(b ? 1 : 0) == 1;
    public static int TernaryArguments(int n) => Three(n > 0 ? Note(1) : Note(2), Note(3), n < 10 ? Note(4) : Note(5));
    public static int[] ElementCompound(int[] items, int n)
    {
        items[Note(n & 1)] += Note(10);
        items[Note(0)]++;
        items[Note(1)] <<= Note(2);
        return items;
    }

    public static int FieldThenCall(int n)
    {
        _field = n;
        return _field + Bump() + _field;
    }

    private static int Bump() => Note(_field++) + 100;
    public static int CallThenField(int n)
    {
        _field = n;
        var r = _field - Bump() * _field;
        return r + _field;
    }

    public static int LocalKeptOnStack(int a) => a + (a = Note(5)) + (a += 3) * a--;
    public static int ArrayRead(int n)
    {
        _items = [n, 2, 3];
        return _items[0] + Change() + _items[0];
    }

    private static int Change() => _items[0] = Note(50);
    public static int PropertyCompound(Account a)
    {
        Other(a, Note(1)).Balance += Note(2);
        return (int)a.Balance;
    }

    private static Account Other(Account a, int _) => a;
    public static int ExceptionInMiddle(int[] items, int n)
    {
        items[Note(0)] = Note(n) / (n & 1);
        return items[0];
    }

    public static int NullBeforeArguments(string? s, int n) => s!.IndexOf((char)Note(n), StringComparison.Ordinal);
    public static int IndexBeforeValue(int[] items, int n)
    {
        items[Note(n)] = Note(1);
        return 1;
    }

    public static string StaticText(string? s)
    {
        _text = s;
        return (_text ?? "x") + Note(_text = "changed").Length + _text;
    }

    public static int Assignments(int n)
    {
        int a, b, c;
        a = b = c = Note(n);
        a += b -= c *= 2;
        return a + b + c;
    }

    public static int RefArgument(int n)
    {
        var x = n;
        return Add(ref x, x++, x) + x;
    }

    private static int Add(ref int x, int a, int b)
    {
        x += 100;
        return a - b;
    }

    public static int DoubleEvaluation(int[] items)
    {
        var k = 0;
        while (k < items.Length && items[k++] != 0)
            Note(k);
        return k;
    }

    public static int ConstructorArguments(int n) => new Point(Note(n), Note(n + 1)).X;
    public static string Interpolation(int n) => $"{Note(n)} {Note(n + 1):D3} {Note(n + 2)}";
    public static object Initializers(int n) => new Account { Id = Note(n), Owner = Note("o"), Next = new Account { Id = Note(n + 1) } };
    public static int DupAcrossBranch(int n)
    {
        var x = Note(n) is var y && y > 3 ? y : -y;
        return x + (x > 0 ? Note(x) : Note(0) - 1) * 2;
    }

    public static int Statements(int n)
    {
        Note(1);
        _field = Note(n);
        if (_field > 0)
            Note(2);
        else
            Note(3);
        _ = Note(4);
        return Note(_field);
    }

    public static int ValueTypeReceiver(Point[] points)
    {
        points[Note(0)].Move(Note(1), Note(2));
        return points[0].X;
    }

    public static bool ConditionalReceiver(string? a, string? b) => (Note(a) ?? Note(b))!.Equals(Note("0"), StringComparison.Ordinal);
    public static int ThrowingGetter(Account a, decimal d)
    {
        try
        {
            a.Balance = Note(d < 0 ? -1 : 1) * d;
            return Note(2);
        }
        catch (ArgumentOutOfRangeException)
        {
            return Note(3);
        }
    }
}
