#:project ../src/Xcs/Xcs.csproj

//   Parse ─┬─► Index ──┐
//          └─► Stem ───┴─► Score
//
// While a trace is open every run is recorded: who ran what, when, and how the run compares with the best that its nodes allow.
//
// prints: ran 4 nodes

using Xcs;

var search = Graph.Jit((Traced<string> text) =>
{
    var words = text.Then(Parse);
    return Graph.Call(Score, words.Then(Index), words.Then(Stem));
});

using var trace = RunTrace.Start();
search.Invoke("a graph of words and a graph of waves");

foreach (var node in trace.Events.Where(e => e.Kind == TraceEventKind.Node))
    Console.WriteLine($"  {node.Operator,-8} wave {node.Wave} on {node.ThreadName}");
var run = trace.Runs[0];
Console.WriteLine($"ran {trace.Events.Count(e => e.Kind == TraceEventKind.Node)} nodes");
Console.WriteLine($"T1 {run.Work / 1e3:0} µs, T∞ {run.Span / 1e3:0} µs, took {run.Makespan / 1e3:0} µs");
trace.WriteChromeTrace(Path.Combine(Path.GetTempPath(), "xcs-trace.json"));     // for https://ui.perfetto.dev

static string[] Parse(string text) => text.Split(' ');
static int Index(string[] words) => words.Distinct().Count();
static string[] Stem(string[] words) => [.. words.Select(word => word.TrimEnd('s'))];
static double Score(int distinct, string[] stems) => (double)distinct / stems.Length;
