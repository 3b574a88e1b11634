using Xcs.Compilation;
using Xcs.Execution;

namespace Xcs.Tests.Compilation;

/// <summary>Stretches of one operator as loops: every length, neighbours or not, and where they stand when the operator throws.</summary>
public sealed class StretchKernelTests
{
    private const int Nodes = 43;
    private const int Longest = 20;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ComputesItsPlacesAndNoOthers(bool areNeighbours)
    {
        var kernel = KernelCompiler.Compile(Graph(Join).Operators[1])!;
        for (var first = 0; first < 3; first++)
        {
            for (var count = 0; count <= Longest; count++)
            {
                var (frame, order, inputs) = Prepare(areNeighbours);
                var place = first;
                kernel(frame, order, inputs, 2 * first, areNeighbours, ref place, first + count);
                Assert.Equal(first + count, place);
                Assert.Equal(Expected(order, first, first + count), frame.Values<int>());
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void StandsWhereTheOperatorThrew(bool areNeighbours)
    {
        var kernel = KernelCompiler.Compile(Graph(Check).Operators[1])!;
        for (var first = 0; first < 3; first++)
        {
            for (var bad = first; bad < first + Longest; bad++)
            {
                var (frame, order, inputs) = Prepare(areNeighbours);
                inputs[(2 * bad) + 1] = Nodes;
                var place = first;
                Assert.Throws<DivideByZeroException>(() => kernel(frame, order, inputs, 2 * first, areNeighbours, ref place, first + Longest));
                Assert.Equal(bad, place);
                Assert.Equal(Expected(order, first, bad), frame.Values<int>());
            }
        }
    }

    // Slot n holds 100 + n, the last 0. A place reads the slot of its node and the one below, so order matters.
    private static (Frame Frame, int[] Order, int[] Inputs) Prepare(bool areNeighbours)
    {
        var frame = new FrameLayout(Graph(Join)).Create();
        for (var slot = 0; slot < Nodes; slot++)
            frame.Write(slot, 100 + slot);
        var order = Enumerable.Range(0, Longest + 3).Select(place => areNeighbours ? 1 + place : 1 + (place * 29 % (Nodes - 1))).ToArray();
        return (frame, order, [.. order.SelectMany(static node => new[] { node - 1, node })]);
    }

    private static int[] Expected(int[] order, int from, int to)
    {
        var values = Enumerable.Range(0, Nodes + 1).Select(static slot => slot < Nodes ? 100 + slot : 0).ToArray();
        foreach (var node in order[from..to])
            values[node] = Join(values[node - 1], values[node]);
        return values;
    }

    private static DataflowGraph Graph(Func<int, int, int> function) => Xcs.Graph.Trace((Traced<int> x) =>
    {
        for (var k = 0; k < Nodes; k++)
            x = Xcs.Graph.Call(function, x, x);
        return x;
    });

    private static int Join(int a, int b) => (31 * a) + b;

    private static int Check(int a, int b) => (31 * a) + b + (0 / b);
}
