using System.Text.Json;
using static Xcs.Tests.Diagnostics.Exports.TraceFormat;
using static Xcs.Tests.Diagnostics.TracedPrograms;

namespace Xcs.Tests.Diagnostics.Exports;

[Collection(nameof(Recording))]
public sealed class ChromeTraceTests
{
    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public void SlicesNestOnEachThread(ExecutionMode mode, CompilationMode compilation)
    {
        var inner = Graph.Jit<int[], int[]>(Squares, new JitOptions { Mode = ExecutionMode.Eager });
        var fast = Graph.Jit(
            (Traced<int[]> values) =>
            {
                var squares = Graph.Map(values, value => value.Then(Square));
                return Graph.Call(static (int[] a, int[] b) => a.Length + b.Length, squares.Then(inner.Invoke), Graph.Call(inner.Invoke, values));
            },
            new JitOptions { Mode = mode, Compilation = compilation });
        using var trace = RunTrace.Start();
        for (var run = 0; run < 5; run++)
            fast.Invoke([.. Enumerable.Range(0, 100)]);

        var format = TraceFormat.Parse(trace.ToChromeTrace());
        Assert.True(format.Events.Count(static e => Phase(e) == "X" && Text(e, "cat") == "run") >= 5);
        Assert.Contains(format.Events, static e => Phase(e) == "C");
    }

    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public void ArrowLeadsAlongEachEdgeFromSliceToSlice(ExecutionMode mode, CompilationMode compilation)
    {
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = mode, Compilation = compilation });
        using var trace = RunTrace.Start();
        for (var run = 0; run < 3; run++)
            fast.Invoke(run);
        var flows = TraceFormat.Parse(trace.ToChromeTrace()).Flows;
        AssertArrows(Enumerable.Range(1, 3).SelectMany(run => Edges(fast.Graph, run)), flows);
    }

    [Theory]
    [InlineData(ExecutionMode.Sequential)]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Eager)]
    public async Task ArrowsLeadToAndFromWhatWaits(ExecutionMode mode)
    {
        static async Task<int> Later(int x)
        {
            await Task.Yield();
            return x;
        }

        var fast = Graph.Jit(
            (Traced<int> x) =>
            {
                var early = x.Then(Step);
                var late = early.Then(Later);
                var blocked = early.Then(Block);
                return Graph.Call(Add, late.Then(Twice), blocked.Then(Later));
            },
            new JitOptions { Mode = mode });
        using var trace = RunTrace.Start();
        Assert.Equal(fast.Invoke(1), await fast.InvokeAsync(1));
        var format = TraceFormat.Parse(trace.ToChromeTrace());
        AssertArrows(Enumerable.Range(1, 2).SelectMany(run => Edges(fast.Graph, run)), format.Flows);
        Assert.Equal(2 * 6, format.Nodes.Count());
    }

    [Fact]
    public void OrderAloneHasArrowsOfItsOwn()
    {
        var fast = Graph.Jit((Traced<int> x) => Graph.Call(Add, Graph.Call(Note, x), Graph.Call(Note, x)));
        using var trace = RunTrace.Start();
        fast.Invoke(1);
        var flows = TraceFormat.Parse(trace.ToChromeTrace()).Flows;
        Assert.Equal(["order", "value", "value"], flows.Select(static flow => flow.Name).Order());
    }

    [Fact]
    public void NodesThatWereDroppedHaveNoArrows()
    {
        var fast = Graph.Jit((Traced<int> x) => x.Then(Step).Then(FailOnNegative).Then(Twice));
        using var trace = RunTrace.Start();
        Assert.Throws<ArgumentOutOfRangeException>(() => fast.Invoke(-5));
        var format = TraceFormat.Parse(trace.ToChromeTrace());
        AssertArrows([(1, 0, 1, 2)], format.Flows);
        Assert.Equal(3, format.Nodes.Count());
    }

    [Fact]
    public void ArrowsOfBodiesStayInTheirExecution()
    {
        static async Task<int> Later(int x)
        {
            await Task.Yield();
            return x;
        }

        var fast = Graph.Jit((Traced<int[]> values) => Graph.Map(values, value => value.Then(Later).Then(Step)));
        using var trace = RunTrace.Start();
        fast.Invoke([.. Enumerable.Range(0, 20)]);
        var format = TraceFormat.Parse(trace.ToChromeTrace());
        Assert.Equal(20, format.Flows.Count);
        Assert.All(format.Flows, static flow => Assert.Equal(Identity(flow.From) with { Node = 2 }, Identity(flow.To)));
    }

    [Fact]
    public void CountersSayHowManyWorkAndHowManyWait()
    {
        var counters = TraceFormat.Parse(SyntheticTrace.Text()).Events.Where(static e => Phase(e) == "C").ToLookup(static e => Text(e, "name"), static e => (Start(e), Argument(e, "count", -1)));
        Assert.Equal([(10, 1), (40, 2), (60, 1), (70, 2), (95, 1), (100, 0), (110, 1), (120, 0)], counters["active workers"]);
        Assert.Equal([(0, 1), (10, 0), (30, 1), (40, 0), (60, 1), (70, 0), (115, 1), (118, 0)], counters["queued nodes"]);
    }

    [Fact]
    public void NamesMayHoldAnything()
    {
        const string Hostile = "\"}],\\ <&> \0\n\uD800 end 名前";
        var events = SyntheticTrace.Events.Select(static e => e with { Operator = Hostile, ThreadName = Hostile }).ToArray();
        var format = TraceFormat.Parse(SyntheticTrace.Text(events));
        Assert.All(format.Nodes, static node => Assert.Equal(Hostile.Replace('\uD800', '\uFFFD'), Text(node, "name")));
    }

    [Fact]
    public void TextOfATraceIsStable()
    {
        Assert.SkipUnless(System.Diagnostics.Stopwatch.Frequency == 1_000_000_000, "The clock of this machine does not count nanoseconds.");
        Golden.Require("trace.json", SyntheticTrace.Text());
    }

    [Fact]
    public void ThreadsHaveNamesAndEachNodeIsThereOnce()
    {
        var fast = Graph.Jit<int, int>(Branches);
        using var trace = RunTrace.Start();
        fast.Invoke(1);
        var events = Parse(trace);
        var named = events.Where(e => Phase(e) == "M" && e.GetProperty("name").GetString() == "thread_name").Select(e => e.GetProperty("tid").GetInt32());
        Assert.Superset(events.Where(e => Phase(e) == "X").Select(e => e.GetProperty("tid").GetInt32()).ToHashSet(), named.ToHashSet());
        var nodes = events.Where(e => e.TryGetProperty("cat", out var category) && category.GetString() == "node").Select(e => e.GetProperty("args").GetProperty("node").GetInt32());
        Assert.Equal([1, 2, 3, 4, 5, 6], nodes.Order());
        Assert.Single(events, e => e.TryGetProperty("cat", out var category) && category.GetString() == "run");
    }

    [Fact]
    public async Task WhatWaitsHasATrackOfItsOwn()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task<int> Later(int x)
        {
            await gate.Task;
            return x;
        }

        var fast = Graph.Jit((Traced<int[]> values) => Graph.Map(values, value => Graph.Call(Later, value)));
        using var trace = RunTrace.Start();
        var running = fast.InvokeAsync([1, 2, 3]);
        while (trace.Events.Count(static e => e is { Kind: TraceEventKind.Part, Activation: > 0 }) < 3)
            await Task.Yield();
        gate.SetResult();
        await running;
        var waiting = TraceFormat.Parse(trace.ToChromeTrace()).Events.Where(static e => Phase(e) is "b" or "e").ToArray();
        // The run, the map, and for each item the item and its node.
        Assert.Equal(2 * 8, waiting.Length);
    }

    [Fact]
    public void SameTraceGivesTheSameText()
    {
        var fast = Graph.Jit<int[], int[]>(Squares, new JitOptions { Mode = ExecutionMode.Eager });
        RunTrace trace;
        using (trace = RunTrace.Start())
            fast.Invoke([.. Enumerable.Range(0, 50)]);
        Assert.Equal(trace.ToChromeTrace(), trace.ToChromeTrace());
        var slice = trace.ToChromeTrace().Split("{\"ph\":\"X\"")[1];
        Assert.Matches("""^,"name":"[^"]+","cat":"[a-z]+","pid":1,"tid":\d+,"ts":[\d.]+,"dur":[\d.]+,"args":\{"run":1,"graph":"Squares",""", slice);
    }

    [Fact]
    public void FileIsWrittenWithItsFolder()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"xcs-{Guid.NewGuid():N}");
        try
        {
            using var trace = RunTrace.Start();
            Graph.Jit<int, int>(Branches).Invoke(1);
            trace.Dispose();
            trace.WriteChromeTrace(Path.Combine(folder, "deep", "trace.json"));
            Assert.Equal(trace.ToChromeTrace(), File.ReadAllText(Path.Combine(folder, "deep", "trace.json")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void EmptyTraceIsValid()
    {
        using var trace = RunTrace.Start();
        Assert.Single(Parse(trace));
        Assert.Empty(trace.Runs);
    }

    private static JsonElement[] Parse(RunTrace trace)
    {
        using var document = JsonDocument.Parse(trace.ToChromeTrace());
        return [.. document.RootElement.GetProperty("traceEvents").EnumerateArray().Select(e => e.Clone())];
    }

    private static IEnumerable<(int Run, int Activation, int From, int To)> Edges(DataflowGraph graph, int run) =>
        graph.Nodes.SelectMany(node => node.Inputs.ToArray().Distinct()
            .Where(input => graph[input].Operator.Kind is not (OperatorKind.Argument or OperatorKind.Constant))
            .Select(input => (run, 0, input.Value, node.Id.Value)));

    private static void AssertArrows(
        IEnumerable<(int Run, int Activation, int From, int To)> expected, IEnumerable<(JsonElement From, JsonElement To, string Name)> flows)
    {
        var found = new List<(int Run, int Activation, int From, int To)>();
        foreach (var (from, to, _) in flows)
        {
            var (start, end) = (Identity(from), Identity(to));
            Assert.Equal((start.Run, start.Activation), (end.Run, end.Activation));
            found.Add((start.Run, start.Activation, start.Node, end.Node));
        }

        Assert.Equal(expected.Order(), found.Order());
    }

    [Operator(Blocking = true)]
    private static int Block(int x) => x;

    [Operator(Effect = EffectKind.Ordered, Resource = "notes")]
    private static int Note(int x) => x;
}
