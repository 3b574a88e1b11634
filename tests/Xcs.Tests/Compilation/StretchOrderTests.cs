using Xcs.Compilation;

namespace Xcs.Tests.Compilation;

public sealed class StretchOrderTests
{
    private const int Side = 120;

    [Fact]
    public void CellsOfATableRunByDiagonals()
    {
        var order = Order(Table(Mix));
        Assert.Equal(Enumerable.Range(1, Side * Side), order.Order());
        Assert.Equal([1, 2, Side + 1, 3, Side + 2, (2 * Side) + 1], order.Take(6));
    }

    [Fact]
    public void NobodyRunsBeforeWhatItReads()
    {
        var graph = Table(Mix);
        var place = new int[graph.NodeCount];
        var order = Order(graph);
        for (var k = 0; k < order.Length; k++)
            place[order[k]] = k + 1;
        Assert.All(order, node => Assert.All(graph.Inputs[node].ToArray(), input => Assert.True(place[input] < place[node])));
    }

    [Fact]
    public void WhatMayThrowOrHasEffectsStaysInProgramOrder()
    {
        Assert.Equal(Enumerable.Range(1, Side * Side), Order(Table(Divide)));
        Assert.Equal(Enumerable.Range(1, Side * Side), Order(Table(Count)));
    }

    [Fact]
    public void WhatGainsNothingStaysInProgramOrder()
    {
        Assert.Equal(Enumerable.Range(1, 5000), Order(Graph.Trace((Traced<int> x) =>
        {
            for (var k = 0; k < 5000; k++)
                x = Graph.Call(Mix, x, x);
            return x;
        })));
        Assert.Equal(Enumerable.Range(1, 5000), Order(Graph.Trace((Traced<int> x) =>
        {
            var values = Enumerable.Repeat(x, 100).ToArray();
            for (var step = 0; step < 50; step++)
                values = [.. values.Select((value, k) => Graph.Call(Mix, value, values[(k + 1) % 100]))];
            return values[^1];
        })));
    }

    [Theory]
    [InlineData(ExecutionMode.Sequential)]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Auto)]
    public void TheResultIsThatOfProgramOrder(ExecutionMode mode)
    {
        var values = Enumerable.Repeat(7, Side * Side).ToArray();
        for (var cell = 0; cell < values.Length; cell++)
            values[cell] = Mix(cell < Side ? 7 : values[cell - Side], cell % Side == 0 ? 7 : values[cell - 1]);
        foreach (var compilation in Enum.GetValues<CompilationMode>())
        {
            var function = Table(Mix).Plan().Compile(new JitOptions { Mode = mode, Compilation = compilation });
            for (var run = 0; run < 30; run++)
                Assert.Equal(values[^1], function.Invoke(7));
        }
    }

    private static int[] Order(DataflowGraph graph) => Clustering.Serial(graph).Order;

    // Each cell reads the one above and the one before.
    private static DataflowGraph Table(Func<int, int, int> function) => Graph.Trace((Traced<int> x) =>
    {
        var cells = new Traced<int>[Side * Side];
        for (var cell = 0; cell < cells.Length; cell++)
            cells[cell] = Graph.Call(function, cell < Side ? x : cells[cell - Side], cell % Side == 0 ? x : cells[cell - 1]);
        return cells[^1];
    });

    private static int Mix(int a, int b) => (31 * a) + (b << 3);

    private static int Divide(int a, int b) => a / b;

    private static int s_count;

    private static int Count(int a, int b) => a + b + s_count++;
}
