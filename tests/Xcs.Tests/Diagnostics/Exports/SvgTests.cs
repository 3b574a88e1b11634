using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xcs.Dataflow;
using Xcs.Dataflow.Operators;
using Xcs.Diagnostics.Exports;
using Xcs.Tests.Planning;

namespace Xcs.Tests.Diagnostics.Exports;

public sealed class SvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [MemberData(nameof(GoldenPrograms.Names), MemberType = typeof(GoldenPrograms))]
    public void PictureIsStable(string name) => Golden.Require($"{name}.svg", GoldenPrograms.Plans[name].ToSvg());

    [Fact]
    public void EachNodeIsABoxAndEachEdgeACurveWithAHead()
    {
        var graph = Graphs.Random(seed: 5, nodes: 40);
        var picture = Parse(graph.ToSvg());
        var edges = graph.Nodes.Sum(static node => node.Inputs.ToArray().Distinct().Count() + node.After.ToArray().Distinct().Count());

        Assert.Equal(40, Count(picture, "g", ""));
        Assert.Equal(edges, Count(picture, "path", "head"));
        // The legend shows one of order alone and one that is critical.
        Assert.Equal(edges + 2, Count(picture, "path", "edge"));
        Assert.Equal(graph.ToSvg(), graph.ToSvg());
    }

    [Fact]
    public void CriticalPathIsMarkedWhereCostsAreKnown()
    {
        var plan = Graphs.Chain(3, new CallOperator<long>("step", new Invoker<long, long>(static x => x))).Plan();

        Assert.Empty(Critical(plan));
        // Three boxes, the two edges between them with their heads, and the line in the legend.
        Assert.Equal(3 + 2 + 2 + 1, Critical(plan.WithCosts(new Dictionary<string, double> { ["step"] = 5 })).Count());

        static IEnumerable<XElement> Critical(ExecutionPlan plan) => Parse(plan.ToSvg()).Descendants().Where(static element => Class(element).EndsWith("critical", StringComparison.Ordinal));
    }

    [Fact]
    public void BodiesAreDrawnInsideTheirNodes()
    {
        var picture = Parse(GoldenPrograms.Plans["control"].ToSvg());
        var bodies = picture.Descendants(Svg + "rect").Where(static rect => Class(rect) == "body").Select(Rectangle).ToArray();
        var control = picture.Descendants(Svg + "rect").Where(static rect => Class(rect).StartsWith("box control", StringComparison.Ordinal)).Select(Rectangle).ToArray();

        // The map's one, then and else of the choice in it, test and body of the loop.
        Assert.Equal(5, bodies.Length);
        Assert.All(bodies, body => Assert.Contains(control, box => Contains(box, body)));
        Assert.Equal(["body", "body", "else", "test", "then"], picture.Descendants(Svg + "text").Where(static text => text.Attribute("font-style") is not null).Select(static text => text.Value).Order());
    }

    [Fact]
    public void BodiesOfARunShowWhatWasMeasured()
    {
        var plan = GoldenPrograms.Plans["control"];
        var body = plan.Graph.Nodes.Single(static node => node.Operator.Name == "map").Operator.Bodies[0];
        var node = body.Nodes.Single(static node => node.Operator.Name == "IsBig");
        var events = new[] { 1000, 3000 }.Select((nanoseconds, item) => SyntheticTrace.Events[1] with
        {
            Graph = body,
            Node = node.Id,
            Activation = item + 1,
            Ended = SyntheticTrace.Events[1].Started + (nanoseconds * System.Diagnostics.Stopwatch.Frequency / 1_000_000_000),
        });
        var picture = Parse(plan.WithBodyCosts(MeasuredBodies.Of(events)).ToSvg());

        Assert.Contains(picture.Descendants(Svg + "text"), text => text.Value == $"{node.Id} · 2 µs");
    }

    [Fact]
    public void NamesAreEscaped()
    {
        var picture = Parse(GoldenPrograms.Plans["hostile"].ToSvg());

        Assert.Contains(picture.Descendants(Svg + "title"), static text => text.Value == "%0 \"\" ]] end; %% `x` --> <a & 'b'> \\N\uFFFD\uFFFD 1. 日本語😀\"");
        Assert.Contains(picture.Descendants(Svg + "title"), static text => text.Value == $"%1 {GoldenPrograms.HostileOperator}");
        Assert.StartsWith("end --> \"x\" \\ {<&>} %% init: 1 node", picture.Element(Svg + "title")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(2000)]
    public void LargeGraphsAreFoldedToWhatCanBeSeen(int rows)
    {
        var picture = Parse(Graphs.Stencil(width: 50, rows).ToSvg());

        Assert.InRange(Count(picture, "g", ""), 2, 200);
        Assert.Contains("folded by wave and operator", picture.Element(Svg + "title")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void EdgesLeftOutAreCounted()
    {
        var picture = Parse(Graphs.Random(seed: 3, nodes: 5000, reach: 300).ToSvg());

        var title = Regex.Match(picture.Element(Svg + "title")!.Value, "([0-9]+) of ([0-9]+) thin edges left out");
        Assert.True(title.Success);
        Assert.Equal(int.Parse(title.Groups[2].ValueSpan) - int.Parse(title.Groups[1].ValueSpan), Count(picture, "path", "head"));
    }

    [Fact]
    public void NothingInAPictureReachesTheRestOfItsPage()
    {
        var picture = Parse(GoldenPrograms.Plans["control"].ToSvg());

        Assert.Equal("xcs-plan", Class(picture));
        Assert.DoesNotContain(picture.DescendantsAndSelf().Attributes(), static attribute => attribute.Name.LocalName is "id" or "href");
        var selectors = Regex.Matches(picture.Element(Svg + "style")!.Value, @"^([^@{}\n]+)\{", RegexOptions.Multiline).SelectMany(static rule => rule.Groups[1].Value.Split(','));
        Assert.NotEmpty(selectors);
        Assert.All(selectors, static selector => Assert.StartsWith(".xcs-plan ", selector.Trim(), StringComparison.Ordinal));
    }

    [Fact]
    public void PictureStandsWithoutItsStyleSheet()
    {
        var picture = Parse(GoldenPrograms.Plans["control"].ToSvg());

        foreach (var shape in picture.Descendants().Where(static element => element.Name.LocalName is "rect" or "path" or "text"))
            Assert.NotNull(shape.Attribute("fill"));
    }

    private static XElement Parse(string svg) => XDocument.Parse(svg).Root!;

    private static string Class(XElement element) => element.Attribute("class")?.Value ?? "";

    private static int Count(XElement picture, string name, string kind) =>
        picture.Descendants(Svg + name).Count(element => Class(element).Split(' ')[0] == kind);

    private static (int Left, int Top, int Right, int Bottom) Rectangle(XElement rect)
    {
        var (x, y) = ((int)rect.Attribute("x")!, (int)rect.Attribute("y")!);
        return (x, y, x + (int)rect.Attribute("width")!, y + (int)rect.Attribute("height")!);
    }

    private static bool Contains((int Left, int Top, int Right, int Bottom) a, (int Left, int Top, int Right, int Bottom) b) =>
        a.Left < b.Left && a.Top < b.Top && a.Right > b.Right && a.Bottom > b.Bottom;
}
