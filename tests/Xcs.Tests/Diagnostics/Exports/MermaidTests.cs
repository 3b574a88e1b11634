namespace Xcs.Tests.Diagnostics.Exports;

public sealed class MermaidTests
{
    [Theory]
    [MemberData(nameof(GoldenPrograms.Names), MemberType = typeof(GoldenPrograms))]
    public void TextIsStable(string name) => Golden.Require($"{name}.mmd", GoldenPrograms.Plans[name].ToMermaid());

    [Theory]
    [MemberData(nameof(GoldenPrograms.Names), MemberType = typeof(GoldenPrograms))]
    public void TextIsAFlowchart(string name)
    {
        var plan = GoldenPrograms.Plans[name];
        var chart = MermaidChart.Parse(plan.ToMermaid());

        Assert.NotEmpty(chart.Labels);
        if (plan.Graph.NodeCount <= 200)
            Assert.Equal(Count(plan.Graph), chart.Labels.Count);

        static int Count(DataflowGraph graph) => graph.NodeCount + graph.Nodes.Sum(static node => node.Operator.Bodies.Sum(static body => 1 + Count(body)));
    }

    [Fact]
    public void NamesAreReadAsTheyAre()
    {
        var labels = MermaidChart.Parse(GoldenPrograms.Plans["hostile"].ToMermaid()).Labels;

        Assert.Equal("\"\" ]] end; %% `x` --> <a & 'b'> \\N\uFFFD\uFFFD 1. 日本語😀\"", labels["n0"]);
        Assert.Equal($"{GoldenPrograms.HostileOperator}\n%1", labels["n1"]);
    }

    [Fact]
    public void OrdinaryNamesStayLegible()
    {
        var text = Graph.Jit((Traced<double> x) => x.Then(Math.Sqrt)).Plan.ToMermaid();

        Assert.Contains("n1[\"Sqrt<br/>%1\"]", text, StringComparison.Ordinal);
    }
}
