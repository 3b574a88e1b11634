#:project ../src/Xcs/Xcs.csproj

//            ┌─► Summarize ─┐
//   Fetch ───┤              ├─► (summary, label)
//            └─► Classify ──┘
//
// Summarize and Classify do not need each other. Each waits here until the other has started: one after the other, this would never end.
//
// prints: A page about graph… is about graphs

using Xcs;

var meeting = new Barrier(2);

string Fetch(string url) => $"A page about graphs, from {url}";

string Summarize(string page)
{
    meeting.SignalAndWait();
    return page[..18] + "…";
}

string Classify(string page)
{
    meeting.SignalAndWait();
    return page.Contains("graph") ? "graphs" : "something else";
}

var analyze = Graph.Jit((Traced<string> url) =>
{
    var page = Graph.Call(Fetch, url);
    var summary = Graph.Call(Summarize, page);
    var label = Graph.Call(Classify, page);
    return Graph.Tuple(summary, label);
}, new JitOptions { Mode = ExecutionMode.Eager, Pool = new WorkerPool(new WorkerPoolOptions { Workers = 2 }) });

var (text, topic) = analyze.Invoke("https://example.org");
Console.WriteLine($"{text} is about {topic}");
Console.WriteLine(analyze.Graph.ToText());
