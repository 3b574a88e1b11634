using Xcs.Notebooks.Formatting;

namespace Xcs.Notebooks.Tests.Formatting;

[Collection(nameof(Console))]
public sealed class FormatterTests
{
    private static readonly JitFunction<int, int> Function = Graph.Jit((Traced<int> x) => Graph.Call(Twice, x) + 1);

    [Fact]
    public void AnArrayOfGraphsShowsThePictureOfEach()
    {
        var forms = Formatter.FormsOf(new[] { Function.Graph, Function.Graph }, mimeType: null);

        Assert.Equal(3, forms["text/html"].Split("<svg").Length);
        Assert.StartsWith("<table><tbody><tr><td>0</td><td><div", forms["text/html"], StringComparison.Ordinal);
        Assert.Contains("Twice", forms["text/plain"], StringComparison.Ordinal);
    }

    [Fact]
    public void ADictionaryOfReportsShowsKeysAndPanels()
    {
        using var trace = RunTrace.Start();
        Function.Invoke(1);
        Function.Invoke(2);
        var reports = trace.Reports.Take(2).Index().ToDictionary(static entry => $"run <{entry.Index}>", static entry => entry.Item);

        var html = Formatter.FormsOf(reports, mimeType: null)["text/html"];

        Assert.Equal(3, html.Split("<div class=\"xcs-report\">").Length);
        Assert.Contains("<td><pre>run &lt;1&gt;</pre></td><td><div class=\"xcs-report\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void CollectionsWithinCollectionsShowWhatTheyHold()
    {
        var html = Formatter.FormsOf(new Dictionary<int, ExecutionPlan[]> { [7] = [Function.Plan] }, mimeType: null)["text/html"];

        Assert.StartsWith("<table><tbody><tr><td>7</td><td><table><tbody><tr><td>0</td><td><div", html, StringComparison.Ordinal);
    }

    [Fact]
    public void LongDictionariesSayThatTheyGoOn()
    {
        var forms = Formatter.FormsOf(Enumerable.Range(0, 30).ToDictionary(static k => k, static k => k), mimeType: null);

        Assert.EndsWith("[19, 19], […, …] ]", forms["text/plain"], StringComparison.Ordinal);
        Assert.EndsWith("<td><pre>…</pre></td></tr></tbody></table>", forms["text/html"], StringComparison.Ordinal);
    }

    private static int Twice(int x) => 2 * x;
}
