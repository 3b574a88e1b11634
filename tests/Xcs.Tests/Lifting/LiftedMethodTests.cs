using System.Linq.Expressions;
using Xcs.Lifting;

namespace Xcs.Tests.Lifting;

public class LiftedMethodTests
{
    [Fact]
    public void LambdasHaveTheMethodsSignature()
    {
        static object Boxed(string text) => text;
        Assert.Equal(typeof(Func<string, object>), Lifter.Lift(((Delegate)Boxed).Method).ToLambda().Type);
    }

    [Fact]
    public void StructsAreTheirMethodsFirstParameterByReference()
    {
        var lifted = Lifter.Lift(typeof(Counter).GetMethod(nameof(Counter.Next))!);
        var count = (CountDelegate)lifted.ToLambda(typeof(CountDelegate)).Compile();
        var counter = new Counter();
        Assert.Equal((2, 5), (count(ref counter, 2), count(ref counter, 3)));
    }

    [Fact]
    public void EveryStatementKnowsAnOffset()
    {
        static int Sum(int count)
        {
            var total = 0;
            for (var index = 0; index < count; index++)
                if (index % 3 != 0)
                    total += index;
            return total;
        }

        var lifted = Lifter.Lift(((Func<int, int>)Sum).Method);
        foreach (var statement in ((BlockExpression)lifted.Body).Expressions.SkipLast(1))
            Assert.NotNull(lifted.OffsetOf(statement));
    }

    [Fact]
    public void AStaticConstructorRunsBeforeTheBody()
    {
        var next = (Func<int, int>)Lifter.Lift(typeof(Prepared).GetMethod(nameof(Prepared.Next))!).ToLambda().Compile();
        Assert.False(Preparation.IsDone);
        Assert.Equal(3, next(2));
        Assert.True(Preparation.IsDone);
    }

    [Fact]
    public void DelegatesOfSeveralMethodsAreRefused()
    {
        Action one = static () => { };
        Assert.Throws<LiftingException>(() => Lifter.Lift(one + one));
    }

    private delegate int CountDelegate(ref Counter counter, int by);

    private struct Counter
    {
        private int _count;

        public int Next(int by) => _count += by;
    }

    private static class Preparation
    {
        public static bool IsDone { get; set; }
    }

    private static class Prepared
    {
        // A constructor in the text, unlike an initialiser, runs exactly before the first call.
#pragma warning disable CA1810
        static Prepared() => Preparation.IsDone = true;
#pragma warning restore CA1810

        public static int Next(int number) => number + 1;
    }
}
