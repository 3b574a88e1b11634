using System.Linq.Expressions;

namespace Xcs.Tests.Lifting.Simplification;

public class FlowSimplifierTests
{
    [Fact]
    public void ChainsOfBranchesAreConditions()
    {
        static bool Between(int a, int low, int high) => (a >= low && a < high) || a == 0;
        Assert.Equal("(((a >= low) AndAlso (a < high)) OrElse (a == 0))", Lifted.Tree(Between));
    }

    [Fact]
    public void CoalescingIsAConditional()
    {
        static string First(string? a, string? b) => a ?? b ?? "none";
        Assert.Equal("((a != null) ? a : ((b != null) ? b : \"none\"))", Lifted.Tree(First));
        Lifted.AssertSame(First, [null, null], ["a", null], [null, "b"]);
    }

    [Fact]
    public void TemporariesGoWhereTheyAreUsed()
    {
        static int Product(int a, int b)
        {
            return (Lifted.Note(a) + 1) * Lifted.Note(b);
        }

        Assert.Equal("((Note(a) + 1) * Note(b))", Lifted.Tree(Product));
    }

    [Fact]
    public void ValuesStayWhereSomethingElseComesFirst()
    {
        static int Swap(int a, int b)
        {
            var first = Lifted.Note(a);
            var second = Lifted.Note(b);
            return second - first;
        }

        Assert.Equal(2, Lifted.Count<MethodCallExpression>(Swap));
        Lifted.AssertSame(Swap, [1, 2]);
    }
}
