using static Xcs.Tests.Lifting.CorpusLog;

namespace Corpus;

public class Account
{
    public static int Opened;
    public int Id;
    private decimal _balance;
    public string? Owner { get; set; }
    public Account? Next;
    public event Action<decimal>? Changed;

    public Account() => Id = 1;

    public Account(int id, decimal balance) : this()
    {
        Id = id;
        _balance = balance;
        Opened++;
    }

    public decimal Balance
    {
        get => _balance;
        set
        {
            if (value < 0)
                throw new ArgumentOutOfRangeException(nameof(value));
            _balance = value;
            Changed?.Invoke(value);
        }
    }

    public decimal this[int percent] => _balance * (percent % 100) / 100;

    public virtual string Kind() => "plain";

    public string Describe() => $"{Kind()} {Id} {Owner ?? "nobody"}";

    public bool TryWithdraw(decimal amount, out decimal rest)
    {
        rest = _balance - amount;
        if (rest < 0)
            return false;
        _balance = rest;
        return true;
    }
}

public class Savings : Account
{
    public double Rate;

    public Savings(int id, double rate) : base(id, 100m) => Rate = rate;

    public override string Kind() => "savings of " + base.Kind();
}

public record Person(string Name, int Age)
{
    public string? Mail { get; init; }
    public virtual bool Adult => Age >= 18;
}

public record Worker(string Name, int Age, string Job) : Person(Name, Age)
{
    public override bool Adult => true;
}

public record struct Pair(int Left, string? Right);

public readonly record struct Range2(double Low, double High)
{
    public bool Contains(double v) => v >= Low && v <= High;
}

public interface IShape
{
    double Area();
    string Name => "shape";
}

public sealed class Square(double side) : IShape
{
    public double Area() => side * side;
}

public struct Circle : IShape
{
    public double Radius;
    public double Area() => Math.PI * Radius * Radius;
    public string Name => "circle";
}

public static class Classes
{
    public static string Construct(int id, string? owner)
    {
        var account = new Account(id, 10.5m) { Owner = owner };
        account.Balance += 2;
        return account.Describe() + account.Balance + account[50];
    }

    public static int FieldsOf(Account a, int n)
    {
        a.Id += n;
        a.Id++;
        a.Owner += "!";
        return a.Id;
    }

    public static decimal Property(Account a, decimal d)
    {
        a.Balance = d;
        a.Balance -= 1;
        return a.Balance;
    }

    public static int Virtual(bool savings, int id)
    {
        Account a = savings ? new Savings(id, 0.5) : new Account { Id = id };
        return a.Kind().Length + (a is Savings { Rate: > 0 } s ? s.Id : a.Id);
    }

    public static int ChainOfNull(Account? a) => a?.Next?.Owner?.Length ?? a?.Id ?? -1;

    public static int ListLength(Account? a)
    {
        var n = 0;
        for (; a != null && n < 10; a = a.Next)
            n++;
        return n;
    }

    public static decimal Withdraw(Account a, decimal amount) => a.TryWithdraw(amount, out var rest) ? rest : -rest;

    public static int Statics(int n)
    {
        Account.Opened = n;
        _ = new Account(1, 2);
        Account.Opened *= 2;
        Note(Account.Opened);
        return Account.Opened++;
    }

    public static decimal Events(decimal d)
    {
        var seen = 0m;
        var account = new Account(1, 5);
        void Handler(decimal value) => seen += value;
        account.Changed += Handler;
        account.Balance = Math.Abs(d);
        account.Changed -= Handler;
        account.Balance = 1;
        return seen;
    }

    public static string Records(string? name, int age)
    {
        var person = new Person(name ?? "x", age) { Mail = "m" };
        var older = person with { Age = age + 1, Mail = null };
        Person worker = new Worker("w", age, "job");
        return $"{person} {older} {older == person} {worker} {worker.Adult} {older.Adult}";
    }

    public static int RecordStructs(Pair p)
    {
        var q = p with { Left = p.Left + 1 };
        var (left, right) = q;
        return q == p ? 0 : left + (right?.Length ?? -1);
    }

    public static bool RecordRange(Range2 r, double v) => r.Contains(v) || r.Equals(new Range2(v, v));

    public static double Shapes(double x)
    {
        IShape[] shapes = [new Square(x), new Circle { Radius = x }];
        var sum = 0.0;
        foreach (var shape in shapes)
            sum += shape.Area() + shape.Name.Length;
        return sum;
    }

    public static object Anonymous(int a, string? b)
    {
        var x = new { A = a, B = b };
        var y = new { A = a + 1, x.B };
        return new { x, Same = x.Equals(y), y.A };
    }

    public static bool As(object? o) => o as Account is { Id: > 0 } || o is not IComparable;
    public static Type TypeOf(bool b) => b ? typeof(Account) : typeof(Dictionary<,>);
    public static string NameOf() => nameof(Account) + typeof(int[]).Name;
    public static int Compound(Account a, int[] items, int k)
    {
        items[k & 1] += a.Id -= 3;
        a.Id ^= items[0] <<= 1;
        return a.Id;
    }

    public static string? Coalesce(Account a, string? s) => a.Owner ??= s ?? "default";
    public static Account? SetNext(Account a, bool clear) => a.Next = clear ? null : new Account(2, 3);
    public static int Finalized(Account a) => a.GetHashCode() == a.GetHashCode() ? 1 : 0;
}
