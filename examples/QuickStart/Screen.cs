using Spectre.Console;

namespace QuickStart;

/// <summary>Everything this program shows.</summary>
public static class Screen
{
    private const int SnippetLength = 120;

    public static void Corpus(string folder, string query)
    {
        AnsiConsole.MarkupLineInterpolated($"Indexing [blue]{folder}[/]");
        AnsiConsole.MarkupLineInterpolated($"Query    [blue]{query}[/]");
    }

    public static void Hits(SearchResult result)
    {
        var index = result.Index;
        AnsiConsole.MarkupLineInterpolated(
            $"{index.DocumentCount:N0} documents, {index.TermCount:N0} terms, {index.PostingCount:N0} postings");
        if (result.Hits.Length == 0)
        {
            AnsiConsole.MarkupLine("[yellow]No document contains a word of the query.[/]");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("Score").RightAligned()).AddColumn("Document");
        foreach (var (document, score) in result.Hits)
        {
            var name = index.Name(document).ToString();
            table.AddRow($"{score:F2}", $"[green]{name.EscapeMarkup()}[/]\n[dim]{Snippet(index.Text(document)).EscapeMarkup()}[/]");
        }

        AnsiConsole.Write(table);
    }

    /// <summary>A line for each way of running; equal digests mean equal results.</summary>
    public static void Times(params ReadOnlySpan<(string Way, Timing Timing)> ways)
    {
        var table = new Table().AddColumns("", "First run", "Median", "Result").Border(TableBorder.Rounded);
        foreach (var (way, timing) in ways)
        {
            var digest = Digest.Of(timing.Result)[..16];
            table.AddRow(way, $"{timing.First.TotalMilliseconds:N0} ms", $"{timing.Median.TotalMilliseconds:N0} ms", digest);
        }

        AnsiConsole.Write(table);
    }

    public static void Failure(string message)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{message}[/]");
    }

    private static string Snippet(ReadOnlySpan<char> text)
    {
        var start = text[..Math.Min(text.Length, 4 * SnippetLength)].ToString();
        var line = string.Join(' ', start.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = line.Replace(" .", ".", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal);
        return line.Length <= SnippetLength ? line : $"{line.AsSpan(0, SnippetLength)}…";
    }
}
