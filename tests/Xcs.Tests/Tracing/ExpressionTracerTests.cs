using System.Linq.Expressions;
using Xcs.Dataflow.Operators;
using Xcs.Tracing;
using static Xcs.Tests.Tracing.ExpressionProbe;

namespace Xcs.Tests.Tracing;

public class ExpressionTracerTests
{
    private readonly Func<int, int> _delegate = x => F(x) + 1;
    private int _field = 5;

    [Fact]
    public void CallsAreNodesAndWhatLiesBetweenIsFused()
    {
        var graph = Agrees((int x) => G(F(x + 1), Math.Max(x, 3)) * 2, 4);
        Assert.Equal(
            """
            graph lambda(%0 x: int) -> int
              %1: int = F(%0)
              %2: int = G(%1, %0)
              %3: int = multiply(%2)
              return %3

            """, graph.ToText());
    }

    [Fact]
    public void IndependentCallsDoNotReadEachOther()
    {
        var graph = Agrees((int x) => new Tuple<int, int>(F(x), G(x, 1)), 2);
        Assert.Equal("graph lambda(%0 x: int) -> Tuple<int, int>\n  %1: int = F(%0)\n  %2: int = 1\n  %3: int = G(%0, %2)\n  %4: Tuple<int, int> = new Tuple<int, int>(%1, %3)\n  return %4\n", graph.ToText());
    }

    [Fact]
    public void CallsOnPlainInputsUseTheMethodItself()
    {
        var graph = Agrees((int x) => F(x) + G(x, x), 2);
        Assert.All(graph.Operators.Where(static node => node.Name is "F" or "G"), static node => Assert.Null(((CallOperator<int>)node).Lambda));
    }

    [Fact]
    public void ParametersAndConstantsAreGraphsToo()
    {
        Agrees((string s) => s, "a");
        Agrees((int x) => 7, 1);
        Agrees((int x) => (string?)null, 1);
        Agrees((int x) => default(DateTime), 1);
        Agrees((string s) => (object)s, "a");
        Agrees((int x) => (object)F(x), 1);
        Agrees(() => 3);
    }

    [Fact]
    public void WhatMayThrowIsNotOvertakenByALaterCall()
    {
        foreach (var (x, y) in new[] { (1, 0), (5, 0), (5, 1), (1, 1) })
        {
            Agrees((int a, int b) => (a / b) + Boom(a), x, y);
            Agrees((int a, int b) => Boom(a) + (a / b) + F(b), x, y);
            Agrees((int a, int b) => G(a / b, Boom(a)), x, y);
            Agrees((int a, int b) => new[] { a / b, Boom(a), checked(a * int.MaxValue), Boom(b) }, x, y);
        }
    }

    [Fact]
    public void MutableStateIsReadWhereTheProgramReadsIt()
    {
        Agrees((int x) => Shared.Value + Bump(x) + Shared.Value, 4);
        Agrees((int x) => G(Shared.Value, Bump(x)) + Bump(1), 4);
        Agrees((int x) => Shared.Value * 10 > Bump(x), 30);
    }

    [Fact]
    public void CapturedVariablesAreReadWhenTheGraphRuns()
    {
        var local = 1;
        Expression<Func<int, int>> function = x => F(local) + _field + x;
        var graph = ExpressionTracer.Trace(function);
        local = 10;
        _field = 20;
        Assert.Equal(ExpressionOutcome.Sequential(function, 3), ExpressionOutcome.OfGraph(graph, 3));
    }

    [Fact]
    public void ReceiversAreInputsAndMissingOnesFailWhereTheCallDoes()
    {
        foreach (var x in new[] { 1, 6 })
        {
            Agrees((int a) => Make(a).Times(F(a)), x);
            Agrees((int a) => Make(a).Idle(F(a)), x);
            Agrees((int a) => Make(a).Virtual(Boom(5)), x);
            Agrees((int a) => Make(a).Value + F(a), x);
        }

        Agrees((Box? box, int a) => box!.Idle(a) + box.Virtual(F(a)), null, 3);
        Agrees((Box box, int a) => box.Virtual(a), new Box { Value = 2 }, 3);
        Box derived = new Derived();
        Agrees((int a) => derived.Virtual(a), 3);
        var constant = Expression.Parameter(typeof(int));
        Agrees(Expression.Lambda<Func<int, int>>(Expression.Call(Expression.Constant(derived, typeof(Box)), typeof(Box).GetMethod("Virtual")!, constant), constant), 3);
        Agrees((int a) => Private(a) + Generic(a) + Generic(a.ToString()), 4);
    }

    [Fact]
    public void StructsAreCalledWhereTheyLive()
    {
        var captured = default(Counter);
        Expression<Func<int, int>> inPlace = x => captured.Next(F(x)) + captured.Next(2) + captured.Count;
        var expected = ExpressionOutcome.Sequential(inPlace, 1);
        captured = default;
        Assert.Equal(expected, ExpressionOutcome.OfGraph(ExpressionTracer.Trace(inPlace), 1));

        Agrees((Counter c, int x) => c.Next(F(x)), default(Counter), 2);
        Agrees((Counter c, int x) => c.Peek(F(x)) + c.Peek(2) + c.Count, new Counter { Count = 3 }, 2);
        Agrees((DateTime d, int x) => d.AddDays(F(x)).Year + d.Day, new DateTime(2000, 1, 2), 400);
        Agrees((Counter[] cs, int x) => cs[x].Peek(Boom(5)), new Counter[1], 1);
        Agrees((Holder? h, int x) => h!.Inner.Peek(Boom(5)), null, 1);
        Agrees((Holder h, int x) => h.Inner.Peek(F(x)), new Holder(), 1);
    }

    [Fact]
    public void ShortCircuitsStayLazy()
    {
        for (var x = 0; x < 12; x++)
        {
            Agrees((int a) => Odd(a) ? F(a) : Boom(a), x);
            Agrees((int a) => Odd(a) && Odd(F(a)), x);
            Agrees((int a) => Odd(a) || Odd(F(a)), x);
            Agrees((int a) => Name(a) ?? Name(F(a)) ?? "none", x);
            Agrees((int a) => Maybe(a) ?? F(a), x);
            Agrees((int a) => Maybe(a) ?? Maybe(F(a)), x);
            Agrees((int a) => (long?)Maybe(a) ?? F(a), x);
            Agrees((int a) => a > 4 ? a > 8 ? F(a) : G(a, F(a)) : a / (a - 2), x);
            Agrees((int a) => (a > 3 && 12 / (a - 4) > 1 ? "p" : "q") + Name(a), x);
            Agrees((int a) => Odd(a) ? (object)Name(a)! : "text", x);
        }
    }

    [Fact]
    public void OverloadedShortCircuitsFollowTheirOperators()
    {
        foreach (var (x, y) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
        {
            Agrees((int a, int b) => (Flag.Of(a) && Flag.Of(b)).Value, x, y);
            Agrees((int a, int b) => (Flag.Of(a) || Flag.Of(b)).Value, x, y);
        }
    }

    [Fact]
    public void BranchesAreSubGraphsThatCaptureWhatTheyUse()
    {
        var graph = Agrees((int a, int b) => Odd(a) ? F(a) : G(a, b), 2, 3);
        Assert.Equal(
            """
            graph lambda(%0 a: int, %1 b: int) -> int
              %2: bool = Odd(%0)
              %3: int = if(%2, %0, %0, %1)
                then: graph then(%0: int) -> int
            """.Split('\n').Take(3), graph.ToText().Split('\n').Take(3));
        Assert.Equal(["then", "else"], graph.Operators[3].Bodies.Select(static body => body.Name));
    }

    [Fact]
    public void AnyNumberOfInputsIsPacked()
    {
        Agrees((int a, int b, int c, int d, int e, int f, int g, int h) =>
            Sum(F(a), F(b), F(c), F(d), F(e), F(f), F(g), F(h), F(a + 1), F(b + 2), G(c, d)), 1, 2, 3, 4, 5, 6, 7, 8);
        Agrees((int a) => new[] { F(a), F(a + 1), F(a + 2), F(a + 3), F(a + 4), F(a + 5), F(a + 6), F(a + 7), F(a + 8) }, 1);

        var x = Expression.Parameter(typeof(int), "x");
        var call = ((Func<int, int>)F).Method;
        foreach (var count in new[] { 8, 9, 57, 400 })
        {
            Expression sum = Expression.Constant(0);
            for (var k = 0; k < count; k++)
                sum = Expression.Add(sum, Expression.Call(call, Expression.Add(x, Expression.Constant(k))));
            Agrees(Expression.Lambda<Func<int, int>>(sum, x), 3);
        }
    }

    [Fact]
    public void MethodsWithManyParametersWork() =>
        Agrees((int a, string s) => Nine(a, F(a), s, 4, 5, F(6), 7.5, s, a > 3), 4, "s");

    [Fact]
    public void InitializersStoreInTheOrderOfTheProgram()
    {
        for (var x = 0; x < 10; x++)
        {
            Agrees((int a) => new Box(F(a)) { Value = F(a), Kept = a, Automatic = Boom(a) }, x);
            Agrees((int a) => new Box(a) { Automatic = F(a), Value = F(a + 1) }, x);
            Agrees((int a) => new Box { Kept = Bump(a), Value = Shared.Value, Automatic = Bump(1) }, x);
            Agrees((int a) => new List<int> { F(a), 10 / a, Boom(a) }, x);
            Agrees((int a) => new Dictionary<int, string?> { { a, Name(a) }, { 4, Name(a + 1) } }, x);
            Agrees((int a) => new { A = F(a), B = Name(a) }, x);
            Agrees((int a) => new Counter { Count = F(a) }.Count + F(1), x);
        }
    }

    [Fact]
    public void DelegatesAreCalledAsNodes()
    {
        Func<int, int>? missing = null;
        Func<int, int> outer = x => Boom(x) + 2;
        Agrees((int a) => outer(F(a)) + _delegate(a), 1);
        Agrees((Func<int, int> f, int a) => f(F(a)), outer, 1);
        Agrees((int a) => missing!(Boom(a)), 1);
        Agrees((int a) => missing!(Boom(a)), 5);
    }

    [Fact]
    public void NestedLambdasStayDelegates()
    {
        Agrees((int[] items, int a) => items.Select(item => G(item, a)).Where(item => item > a).Sum(), new[] { 4, 9, 40 }, 3);
        Agrees((List<int> items) => items.ConvertAll(item => F(item)).Count + F(items[0]), new List<int> { 1 });
        Agrees((int a) => Enumerable.Range(0, 3).Select(F).Sum(item => item + F(a)), 1);
    }

    [Fact]
    public void LazySequencesKeepTheirValuesAfterTheRun()
    {
        Expression<Func<int, IEnumerable<int>>> function = x => Enumerable.Range(0, 2).Select(k => k + x);
        var traced = Graph.Jit(function, new JitOptions { Mode = ExecutionMode.Sequential, Compilation = CompilationMode.Immediate });
        var first = traced.Invoke(10);
        _ = traced.Invoke(20);
        Assert.Equal([10, 11], first);
    }

    [Fact]
    public void InterpolationAndTextAreGlue()
    {
        Agrees((int a, string s) => $"{s}: {F(a)} of {a:000}", 3, "s");
        Agrees((int a, string s) => s + Name(a) + a + s.Substring(1).ToUpperInvariant(), 3, "sun");
        Agrees((string s) => int.Parse(s) + F(1), "x");
        Agrees((string? s) => s!.Length + F(1), null);
        var graph = Agrees((string s, int a) => string.Join(",", new object[] { s.Trim(), a.ToString(), Math.Sqrt(a) }), "t", 4);
        Assert.Equal(3, graph.NodeCount);
    }

    [Fact]
    public void VoidFunctionsGiveUnit()
    {
        Expression<Action<int>> tells = x => Tell(F(x));
        var graph = Agrees(tells, 2);
        Assert.Equal(typeof(Unit), graph.Operators[graph.Result.Value].ResultType);

        Expression<Action<int>> drops = x => F(x);
        Assert.Equal("F(2)", ExpressionOutcome.OfGraph(ExpressionTracer.Trace(drops), 2).Log);
    }

    [Fact]
    public void AttributesAreRespected()
    {
        var graph = Agrees((int a) => Square(a + 1) + Square(a + 1) + Ordered(a), 3);
        Assert.Equal(2, graph.Operators.Count(static node => node is { Name: "square", IsPure: true }));
        Assert.Equal(new Effect(EffectKind.Ordered, "log"), Assert.Single(graph.Operators.Single(static node => node.Name == "ordered").Effects));
        var branch = Agrees((int a) => a > 2 ? Ordered(a) : 0, 3);
        Assert.Equal(new Effect(EffectKind.Ordered, "log"), Assert.Single(branch.Operators[branch.Result.Value].Effects));
    }

    [Fact]
    public void DeclaredOperatorOverloadsAndPropertiesAreNodes()
    {
        var graph = Agrees((int a) => (new Money(F(a)) + new Money(a)).Cents, 3);
        Assert.Equal(OperatorKind.Blocking, graph.Operators.Single(static node => node.Name == "cents").Kind);
        Assert.Contains(graph.Operators, static node => node is { Name: "total", Cost: 50 });
    }

    [Fact]
    public void PureCallsThatDifferInTheirArgumentsAreNotMerged()
    {
        Agrees((int a, int b) => (100 * Plus(a + 1, b)) + Plus(a, b + 2), 3, 4);
        Agrees((int a, int b) => (100 * Plus(a, b)) + Plus(b, a) + Plus(a, a), 3, 4);
        Agrees((int a) => Square(Shared.Value) + Bump(a) + Square(Shared.Value), 3);
        var graph = Agrees((int a) => Plus(a, 2) * Plus(a, 2), 3);
        Assert.Single(graph.Plan().Graph.Operators, static node => node.Name == "Plus");
    }

    [Fact]
    public void NestedJittedFunctionsAreCalls()
    {
        var inner = Graph.Jit((int x) => F(x) + 1);
        var graph = ExpressionTracer.Trace((Expression<Func<int, int>>)(x => inner.Invoke(x) + inner.Invoke(x + 1)));
        Assert.Equal(2, graph.Operators.Count(static node => node.Name == "Invoke"));
        Assert.Equal("39", ExpressionOutcome.OfGraph(graph, 2).Result);
    }

    [Fact]
    public void SpansPassThroughGlue()
    {
        Agrees((int[] items, int a) => items.Contains(F(a)), new[] { 8, 15 }, 1);
        Agrees((string s, int a) => s.AsSpan().ToArray().Length + F(a), "abc", 1);
        Agrees((int[] items, int a) => PureSum(items) + PureSum(items) + a, new[] { 8, 15 }, 1);
    }

    [Fact]
    public void StaticAndPrivateOperatorsMayBeGeneric() =>
        Agrees((int a) => Generic(Generic(a) + 1) + Generic("x" + a).Length, 2);

    private static DataflowGraph Agrees<TDelegate>(Expression<TDelegate> function, params object?[] arguments) => ExpressionOutcome.Agrees(function, arguments);

    private static DataflowGraph Agrees<TResult>(Expression<Func<TResult>> function) => ExpressionOutcome.Agrees(function);

    private static DataflowGraph Agrees<T1, TResult>(Expression<Func<T1, TResult>> function, T1 a) => ExpressionOutcome.Agrees(function, a);

    private static DataflowGraph Agrees<T1, T2, TResult>(Expression<Func<T1, T2, TResult>> function, T1 a, T2 b) => ExpressionOutcome.Agrees(function, a, b);

    private static DataflowGraph Agrees<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> function, T1 a, T2 b, T3 c, T4 d, T5 e, T6 f, T7 g, T8 h) =>
        ExpressionOutcome.Agrees(function, a, b, c, d, e, f, g, h);

    private static string Nine(int a, int b, string c, int d, int e, int f, double g, string h, bool i) => $"{a}{b}{c}{d}{e}{f}{g}{h}{i}";

    private static T Generic<T>(T value) => value;

    [Operator(Name = "ordered", Effect = EffectKind.Ordered, Resource = "log")]
    private static int Ordered(int x) => F(x);

    [Operator(Pure = true)]
    private static int PureSum(ReadOnlySpan<int> items) => items.Length;

    private int Private(int x) => F(x + _field);

    private sealed class Holder
    {
        public Counter Inner = new() { Count = 2 };
    }

    private sealed class Money(int cents)
    {
        public int Cents
        {
            [Operator(Name = "cents", Blocking = true)]
            get => cents;
        }

        [Operator(Name = "total", Cost = 50)]
        public static Money operator +(Money a, Money b) => new(a.Cents + b.Cents);
    }

    private readonly struct Flag(bool value)
    {
        public bool Value => value;

        public static Flag Of(int x) => new(Odd(x));

        public static bool operator true(Flag flag) => flag.Value;

        public static bool operator false(Flag flag) => !flag.Value;

        public static Flag operator &(Flag a, Flag b) => new(a.Value & b.Value);

        public static Flag operator |(Flag a, Flag b) => new(a.Value | b.Value);
    }
}
