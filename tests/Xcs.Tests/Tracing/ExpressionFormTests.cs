using System.Linq.Expressions;
using static Xcs.Tests.Tracing.ExpressionProbe;

namespace Xcs.Tests.Tracing;

/// <summary>The plain forms of <see cref="Graph"/>, as ordinary C# and as nodes.</summary>
public class ExpressionFormTests
{
    [Fact]
    public void AwaitedCallsAreAsynchronousNodesNamedAfterTheirMethod()
    {
        var graph = Agrees((int a) => Graph.Await(Later(F(a))) + Graph.Await(Soon(a)), 1);
        Assert.Equal(["Later", "Soon"], graph.Operators.Where(static node => node.Kind == OperatorKind.Asynchronous).Select(static node => node.Name));
    }

    [Fact]
    public void AwaitedTasksFailAsTheyDoOutside()
    {
        Task<int>? missing = null;
        Func<int, Task<int>> captured = Later;
        for (var x = 3; x < 6; x++)
        {
            Agrees((int a) => Graph.Await(Later(a)) + Graph.Await(Later(a + 1)), x);
            Agrees((int a) => Graph.Await(captured(a)) + Boom(a), x);
            Agrees((int a) => Graph.Await(Odd(a) ? Later(a) : Later(a + 1)), x);
            Agrees((int a) => F(a) + Graph.Await(missing!), x);
        }
    }

    [Fact]
    public void AwaitWithoutAValueGivesUnit()
    {
        var graph = Agrees((Expression<Action<int>>)(a => Graph.Await(Done(F(a)))), 2);
        Assert.Equal(typeof(Unit), graph.Operators[graph.Result.Value].ResultType);
        Agrees((Expression<Action<int>>)(a => Graph.Await(new ValueTask(Done(a)))), 2);
    }

    [Fact]
    public void MapBodiesAreSubGraphsThatUseOuterValues()
    {
        var graph = Agrees((int[] items, int y) => Graph.Map(items, item => G(F(item), y)), new[] { 1, 2, 3 }, 4);
        var map = graph.Operators[graph.Result.Value];
        Assert.Equal("map", map.Name);
        Assert.Contains(map.Bodies[0].Operators, static node => node.Name == "F");

        Agrees((int[] items) => Graph.Map(items, item => Boom(item)), new[] { 1, 2, 5, 3 });
        Agrees((int[] items, int y) => Graph.Map(items, item => Odd(item) ? G(item, y) : Graph.Map(items, inner => inner + item + y).Length), new[] { 1, 2, 3 }, 4);
        Agrees((int[] items) => Graph.Map(items, item => item * 2).Length, System.Array.Empty<int>());
        Agrees((List<int> items) => Graph.Map(items, item => F(item)), new List<int> { 1, 2 });
        Agrees((int[] items) => Graph.Map(items, item => Graph.Await(Later(item))), new[] { 1, 2 });
    }

    [Fact]
    public void MethodGroupsAndDelegatesMapAsLambdasDo()
    {
        Func<int, int> captured = Boom;
        Func<int, int>? missing = null;
        var graph = Agrees((int[] items) => Graph.Map(items, F), new[] { 1, 2 });
        Assert.Contains(graph.Operators[graph.Result.Value].Bodies[0].Operators, static node => node.Name == "F");
        Agrees((int[] items) => Graph.Map(items, captured), new[] { 1, 5 });
        Agrees((int[] items, int a) => Graph.Map(items, Make(a).Times), new[] { 1, 2 }, 6);
        Agrees((int[] items, int a) => Graph.Map(items, Make(a).Times), new[] { 1, 2 }, 5);
        Agrees((int[] items) => Graph.Map(items, missing!), new[] { 1 });
        Agrees((IEnumerable<int> items) => Graph.Map(items, captured), new[] { 1, 2 });
    }

    [Fact]
    public void MissingItemsFailAsTheyDoOutside()
    {
        Func<int, int>? missing = null;
        Agrees((int[] items, int a) => Graph.Map(items, item => F(item)).Length + F(a), null!, 1);
        Agrees((int[] items, int a) => Graph.Map(items, missing!).Length + F(a), null!, 1);
        Agrees((List<int> items, int a) => Graph.Map(items, item => F(item)).Length + F(a), null!, 1);
        Agrees((int[] items, int a) => Graph.Reduce(items, (p, q) => p + q) + F(a), null!, 1);
        Agrees((int[] items, int a) => Graph.Zip(items, items).Length + F(a), null!, 1);
    }

    [Fact]
    public void ReductionsGiveTheSameBitsInEveryForm()
    {
        var random = new Random(7);
        Func<double, double, double> captured = static (p, q) => p + q;
        foreach (var length in new[] { 1, 2, 3, 100, 1000 })
        {
            var items = Enumerable.Range(0, length).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(20))).ToArray();
            var traced = Graph.Jit((Traced<double[]> values) => Graph.Reduce(values, static (double p, double q) => p + q));
            Assert.Equal(traced.Invoke(items), Graph.Reduce(items, captured));
            var graph = Agrees((double[] values) => Graph.Reduce(values, (p, q) => p + q), items);
            Assert.Equal(OperatorKind.Units, graph.Operators[graph.Result.Value].Kind);
            Agrees((double[] values) => Graph.Reduce(values, captured), items);
            Agrees((double[] values) => Graph.Reduce(values, Math.Max), items);
            Agrees((double[] values, double scale) => Graph.Reduce(values, (p, q) => p + (scale * q)), items, 0.3);
        }

        Agrees((int[] values) => Graph.Reduce(values, (p, q) => G(p, q)), new[] { 1, 2, 3, 4, 5 });
        Agrees((int[] values) => Graph.Reduce(values, (p, q) => G(p, q)), System.Array.Empty<int>());
    }

    [Fact]
    public void ZipIsANode() =>
        Assert.Contains(Agrees((int[] a, string[] b) => Graph.Zip(a, b), new[] { 1, 2, 3 }, new[] { "x", "y" }).Operators, static node => node.Name == "zip");

    [Fact]
    public void FormsRunInParallelToo()
    {
        var function = Graph.Jit((int[] items, int y) => Graph.Reduce(Graph.Map(items, item => Graph.Await(Later(item * 5 + y))), (p, q) => p + q), new JitOptions { Mode = ExecutionMode.Eager });
        Assert.Equal(Enumerable.Range(0, 50).Sum(static k => (k * 5) + 2), function.Invoke([.. Enumerable.Range(0, 50)], 1));
    }

    private static DataflowGraph Agrees(Expression<Action<int>> function, int a) => ExpressionOutcome.Agrees(function, a);

    private static DataflowGraph Agrees<T1, TResult>(Expression<Func<T1, TResult>> function, T1 a) => ExpressionOutcome.Agrees(function, a);

    private static DataflowGraph Agrees<T1, T2, TResult>(Expression<Func<T1, T2, TResult>> function, T1 a, T2 b) => ExpressionOutcome.Agrees(function, a, b);
}
