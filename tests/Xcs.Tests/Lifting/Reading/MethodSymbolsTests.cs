using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Xcs.Lifting;

namespace Xcs.Tests.Lifting.Reading;

public class MethodSymbolsTests
{
    [Fact]
    public void LocalsKeepTheirNames()
    {
        var body = (BlockExpression)Lifter.Lift(Sum).Body;
        Assert.Equal(["total", "index"], body.Variables.Select(v => v.Name));
    }

    [Fact]
    public void CallsKnowTheirLine()
    {
        var lifted = Lifter.Lift(Here);
        var calls = new List<MethodCallExpression>();
        new Calls(calls).Visit(lifted.Body);
        var source = lifted.SourceOf(Assert.Single(calls));
        Assert.Equal((nameof(MethodSymbolsTests) + ".cs", Here()), (Path.GetFileName(source.File), source.Line));
    }

    [Fact]
    public void MethodsWithoutSymbolsHaveNoLines() =>
        Assert.False(MethodSymbols.Of(((Func<int, int>)Math.Abs).Method).SourceOf(0).IsKnown);

    private static int Sum(int count)
    {
        var total = 0;
        for (var index = 0; index < count; index++)
            total += index;
        return total;
    }

    private static int Here() => Line();

    private static int Line([CallerLineNumber] int line = 0) => line;

    private sealed class Calls(List<MethodCallExpression> found) : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            found.Add(node);
            return base.VisitMethodCall(node);
        }
    }
}
