#:project ../src/Xcs/Xcs.csproj

//            ┌─► Resize ─┐
//   Read ────┼─► Detect ─┼─► Write
//            └─► Hash ───┘
//
// A plan can be asked before anything runs: how long at best, with how many workers, and what a faster operator would bring.
//
// prints: T1 22 ms, T∞ 15 ms
// prints: 1 worker 22 ms, 2 workers 15 ms, 8 workers 15 ms
// prints: Detect twice as fast, 2 workers: 12 ms

using Xcs;

var graph = Graph.Trace((Traced<string> file) =>
{
    var image = file.Then(Read);
    return Graph.Call(Write, image.Then(Resize), image.Then(Detect), image.Then(Hash));
});

var plan = graph.Plan().WithCosts(new Dictionary<string, double>
{
    ["Read"] = 2e6, ["Resize"] = 4e6, ["Detect"] = 10e6, ["Hash"] = 3e6, ["Write"] = 3e6,
});

Console.WriteLine($"T1 {Ms(plan.Work)}, T∞ {Ms(plan.Span)}");
Console.WriteLine($"1 worker {Simulate(1)}, 2 workers {Simulate(2)}, 8 workers {Simulate(8)}");
var faster = new SimulationOptions { Speedups = new Dictionary<string, double> { ["Detect"] = 2 } };
Console.WriteLine($"Detect twice as fast, 2 workers: {Ms(plan.Simulate(2, faster).Makespan)}");
Console.WriteLine(plan.ToText());

string Simulate(int workers) => Ms(plan.Simulate(workers).Makespan);
static string Ms(double nanoseconds) => $"{nanoseconds / 1e6:0} ms";

static string Read(string file) => file;
static string Resize(string image) => image;
static string Detect(string image) => image;
static string Hash(string image) => image;
static string Write(string small, string found, string hash) => small + found + hash;
