#:project ../src/Xcs/Xcs.csproj

// An ordinary method, made parallel by one call. Nothing in it knows of graphs: what does not depend on each other runs side by side.
//
//               ┌─► Summarize ─┐
//   ─► Fetch ─┤                ├─► new Report          and for many: one Map, then the reports in order
//               └─► Classify ──┘

using System.Diagnostics;
using Xcs;

static Report Analyze(string url)
{
    var page = Fetch(url);
    var summary = Summarize(page);          // these two
    var label = Classify(page);             // run side by side
    return new Report(summary, label);
}

static List<Report> AnalyzeAll(List<string> urls)
{
    var reports = new List<Report>();
    foreach (var url in urls)
        reports.Add(Analyze(url));          // independent of each other: all at once
    return reports;
}

var analyze = Graph.Jit(Analyze);           // Func<string, Report>, as Analyze is
var analyzeAll = Graph.Jit(AnalyzeAll);

List<string> urls = ["https://a.example", "https://b.example", "https://c.example", "https://d.example"];
Time("as it is", () => AnalyzeAll(urls));
Time("as a graph", () => analyzeAll(urls));
Console.WriteLine(analyze(urls[0]));
Console.WriteLine(Graph.Trace(Analyze).ToText());
Console.WriteLine(Graph.Explain(analyzeAll));

static void Time(string name, Func<List<Report>> run)
{
    run();
    var watch = Stopwatch.StartNew();
    var count = run().Count;
    Console.WriteLine($"{count} reports {name}: {watch.ElapsedMilliseconds} ms");
}

static string Fetch(string url) => Slow($"page of {url}");

static string Summarize(string page) => Slow($"summary of {page}");

static string Classify(string page) => Slow(page.Contains('a') ? "first" : "other");

static string Slow(string result)
{
    Thread.Sleep(20);                       // stands for work
    return result;
}

internal sealed record Report(string Summary, string Label);
