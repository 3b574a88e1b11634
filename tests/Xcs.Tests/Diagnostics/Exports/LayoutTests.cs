using Xcs.Diagnostics.Exports;
using Xcs.Diagnostics.Exports.Layout;
using Xcs.Tests.Planning;

namespace Xcs.Tests.Diagnostics.Exports;

public sealed class LayoutTests
{
    public static TheoryData<int, int, int> Seeds
    {
        get
        {
            var seeds = new TheoryData<int, int, int>();
            for (var seed = 1; seed <= 20; seed++)
                seeds.Add(seed, 10 * seed, seed % 2 == 0 ? 1000 : 20);
            return seeds;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void BoxesDoNotOverlap(int seed, int nodes, int reach)
    {
        var layout = Layout(Graphs.Random(seed, nodes, reach));
        for (var a = 0; a < layout.Boxes.Length; a++)
        {
            for (var b = 0; b < a; b++)
                Assert.False(Overlap(layout.Boxes[a], layout.Boxes[b]), $"boxes {a} and {b} of seed {seed} overlap");
            Assert.True(layout.Boxes[a].X >= 0 && layout.Boxes[a].Y >= 0);
            Assert.True(layout.Boxes[a].X + layout.Boxes[a].Width <= layout.Width && layout.Boxes[a].Y + layout.Boxes[a].Height <= layout.Height);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void EdgesNeverPassBehindBoxes(int seed, int nodes, int reach) => AssertFree(Layout(Graphs.Random(seed, nodes, reach)));

    [Fact]
    public void EdgesNeverPassBehindBoxesWithBodies()
    {
        var layout = Layout(GoldenPrograms.Plans["control"].Graph);
        AssertFree(layout);
        Assert.All(layout.Boxes.SelectMany(static box => box.Bodies), AssertFree);
    }

    [Fact]
    public void FoldedColumnsLeadToThemselvesAroundTheirBoxes()
    {
        var layout = Layout(Graphs.Stencil(width: 50, rows: 200));
        Assert.Contains(layout.Routes, static route => route.Length == 2 && route[0].X == route[1].X);
        AssertFree(layout);
    }

    [Fact]
    public void PlanarGraphsHaveNoCrossings()
    {
        Assert.Equal(0, Crossings(Layout(Wavefront(6))));
        Assert.Equal(0, Crossings(Layout(Graphs.Chain(12))));
        Assert.Equal(0, Crossings(Layout(Tree(5))));
    }

    [Fact]
    public void ChainsAreStraight()
    {
        var layout = Layout(Graphs.Chain(12));
        Assert.Single(layout.Routes.SelectMany(static route => route).Select(static point => point.Y).Distinct());
    }

    [Fact]
    public void EdgesOfOneBoxShareTheirWay()
    {
        var layers = new Layers(PlanDiagram.Of(new ExecutionPlan(Fan(10))));
        // A chain of ten and one value that all of them read: ten virtual vertices, not 55.
        Assert.Equal(12 + 10, layers.VertexCount);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 7)]
    [InlineData("日本", 24)]
    [InlineData("😀", 12)]
    public void TextHasAWidth(string text, int width) => Assert.Equal(width, TextWidth.Of(text, 12));

    [Fact]
    public void LongTextIsCutBetweenCharacters()
    {
        Assert.Equal("abc", TextWidth.Shorten("abc", 12, 20));
        Assert.Equal("😀😀…", TextWidth.Shorten("😀😀😀😀", 12, 36));
        Assert.True(TextWidth.Of(TextWidth.Shorten(new string('m', 100), 12, 190), 12) <= 190);
    }

    private static DiagramLayout Layout(DataflowGraph graph) => new(PlanDiagram.Of(new ExecutionPlan(graph)), static _ => 0);

    private static DataflowGraph Wavefront(int size) => Graph.Jit((Traced<int> x) =>
    {
        var cells = new Traced<int>[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                cells[row, column] = (row, column) switch
                {
                    (0, 0) => x.Then(TracedPrograms.Step),
                    (0, _) => cells[row, column - 1].Then(TracedPrograms.Step),
                    (_, 0) => cells[row - 1, column].Then(TracedPrograms.Step),
                    _ => Graph.Call(TracedPrograms.Add, cells[row - 1, column], cells[row, column - 1]),
                };
            }
        }

        return cells[size - 1, size - 1];
    }).Graph;

    private static DataflowGraph Tree(int depth) => Graph.Jit((Traced<int> x) => Sum(x, depth)).Graph;

    private static Traced<int> Sum(Traced<int> x, int depth) =>
        depth == 0 ? x.Then(TracedPrograms.Step) : Graph.Call(TracedPrograms.Add, Sum(x, depth - 1), Sum(x, depth - 1));

    private static DataflowGraph Fan(int length) => Graph.Jit((Traced<int> x) =>
    {
        var last = x.Then(TracedPrograms.Step);
        for (var k = 0; k < length; k++)
            last = Graph.Call(TracedPrograms.Add, last, x);
        return last;
    }).Graph;

    private static bool Overlap(BoxLayout a, BoxLayout b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;

    // A piece of an edge that shares columns of pixels with a box is level there, and above or below it.
    private static void AssertFree(DiagramLayout layout)
    {
        foreach (var route in layout.Routes)
        {
            for (var k = 1; k < route.Length; k++)
            {
                var ((x1, y1), (x2, y2)) = (route[k - 1], route[k]);
                Assert.True(x1 <= x2);
                foreach (var box in layout.Boxes.Where(box => x1 < box.X + box.Width && box.X < x2))
                {
                    Assert.Equal(y1, y2);
                    Assert.True(y1 < box.Y || y1 > box.Y + box.Height);
                }
            }
        }
    }

    // Pieces between two columns that change sides on the way.
    private static int Crossings(DiagramLayout layout)
    {
        var pieces = layout.Routes.SelectMany(static route => route.Zip(route.Skip(1))).Where(static piece => piece.First.X < piece.Second.X).Distinct().ToArray();
        return pieces.Sum(a => pieces.Count(b => a.First.X == b.First.X && a.First.Y < b.First.Y && a.Second.Y > b.Second.Y));
    }
}
