using static Xcs.Tests.Lifting.CorpusLog;

namespace Corpus;

public static partial class Exceptions
{
    public static int Throws(int n) => n > 0 ? n : throw new ArgumentOutOfRangeException(nameof(n));

    public static int Catches(int a, int b)
    {
        try
        {
            return a / b;
        }
        catch (DivideByZeroException)
        {
            return Note(-1);
        }
    }

    public static string CatchesSeveral(string? s)
    {
        try
        {
            return int.Parse(s!).ToString();
        }
        catch (FormatException e)
        {
            return "format " + e.GetType().Name;
        }
        catch (OverflowException)
        {
            return "overflow";
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    public static int Finally(int a, int b)
    {
        try
        {
            Note(1);
            return a / b;
        }
        finally
        {
            Note(2);
        }
    }

    public static int FinallyChangesNothing(int a)
    {
        var r = a;
        try
        {
            return r;
        }
        finally
        {
            r = -1;
            Note(r);
        }
    }

    public static int EarlyReturnInTry(int[] items)
    {
        var sum = 0;
        try
        {
            foreach (var item in items)
            {
                if (item == 0)
                    return Note(sum);
                if (item < 0)
                    throw new InvalidOperationException();
                sum += item;
            }

            Note(100);
        }
        catch (InvalidOperationException)
        {
            sum = -sum;
        }
        finally
        {
            Note(sum);
        }

        return sum + 1;
    }

    public static int LoopInFinally(int n)
    {
        var k = 0;
        try
        {
            Note(n);
            if (n % 3 == 0)
                throw new FormatException();
            k = 10;
        }
        finally
        {
            while (k > 0)
            {
                k -= 3;
                Note(k);
            }
        }

        return k;
    }

    public static int TryInLoop(int[] items)
    {
        var errors = 0;
        for (var k = 0; k < items.Length; k++)
        {
            try
            {
                if (items[k] == 1)
                    continue;
                if (items[k] == 2)
                    break;
                errors += 100 / items[k];
            }
            catch (DivideByZeroException)
            {
                errors++;
                if (k > 3)
                    break;
                continue;
            }
            finally
            {
                Note(k);
            }

            Note(errors);
        }

        return errors;
    }

    public static int Nested(int a, int b)
    {
        try
        {
            try
            {
                Note(1);
                return a / b;
            }
            catch (DivideByZeroException)
            {
                Note(2);
                throw;
            }
            finally
            {
                Note(3);
            }
        }
        catch (ArithmeticException)
        {
            Note(4);
            return -1;
        }
        finally
        {
            Note(5);
        }
    }

    public static int TryInCatch(int a, int b)
    {
        try
        {
            return checked(a * b);
        }
        catch (OverflowException)
        {
            try
            {
                return a / (b & 1);
            }
            catch (DivideByZeroException)
            {
                return 7;
            }
        }
    }

    public static int TryInFinally(int a)
    {
        var r = 0;
        try
        {
            r = 100 / a;
        }
        catch (DivideByZeroException)
        {
            r = 1;
        }
        finally
        {
            try
            {
                r += 100 / (a - 1);
            }
            catch (DivideByZeroException)
            {
                r += 1000;
            }
            finally
            {
                r++;
            }
        }

        return r;
    }
}
