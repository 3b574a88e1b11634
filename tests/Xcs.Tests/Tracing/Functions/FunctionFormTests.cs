using System.Linq.Expressions;

namespace Xcs.Tests.Tracing.Functions;

/// <summary>Every way to hand over a function compiles, and says what it refuses.</summary>
public class FunctionFormTests
{
    private int _bias = 2;

    private delegate int Doubling(int value);

    private delegate void ByReference(ref int value);

    private delegate int Consuming(ReadOnlySpan<int> values);

    [Fact]
    public void AMethodGroupComesBackWithItsOwnType()
    {
        Func<int, int> fast = Graph.Jit(Half);
        Func<int, int, string, bool, int> four = Graph.Jit(Four);
        Action<List<int>> nothing = Graph.Jit(Fill);
        Func<int> none = Graph.Jit(None);
        var list = new List<int>();
        nothing(list);
        Assert.Equal((4, 10, 3), (fast(8), four(1, 2, "abc", true), none()));
        Assert.Equal([2, 3], list);
        Assert.Contains("Half: operator", Graph.Explain(four), StringComparison.Ordinal);
    }

    [Fact]
    public void ADelegateOfAnyTypeComesBackWithIt()
    {
        Doubling fast = Graph.Jit((Doubling)(value => Half(value) + Half(value)));
        Assert.Equal(6, fast(6));
    }

    [Fact]
    public void LambdasWithAndWithoutStatementsAreFunctions()
    {
        Assert.Equal(5, Graph.Jit((int x) => Half(x) + Half(x + 2)).Invoke(4));
        Assert.Equal(5, Graph.Jit((int x) => { var a = Half(x); return a + Half(x + 2); }).Invoke(4));
        Assert.Equal(7, Graph.Jit((int a, int b, int c) => { return Half(a) + Half(b) + Half(c); }).Invoke(4, 4, 6));
        Func<int, int> function = x => Half(x) * Half(x);
        Assert.Equal(9, Graph.Jit(function).Invoke(6));
        Assert.Equal("lambda", Graph.Trace((int x) => { return Half(x); }).Name);
    }

    [Fact]
    public void AnExpressionStaysAnExpression()
    {
        Expression<Func<int, int>> expression = x => Half(x) + 1;
        Assert.Equal(3, Graph.Jit(expression).Invoke(4));
    }

    [Fact]
    public void ATracedFunctionStaysATracedFunction() =>
        Assert.Equal(3, Graph.Jit((Traced<int> x) => Graph.Call(Half, x) + 1).Invoke(4));

    [Fact]
    public void LocalFunctionsAndWhatTheyCaptureWork()
    {
        var factor = 3;
        int Scaled(int x) => (Half(x) * factor) + Half(x + 2) + _bias;
        var fast = Graph.Jit(Scaled);
        Assert.Equal(11, fast(4));
        factor = 10;
        _bias = 0;
        Assert.Equal(23, fast(4));
        _bias = 2;
    }

    [Fact]
    public void InstanceMethodsReadTheirObjectWhenTheyRun()
    {
        var fast = Graph.Jit(Biased);
        Assert.Equal(6, fast(4));
        _bias = 5;
        Assert.Equal(9, fast(4));
    }

    [Fact]
    public void OneMethodIsLiftedOnce()
    {
        Assert.Contains("traced once for all calls", Graph.Explain(Graph.Jit(Four)), StringComparison.Ordinal);
        var all = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(4).Select(static k => Graph.Jit(Shared)(k)).ToArray();
        Assert.Equal(Enumerable.Range(0, 8).Select(Shared), all.Order());
    }

    [Fact]
    public void RefusalsNameTheMethodTheRuleAndTheMend()
    {
        Refused(() => Graph.Jit(Later), "Later", "async method", "Graph.Await");
        Refused(() => Graph.Jit((ByReference)Change), "Change", "by reference", "return the new one");
        Refused(() => Graph.Jit((Consuming)Count), "Count", "ReadOnlySpan<int>", "Take an array");
        Refused(() => Graph.Jit((Func<int, int>)Half + Half), "Half", "several methods", "one method");
        Refused(() => Graph.Jit((int x) => Again(x)), "Again", "calls itself", "Drop [Inline]");
        Assert.Throws<LiftingException>(() => Graph.Jit(Sequence));
        Assert.Throws<ArgumentNullException>(() => Graph.Jit((Func<int, int>)null!));
        Assert.Throws<ArgumentException>(() => Graph.Explain((Func<int, int>)Half));
    }

    private static void Refused(Action action, params string[] parts)
    {
        var refusal = Assert.Throws<TracingException>(action);
        Assert.All(parts, part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
    }

    private static int Half(int x) => x / 2;

    private static int Shared(int x) => Half(x) + Half(x + 1);

    private static int Four(int a, int b, string c, bool d) => d ? Half(a + b + 5) + Half(c.Length) + Half(10) : 0;

    private static int None() => Half(4) + Half(3);

    private static void Fill(List<int> list)
    {
        list.Add(Half(4));
        list.Add(Half(6));
    }

    private static async Task<int> Later(int x)
    {
        await Task.Yield();
        return x;
    }

    private static void Change(ref int value) => value = Half(value);

    private static int Count(ReadOnlySpan<int> values) => Half(values.Length);

    private static IEnumerable<int> Sequence(int x)
    {
        yield return x;
    }

    [Inline]
    private static int Again(int x) => x == 0 ? 0 : Again(x - 1) + Half(x);

    private int Biased(int x) => Half(x) + Half(x) + _bias;
}
