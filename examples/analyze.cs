#:project ../src/Xcs/Xcs.csproj

//            ┌─► Summarize ─┐                         ┌─► Fetch ─┐
//   Fetch ───┤              ├─► Report      urls ─────┼─► Fetch ─┼─► in order: reports.Add
//            └─► Classify ──┘                         └─► Fetch ─┘
//
// Ordinary methods: nothing in them knows of graphs. Graph.Jit reads their IL and runs side by side what does not depend on each other.
// Summarize and Classify each wait here until the other has started, and so do two Fetches: one after the other, this would never end.
//
// prints: Report { Summary = Page 1…, Label = short }
// prints: Page 1, Page 2
// prints: lift: analyze.cs:30: Summarize: operator
// prints: lift: analyze.cs:38: loop: map, then in order: Add

using Xcs;

var analyze = Graph.Jit(Analysis.Analyze);          // Func<int, Report>: what goes in comes back
var fetchAll = Graph.Jit(Analysis.FetchAll);
Console.WriteLine(analyze(1));
Console.WriteLine(string.Join(", ", fetchAll([1, 2])));
Console.WriteLine(Graph.Explain(analyze) + Graph.Explain(fetchAll));

internal static class Analysis
{
    private static readonly Barrier Two = new(2);

    public static Report Analyze(int id)
    {
        var page = $"Page {id}";
        var summary = Summarize(page);              // these two
        var label = Classify(page);                 // run side by side
        return new Report(summary, label);
    }

    public static List<string> FetchAll(List<int> ids)
    {
        var pages = new List<string>();
        foreach (var id in ids)
            pages.Add(Fetch(id));
        return pages;
    }

    private static string Summarize(string page) => Meet($"{page}…");

    private static string Classify(string page) => Meet(page.Length < 10 ? "short" : "long");

    private static string Fetch(int id) => Meet($"Page {id}");

    private static string Meet(string result)
    {
        Two.SignalAndWait();
        return result;
    }
}

internal sealed record Report(string Summary, string Label);
