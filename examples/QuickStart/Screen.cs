using Spectre.Console;
using Xcs;

namespace QuickStart;

/// <summary>Everything this program shows.</summary>
public static class Screen
{
    private const int SnippetLength = 120;
    private const int HitsShown = 5;
    private const double StretchToExplain = 1.2;

    public static void Corpus(string folder, string query)
    {
        AnsiConsole.MarkupLineInterpolated($"Corpus  [blue]{folder}[/]");
        AnsiConsole.MarkupLineInterpolated($"Query   [blue]{query}[/]");
    }

    /// <summary>What Xcs made of the function, and what may run side by side.</summary>
    public static void Graph(JitFunction function)
    {
        Heading("The function as a graph");
        AnsiConsole.WriteLine(function.Graph.ToText().TrimEnd());

        Heading("Waves: nodes of a wave may run at the same time, and so may the items of a map");
        for (var wave = 0; wave < function.Plan.Waves.Count; wave++)
        {
            var nodes = function.Plan.Waves[wave].Select(id => function.Graph[id].ToString());
            AnsiConsole.MarkupLineInterpolated($"  {wave}  {string.Join("   ", nodes)}");
        }
    }

    public static void Hits(SearchResult result)
    {
        var index = result.Index;
        Heading($"Best hits in {index.DocumentCount:N0} documents, {index.TermCount:N0} terms, {index.PostingCount:N0} postings");
        if (result.Hits.Length == 0)
        {
            AnsiConsole.MarkupLine("[yellow]No document contains a word of the query.[/]");
            return;
        }

        var hits = new Grid().AddColumn(new GridColumn().RightAligned()).AddColumn();
        foreach (var (document, score) in result.Hits.Take(HitsShown))
        {
            var (name, text) = (index.Name(document).ToString(), Snippet(index.Text(document)));
            hits.AddRow($"  {score:F2}", $"[green]{name.EscapeMarkup()}[/]\n[dim]{text.EscapeMarkup()}[/]");
        }

        AnsiConsole.Write(hits);
    }

    public static void Comparison(Comparison measured)
    {
        var (plain, xcs, run, alone) = (measured.Plain, measured.Xcs, measured.Run, measured.Alone);
        Heading($"The same input, by turns, median of {Timing.Rounds} runs");
        AnsiConsole.Write(new Table().Border(TableBorder.Rounded)
            .AddColumns("", "Time", "Speed-up", "Result")
            .AddRow("plain sequential C#", Text(plain.Median.TotalNanoseconds), "1.00×", plain.Fingerprint[..16])
            .AddRow($"Xcs, {run.Workers} workers", Text(xcs.Median.TotalNanoseconds), $"{plain.Median / xcs.Median:F2}×", xcs.Fingerprint[..16])
            .AddRow("equal", "", "", measured.AreEqual ? "[green]yes[/]" : "[red]no[/]"));

        Heading("How good is that?");
        AnsiConsole.Write(new Table().Border(TableBorder.Rounded).HideHeaders()
            .AddColumns("", "", "")
            .AddRow("T1", Text(alone.Work), "work: all nodes, one after the other")
            .AddRow("T∞", Text(alone.Span), "span: the longest path through the graph")
            .AddRow("bound", Text(measured.Bound), $"max(T∞, T1/{run.Workers}): no schedule is faster")
            .AddRow("efficiency", $"{measured.Efficiency:P0}", "bound / time of Xcs")
            .AddRow("workers busy", $"{run.Work / run.Workers / run.Makespan:P0}", "the part of their time in which they ran nodes")
            .AddRow("stretch", $"{run.Work / alone.Work:F2}×", "how much longer nodes take side by side than alone"));
        if (run.Work > StretchToExplain * alone.Work)
        {
            AnsiConsole.MarkupLine("[yellow]Nodes took much longer side by side: is something else running on this machine?[/]");
        }
    }

    public static void Files((string Path, string Use)[] files)
    {
        Heading("Written");
        foreach (var (path, use) in files)
        {
            AnsiConsole.MarkupLineInterpolated($"  [blue]{Path.GetRelativePath(".", path)}[/]  [dim]{use}[/]");
        }
    }

    public static void Failure(string message)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{message}[/]");
    }

    private static void Heading(string text)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{text}[/]");
    }

    private static string Text(double nanoseconds) => $"{nanoseconds / 1e6:N1} ms";

    private static string Snippet(ReadOnlySpan<char> text)
    {
        var start = text[..Math.Min(text.Length, 4 * SnippetLength)].ToString();
        var line = string.Join(' ', start.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = line.Replace(" .", ".", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal);
        return line.Length <= SnippetLength ? line : $"{line.AsSpan(0, SnippetLength)}…";
    }
}
