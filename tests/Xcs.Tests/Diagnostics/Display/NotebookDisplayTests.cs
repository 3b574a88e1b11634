using System.Xml.Linq;

namespace Xcs.Tests.Diagnostics.Display;

[Collection("Recording")]
public sealed class NotebookDisplayTests
{
    private const string Html = "text/html";
    private const string Plain = "text/plain";

    private static readonly JitFunction<int, int> Function = Graph.Jit((Traced<int> x) => Graph.Call(Twice, x) + Graph.Call(Twice, x + 1));

    public static TheoryData<string, object> Pictures => new()
    {
        { "graph", Function.Graph },
        { "plan", Function.Plan },
        { "function", Function },
        { "compiled", Function.Plan.Compile() },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void GraphsPlansAndFunctionsShowAPictureAndAText(string name, object value)
    {
        var html = NotebookDisplay.Format(value, Html);

        Assert.NotNull(name);
        Assert.Contains("Twice", XDocument.Parse(html!).Descendants().Single(static element => element.Name.LocalName == "svg").Value, StringComparison.Ordinal);
        Assert.Contains("Twice", NotebookDisplay.Format(value, Plain)!, StringComparison.Ordinal);
        Assert.Equal([Html], NotebookDisplay.PreferredMimeTypes(value.GetType())!);
        RequiresNothing(html!);
    }

    [Fact]
    public void AReportShowsAPanelAndAText()
    {
        RunReport report;
        using (var trace = RunTrace.Start())
        {
            Function.Invoke(1);
            report = trace.Reports[0];
        }

        var html = NotebookDisplay.Format(report, Html)!;

        Assert.NotEmpty(XDocument.Parse(html).Descendants("title"));
        Assert.Contains("Twice", html, StringComparison.Ordinal);
        Assert.Equal(report.ToText(), NotebookDisplay.Format(report, Plain));
        RequiresNothing(html);
    }

    [Fact]
    public void OtherValuesAreDeclined()
    {
        var source = Function.Graph.GetType().GetCustomAttributes(true).Single(static attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");
        Assert.Null(NotebookDisplay.Format("text", Html));
        Assert.Null(NotebookDisplay.Format(Function.Graph, "application/json"));
        Assert.True(source.GetType().IsNotPublic);
    }

    [Fact]
    public void HostileNamesStayText()
    {
        var graph = Graph.Trace((Traced<int> x) => Graph.Call(Scripted, x));

        var html = NotebookDisplay.Format(graph, Html)!;

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void AGraphOf100000NodesIsFoldedToAPageThatANotebookCanKeep()
    {
        var builder = new GraphBuilder("large");
        var last = builder.Argument<int>("x");
        for (var i = 0; i < 100_000; i++)
            last = Connect(builder.Add(Twice), last);

        var html = NotebookDisplay.Format(builder.Build(last), Html)!;

        Assert.InRange(html.Length, 1_000, 200_000);
        RequiresNothing(html);

        NodeId Connect(NodeId node, NodeId input)
        {
            builder.Connect(input, node, 0);
            return node;
        }
    }

    [Operator(Name = "<script>alert(1)</script>")]
    private static int Scripted(int x) => x;

    private static int Twice(int x) => 2 * x;

    // Nothing that a saved notebook would have to fetch, or a page would have to run.
    private static void RequiresNothing(string html)
    {
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"http", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" id=\"", html, StringComparison.Ordinal);
    }
}
