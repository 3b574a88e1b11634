using System.Linq.Expressions;

namespace Xcs.Tests.Lifting.Structuring;

public class StructurerTests
{
    [Fact]
    public void LoopsBeginWithTheirCondition()
    {
        static int Sum(int count)
        {
            var total = 0;
            for (var index = 0; index < count; index++)
                total += index;
            return total;
        }

        Assert.Equal("{ (total = 0); (index = 0); loop { if ((index >= count)) break; (total = (total + index)); (index = (index + 1)) }; total }", Lifted.Tree(Sum));
        Lifted.AssertSame(Sum, [0], [5], [-3]);
    }

    [Fact]
    public void BreakContinueAndReturnStayInTheirLoop()
    {
        static int Find(int[] items, int limit)
        {
            var sum = 0;
            foreach (var item in items)
            {
                if (item < 0)
                    continue;
                if (item > limit)
                    return item;
                if (item == 42)
                    break;
                sum += item;
            }
            return -sum;
        }

        Lifted.AssertSame(Find, [new[] { 1, -2, 3 }, 9], [new[] { 1, 42, 3 }, 99], [new[] { 1, 7, 3 }, 5], [null, 1]);
        Assert.Equal(1, Lifted.Count<LoopExpression>(Find));
    }

    [Fact]
    public void WhatFollowsALoopStandsBehindIt()
    {
        static int Primes(int limit)
        {
            var found = 0;
            for (var number = 2; number < limit; number++)
            {
                var isPrime = true;
                for (var divisor = 2; divisor * divisor <= number; divisor++)
                    if (number % divisor == 0)
                    {
                        isPrime = false;
                        break;
                    }
                if (isPrime)
                    found++;
            }
            Lifted.Note(found);
            return found;
        }

        Assert.EndsWith("Note(found); found }", Lifted.Tree(Primes), StringComparison.Ordinal);
        Lifted.AssertSame(Primes, [0], [30], [100]);
    }

    [Fact]
    public void OrdinaryCodeNeedsNoGoto()
    {
        static int Classify(int a, int b)
        {
            var result = 0;
            if (a > 0 && b > 0)
            {
                result = 1;
                if (a > b)
                    result = 2;
                else if (a == b)
                    result = 3;
            }
            else if (a < 0 || b < -3)
                result = 4;
            else
                result = 5;
            return result;
        }

        Assert.Equal(0, Lifted.Count<GotoExpression>(Classify));
        Lifted.AssertSame(Classify, [1, 1], [2, 1], [1, 2], [-1, 0], [0, 0], [0, -9]);
    }

    [Fact]
    public void SwitchesShareBodiesAndFallOut()
    {
        static int Choose(int number, int other)
        {
            var result = 0;
            for (var i = 0; i < 5; i++)
            {
                switch ((number + i) & 3)
                {
                    case 0:
                        result += 1;
                        continue;
                    case 1:
                        result += 10;
                        break;
                    case 2:
                        if (other > 0)
                            goto end;
                        result += 100;
                        break;
                    default:
                        return result;
                }
                result *= 2;
            }
        end:
            return result;
        }

        Lifted.AssertSame(Choose, [0, 0], [1, 1], [2, 0], [3, 3], [-7, 1]);
    }

    [Fact]
    public void LeavingATryRunsItsFinally()
    {
        static int Leave(int number)
        {
            var result = 0;
            for (var i = 0; i < 4; i++)
            {
                try
                {
                    if (i == number)
                        continue;
                    if (i == number - 10)
                        break;
                    if (number == -1)
                        throw new InvalidOperationException();
                    if (i == number - 20)
                        return Lifted.Note(result);
                    result += 100 / (number - i - 1);
                }
                catch (DivideByZeroException)
                {
                    result += 7;
                }
                finally
                {
                    Lifted.Note(i);
                    result++;
                }
            }
            return result;
        }

        Lifted.AssertSame(Leave, [0], [1], [2], [12], [-1], [22], [50]);
    }

    [Fact]
    public void AnExceptionRunsHandlersInsideOut()
    {
        static int Nested(int number)
        {
            try
            {
                try
                {
                    Lifted.Note(1);
                    return number < 0 ? throw new ArgumentException("") : Lifted.Note(2);
                }
                finally
                {
                    Lifted.Note(3);
                }
            }
            catch (ArgumentException)
            {
                Lifted.Note(4);
                if (number == -1)
                    throw;
                return 5;
            }
        }

        Lifted.AssertSame(Nested, [1], [-1], [-2]);
    }
}
