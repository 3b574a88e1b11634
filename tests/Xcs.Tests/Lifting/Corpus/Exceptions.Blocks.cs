using static Xcs.Tests.Lifting.CorpusLog;

namespace Corpus;

public static partial class Exceptions
{
    public static int ThrowInCatch(int a)
    {
        try
        {
            if (a > 0)
                throw new InvalidOperationException();
            return 1;
        }
        catch (InvalidOperationException e)
        {
            throw new ArgumentException("wrapped", e);
        }
    }

    public static int ThrowInFinally(int a)
    {
        try
        {
            return Note(a);
        }
        finally
        {
            if (a > 3)
                throw new NotSupportedException();
        }
    }

    public static void RethrowVariable(int a)
    {
        try
        {
            if (a == 0)
                throw new InvalidOperationException();
            Note(a);
        }
        catch (Exception e)
        {
            Note(9);
            throw e;
        }
    }

    public static int CatchAll(object? o)
    {
        try
        {
            return o!.GetHashCode() == 0 ? 1 : ((string)o).Length;
        }
        catch
        {
            return -1;
        }
    }

    public static int Using(int n)
    {
        using var first = new Resource(1);
        using (new Resource(2))
        {
            if (n > 5)
                return Note(n);
            if (n < 0)
                throw new InvalidOperationException();
        }

        return first.Id;
    }

    public static int UsingStruct(int n)
    {
        using (var r = new ValueResource(n))
            return r.Id + 1;
    }

    public static int UsingNull(bool make)
    {
        using (var r = make ? new Resource(7) : null)
            return r?.Id ?? -1;
    }

    public static int Lock(object? gate, int n)
    {
        gate ??= new object();
        lock (gate)
        {
            if (n < 0)
                throw new InvalidOperationException();
            return Note(n);
        }
    }

    public static int CheckedInTry(int a)
    {
        try
        {
            checked
            {
                return (a * a) + 1;
            }
        }
        catch (OverflowException)
        {
            return 0;
        }
    }

    public static int IndexCaught(int[] items, int index)
    {
        try
        {
            return items[index];
        }
        catch (IndexOutOfRangeException)
        {
            return -1;
        }
        catch (NullReferenceException)
        {
            return -2;
        }
    }

    public static int GotoOutOfTry(int n)
    {
        for (var k = 0; k < 5; k++)
        {
            try
            {
                if (k == (n & 7))
                    goto Found;
                Note(k);
            }
            finally
            {
                Note(-k);
            }
        }

        return -1;
    Found:
        return 1;
    }

    public static int ValueFromTry(int a, int b)
    {
        int r;
        try
        {
            r = a % b;
        }
        catch (DivideByZeroException)
        {
            r = 5;
        }

        return r * 2;
    }

    public static int SwitchInTry(int n)
    {
        try
        {
            switch (n & 3)
            {
                case 0: return 1;
                case 1: throw new FormatException();
                case 2: break;
                default: return Note(3);
            }

            Note(4);
        }
        catch (FormatException)
        {
            return -1;
        }

        return 5;
    }

    public static int ThrowExpression(string? s) => (s ?? throw new ArgumentNullException(nameof(s))).Length;

    public static int TryBothPathsThrow(int n)
    {
        try
        {
            if (n > 0)
                throw new InvalidOperationException();
            throw new FormatException();
        }
        catch (InvalidOperationException)
        {
            return 1;
        }
    }

    public static int WhileTrueWithTry(int n)
    {
        var k = n & 7;
        while (true)
        {
            try
            {
                if (k-- <= 0)
                    return Note(k);
            }
            finally
            {
                Note(99);
            }
        }
    }

    private sealed class Resource(int id) : IDisposable
    {
        public int Id => id;
        public void Dispose() => Note(-id);
    }

    private readonly struct ValueResource(int id) : IDisposable
    {
        public int Id => id;
        public void Dispose() => Note(1000);
    }
}
