using System.Xml.Linq;
using Xcs.Dataflow;
using Xcs.Dataflow.Operators;
using Xcs.Tests.Planning;

namespace Xcs.Tests.Diagnostics;

public sealed class SvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void EachNodeIsABoxAndEachEdgeACurve()
    {
        var graph = Graphs.Random(seed: 5, nodes: 40);
        var picture = Parse(graph.ToSvg());

        Assert.Equal(40, picture.Descendants(Svg + "rect").Count(static rect => Class(rect).StartsWith("box", StringComparison.Ordinal)));
        Assert.Equal(graph.Nodes.Sum(static node => node.Inputs.ToArray().Distinct().Count() + node.After.ToArray().Distinct().Count()), picture.Descendants(Svg + "path").Count());
        Assert.Equal(graph.ToSvg(), graph.ToSvg());
    }

    [Fact]
    public void CriticalPathIsMarkedWhereCostsAreKnown()
    {
        var plan = Graphs.Chain(3, new CallOperator<long>("step", new Invoker<long, long>(static x => x))).Plan();

        Assert.Empty(Critical(plan));
        Assert.Equal(5, Critical(plan.WithCosts(new Dictionary<string, double> { ["step"] = 5 })).Count());

        static IEnumerable<XElement> Critical(ExecutionPlan plan) => Parse(plan.ToSvg()).Descendants().Where(static element => Class(element).EndsWith("critical", StringComparison.Ordinal));
    }

    [Fact]
    public void NamesAreEscaped()
    {
        var buffer = new GraphBuffer();
        buffer.Add(new ConstantOperator<string>("<a & \"b\">\0\uD800\n😀"), [], default);
        var picture = Parse(Graphs.Close(buffer, 0, "<&>").ToSvg());

        Assert.Contains(picture.Descendants(Svg + "text"), static text => text.Value == "\"<a & \"b\">\uFFFD\uFFFD 😀\"");
        Assert.StartsWith("<&>: 0 nodes", picture.Element(Svg + "title")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(1000)]
    public void LargeGraphsAreFoldedToWhatCanBeSeen(int rows)
    {
        var picture = Parse(Graphs.Stencil(width: 50, rows).ToSvg());
        var boxes = picture.Descendants(Svg + "rect").Count(static rect => Class(rect).StartsWith("box", StringComparison.Ordinal));

        Assert.InRange(boxes, 2, 200);
        Assert.Contains("folded by wave and operator", picture.Element(Svg + "title")!.Value, StringComparison.Ordinal);
    }

    private static XElement Parse(string svg) => XDocument.Parse(svg).Root!;

    private static string Class(XElement element) => element.Attribute("class")?.Value ?? "";
}
