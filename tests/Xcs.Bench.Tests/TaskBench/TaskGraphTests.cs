namespace Xcs.Bench.Tests;

public sealed class TaskGraphTests
{
    private const int Steps = 12;

    public static TheoryData<string> Patterns => [.. Enum.GetNames<DependencePattern>()];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void DependenciesAreThoseOfTheNaiveFormula(string name)
    {
        var pattern = Enum.Parse<DependencePattern>(name);
        for (var width = 1; width <= 17; width++)
        {
            var graph = new TaskGraph(pattern, width, Steps);
            for (var step = 1; step < Steps; step++)
            {
                for (var point = graph.OffsetAt(step); point < graph.OffsetAt(step) + graph.WidthAt(step); point++)
                {
                    var before = Enumerable.Range(graph.OffsetAt(step - 1), graph.WidthAt(step - 1));
                    var found = graph.Dependencies(step, point);
                    if (pattern == DependencePattern.RandomNearest)
                    {
                        Assert.Contains(point, found);
                        Assert.All(found, other => Assert.True(IsNear(width, point, other)));
                    }
                    else
                    {
                        Assert.Equal(before.Where(other => Reads(pattern, width, step, point, other)), found.Order());
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void NoPointIsReadTwiceAndTheFirstStepReadsNothing(string name)
    {
        var graph = new TaskGraph(Enum.Parse<DependencePattern>(name), 8, Steps);
        Assert.All(graph.Sites, site =>
        {
            Assert.Equal(site.InputPoints.Distinct(), site.InputPoints);
            Assert.True(site.Step > 0 || site.InputPoints.Length == 0);
        });
    }

    [Fact]
    public void RandomNeighboursChangeWithinThePeriodAndRepeatAfterIt()
    {
        var graph = new TaskGraph(DependencePattern.RandomNearest, 64, Steps);
        string Step(int step) => string.Join('|', Enumerable.Range(0, 64).Select(point => string.Join(',', graph.Dependencies(step, point))));
        Assert.NotEqual(Step(1), Step(2));
        Assert.Equal(Step(1), Step(4));
        // A quarter of the four neighbours beside the own point: about one, so about two inputs a task.
        Assert.InRange(graph.Sites.Where(site => site.Step > 0).Average(site => site.InputPoints.Length), 1.6, 2.4);
    }

    [Fact]
    public void SweepsWidenAndNarrow() =>
        Assert.Equal([1, 2, 3, 4, 4, 4, 3, 2, 1], Widths(new TaskGraph(DependencePattern.Dom, 4, 9)));

    [Fact]
    public void TreesDoubleUntilTheyHaveTheFullWidth() =>
        Assert.Equal([1, 2, 4, 8, 10, 10], Widths(new TaskGraph(DependencePattern.Tree, 10, 6)));

    private static IEnumerable<int> Widths(TaskGraph graph) => Enumerable.Range(0, graph.Steps).Select(graph.WidthAt);

    private static bool Reads(DependencePattern pattern, int width, int step, int point, int other) => pattern switch
    {
        DependencePattern.Trivial => false,
        DependencePattern.NoComm => other == point,
        DependencePattern.Stencil1D => Math.Abs(other - point) <= 1,
        DependencePattern.Stencil1DPeriodic => (other - point + width) % width is 0 or 1 || (point - other + width) % width == 1,
        DependencePattern.Dom => other == point || other == point - 1,
        DependencePattern.Tree => other == point / 2,
        DependencePattern.Fft => other == point || Math.Abs(other - point) == 1 << ((step - 1) % Levels(width)),
        DependencePattern.AllToAll => true,
        DependencePattern.Nearest => IsNear(width, point, other),
        DependencePattern.Spread => SpreadOver(width, step, point).Contains(other),
        _ => throw new ArgumentOutOfRangeException(nameof(pattern)),
    };

    // With a radix of 5 two on each side; an even radix has one more below.
    private static bool IsNear(int width, int point, int other)
    {
        var radix = Math.Min(TaskGraph.DefaultRadix, width);
        return other >= point - (radix / 2) && other <= point + ((radix - 1) / 2);
    }

    private static IEnumerable<int> SpreadOver(int width, int step, int point)
    {
        var radix = Math.Min(TaskGraph.DefaultRadix, width);
        var period = Math.Min(3, (int)Math.Ceiling((double)width / radix));
        yield return point;
        for (var k = 1; k < radix; k++)
            yield return (point + (k * width / radix) + (step % period)) % width;
    }

    private static int Levels(int width)
    {
        var levels = 0;
        while (1 << levels < width)
            levels++;
        return Math.Max(1, levels);
    }
}
