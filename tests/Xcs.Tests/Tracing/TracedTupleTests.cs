namespace Xcs.Tests.Tracing;

public sealed class TracedTupleTests
{
    [Fact]
    public void TuplesComeApart()
    {
        var function = Graph.Jit((Traced<int> x) =>
        {
            var (a, b) = Graph.Call((int value) => (value + 1, $"{value}"), x);
            var three = Graph.Tuple(a, b, x);
            return Graph.Tuple(three.Item3, three.Item1, b);
        });

        Assert.Equal((4, 5, "4"), function.Invoke(4));
    }

    [Fact]
    public async Task AsyncLambdasAreTasks()
    {
        var function = Graph.Jit((Traced<int> x) => Graph.Call(async (int a, int b) => { await Task.Yield(); return a + b; }, x.Then(async v => { await Task.Yield(); return 2 * v; }), x));
        Assert.Equal(9, await function.InvokeAsync(3));
        Assert.All(function.Graph.Nodes.Skip(1), node => Assert.Equal(OperatorKind.Asynchronous, node.Operator.Kind));
    }

    [Fact]
    public void MissingArgumentsNameWhatIsMissing()
    {
        var refused = Assert.Throws<TracingException>(() => Graph.Jit((Traced<int> x) => Graph.Call((Func<int, int>)null!, x)));
        Assert.Contains("the operator is null", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Source.IsKnown);
        refused = Assert.Throws<TracingException>(() => Graph.Jit((Traced<int[]> x) => Graph.Map<int, int>(x, null!)));
        Assert.Contains("body is null", refused.Message, StringComparison.Ordinal);
    }
}
