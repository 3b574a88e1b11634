using static Xcs.Tests.Lifting.CorpusLog;

namespace Corpus;

public delegate int Transformer(ref int value, out int old);

public static class Closures
{
    public static int Captured(int a, int b)
    {
        Func<int, int> add = x => x + a;
        a += 10;
        return add(b);
    }

    public static int CapturedMutation(int n)
    {
        var count = 0;
        Action bump = () => count += n;
        bump();
        bump();
        count++;
        return count;
    }

    public static int CapturedInLoop(int n)
    {
        var functions = new List<Func<int>>();
        for (var k = 0; k < (n & 7); k++)
        {
            var copy = k;
            functions.Add(() => copy * k);
        }

        return functions.Sum(static f => f());
    }

    public static int LocalFunction(int n)
    {
        return Twice(Twice(n)) + Offset();

        int Twice(int x) => x * 2;
        int Offset() => n + 1;
    }

    public static int LocalFunctionWrites(int n)
    {
        var sum = 0;
        void Add(int x)
        {
            if (x > n)
                return;
            sum += x;
        }

        for (var k = 0; k < 5; k++)
            Add(k);
        return sum;
    }

    public static long Recursion(int n)
    {
        return Factorial(n & 15);

        static long Factorial(int k) => k <= 1 ? 1 : k * Factorial((k & 15) - 1);
    }

    public static int StaticLambda(int n)
    {
        Func<int, int, int> f = static (x, y) => x > y ? x : y;
        return f(n, 10) + f(3, n);
    }

    public static int MethodGroup(int[] items) => items.Select(Math.Sign).Sum() + items.Count(IsBig);
    private static bool IsBig(int n) => n > 100;
    public static string VirtualMethodGroup(object? o)
    {
        Func<string?> f = o!.ToString;
        return f() ?? "";
    }

    public static int InstanceMethodGroup(List<int> items)
    {
        Action<int> add = items.Add;
        add(3);
        add(4);
        return items.Count;
    }

    public static int Multicast(int n)
    {
        Action<int> a = x => Note(x);
        a += x => Note(x * 2);
        var b = a;
        a -= b;
        a?.Invoke(n);
        b(n);
        return Trace.Length;
    }

    public static int RefDelegate(int n)
    {
        Transformer t = static (ref int value, out int old) =>
        {
            old = value;
            value *= 2;
            return old - value;
        };
        var r = t(ref n, out var was);
        return (r * 100) + n + was;
    }

    public static Func<int, int> Returned(int a) => a > 0 ? x => x + a : static x => -x;
    public static int Immediately(int n) => ((Func<int, int>)(x => x * x))(n);
    public static int Composed(int n)
    {
        Func<int, Func<int, int>> curried = x => y => x - y;
        return curried(n)(3);
    }

    public static int Passed(Func<int, int>? f, int n) => f is null ? -1 : f(n) + f(n + 1);
    public static bool PassedPredicate(Predicate<string>? p, string? s) => p!(s!);
    public static int InTry(int a, int b)
    {
        Func<int> divide = () => a / b;
        try
        {
            return divide();
        }
        catch (DivideByZeroException)
        {
            b = 1;
            return divide();
        }
    }

    public static int CapturedParameterOfForeach(int[] items)
    {
        Func<int>? last = null;
        foreach (var item in items)
        {
            if (item > 0)
                last = () => item;
        }

        return last?.Invoke() ?? 0;
    }

    public static int NestedScopes(int n)
    {
        var outer = n;
        Func<int> f = () => outer;
        {
            var inner = outer * 2;
            f = () => inner + outer;
        }

        outer++;
        return f();
    }

    public static int DelegateEquality(int n)
    {
        Func<int, bool> a = IsBig, b = IsBig;
        return a == b ? n : -n;
    }

    public static Lazy<int> LazyValue(int n) => new(() => n * 2);
    public static IEnumerable<string> Projected(int[] items, string? suffix) => items.Select((x, k) => x + ":" + k + suffix).ToList();
}
