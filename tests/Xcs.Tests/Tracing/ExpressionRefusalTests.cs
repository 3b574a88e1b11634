using System.Linq.Expressions;
using Xcs.Tracing;
using static Xcs.Tests.Tracing.ExpressionProbe;

namespace Xcs.Tests.Tracing;

/// <summary>Hand-built trees, and what cannot be split into nodes.</summary>
public class ExpressionRefusalTests
{
    private static readonly ParameterExpression X = Expression.Parameter(typeof(int), "x");

    [Fact]
    public void BlocksWithoutCallsAreGlue()
    {
        var t = Expression.Variable(typeof(int), "t");
        var square = Expression.Block([t], Expression.Assign(t, Expression.Divide(Expression.Constant(12), X)), Expression.AddAssign(t, t), t);
        foreach (var x in new[] { 0, 5 })
            ExpressionOutcome.Agrees(Function(Expression.Add(square, Call(F, square))), x);
        var attempt = Expression.TryCatch(Expression.Divide(Expression.Constant(12), X), Expression.Catch(typeof(DivideByZeroException), Expression.Constant(-1)));
        ExpressionOutcome.Agrees(Function(Expression.Add(attempt, Call(F, X))), 0);
    }

    [Fact]
    public void SequencesOfCallsAreNodesInOrder() =>
        ExpressionOutcome.Agrees(Function(Expression.Block(Call(F, X), Expression.Divide(X, X), Expression.Call(((Action<int>)Tell).Method, X), Call(Boom, X))), 0);

    [Fact]
    public void LambdasInvokedOnTheSpotAreOpened()
    {
        var a = Expression.Parameter(typeof(int), "a");
        var inner = Expression.Lambda(Expression.Add(Call(F, a), a), a);
        var twice = Function(Expression.Add(Expression.Invoke(inner, Call(Boom, X)), Expression.Invoke(inner, Expression.Divide(X, X))));
        foreach (var x in new[] { 0, 3, 5 })
            Assert.Equal(2, ExpressionOutcome.Agrees(twice, x).Operators.Count(static node => node.Name == "F"));
    }

    [Fact]
    public void BlocksWithVariablesAndCallsAreRefused()
    {
        var t = Expression.Variable(typeof(int), "t");
        Refused("holds calls", Expression.Block([t], Expression.Assign(t, Call(F, X)), t));
        Refused("holds calls", Expression.TryFinally(Call(F, X), Expression.Empty()));
        Refused("holds calls", Expression.Switch(X, Call(F, X), Expression.SwitchCase(Expression.Constant(1), Expression.Constant(1))));
    }

    [Fact]
    public void WritesThatOtherNodesCouldSeeAreRefused()
    {
        Refused("writes", Expression.Add(Expression.PreIncrementAssign(X), Call(F, X)));
        Refused("writes", Expression.Assign(Expression.Field(Expression.Constant(new Box()), nameof(Box.Value)), X));
        var i = 0;
        Refused("writes", (Expression<Func<string, int>>)(s => int.TryParse(s, out i) ? F(i) : 0));
    }

    [Fact]
    public void StructsChangedInPlaceAndUsedElsewhereAreRefused()
    {
        Refused("in place", (Expression<Func<Counter, int>>)(c => c.Next(1) + c.Next(2)));
        Refused("in place", (Expression<Func<Counter, int[], int[]>>)((c, items) => Graph.Map(items, item => c.Next(item))));
    }

    [Fact]
    public void TracedFormsAndUndeclaredVariablesAreRefused()
    {
        Refused("traced value", (Expression<Func<int, Traced<int>>>)(x => Graph.Constant(x, "", 0)));
        Refused("declared nowhere", Expression.Add(X, Expression.Parameter(typeof(int), "y")));
    }

    [Fact]
    public void SpansHeldAcrossCallsAreRefused()
    {
        var text = Expression.Parameter(typeof(string), "text");
        var span = Expression.Call(typeof(MemoryExtensions), nameof(MemoryExtensions.AsSpan), null, text, Expression.Constant(1));
        var call = Expression.Call(((Func<int, ReadOnlySpan<char>, int>)Mixed).Method, Call(F, Expression.Constant(1)), span);
        ExpressionOutcome.Agrees(Expression.Lambda<Func<string, int>>(call, text), "abc");
        var held = Expression.Call(((SpanFirst)MixedFirst).Method, span, Call(F, Expression.Constant(1)));
        Refused("cannot be kept", Expression.Lambda<Func<string, int>>(held, text));
    }

    [Fact]
    public void DeepExpressionsAreRefusedInsteadOfOverflowing()
    {
        Expression deep = X;
        for (var k = 0; k < 200_000; k++)
            deep = Expression.Negate(deep);
        var refusal = Assert.Throws<TracingException>(() => ExpressionTracer.Trace(Function(deep)));
        Assert.Contains("nested too deeply", refusal.Message, StringComparison.Ordinal);
    }

    private delegate int SpanFirst(ReadOnlySpan<char> span, int x);

    private static int Mixed(int x, ReadOnlySpan<char> span) => x + span.Length;

    private static int MixedFirst(ReadOnlySpan<char> span, int x) => x + span.Length;

    private static MethodCallExpression Call(Func<int, int> method, Expression argument) => Expression.Call(method.Method, argument);

    private static Expression<Func<int, int>> Function(Expression body) => Expression.Lambda<Func<int, int>>(body, X);

    private static void Refused(string rule, Expression body) => Refused(rule, Function(body));

    private static void Refused(string rule, LambdaExpression function)
    {
        var refusal = Assert.Throws<TracingException>(() => ExpressionTracer.Trace(function));
        Assert.Contains(rule, refusal.Rule, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Mend);
        Assert.NotNull(refusal.Place);
    }
}
