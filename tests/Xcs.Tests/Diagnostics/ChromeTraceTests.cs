using System.Text.Json;
using static Xcs.Tests.Diagnostics.TracedPrograms;

namespace Xcs.Tests.Diagnostics;

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

        var slices = Parse(trace).Where(e => Phase(e) == "X").ToArray();
        Assert.NotEmpty(slices);
        foreach (var thread in slices.GroupBy(e => e.GetProperty("tid").GetInt32()))
        {
            var open = new Stack<decimal>();
            foreach (var e in thread)
            {
                var start = e.GetProperty("ts").GetDecimal();
                var end = start + e.GetProperty("dur").GetDecimal();
                while (open.TryPeek(out var last) && last <= start)
                    open.Pop();
                Assert.True(!open.TryPeek(out var around) || end <= around, "a slice ends after the one around it");
                open.Push(end);
            }
        }
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
        static async Task<int> Later(int x)
        {
            await Task.Yield();
            return x;
        }

        var fast = Graph.Jit((Traced<int[]> values) => Graph.Map(values, value => Graph.Call(Later, value)));
        using var trace = RunTrace.Start();
        await fast.InvokeAsync([1, 2, 3]);
        var waiting = Parse(trace).Where(e => Phase(e) is "b" or "e").ToArray();
        // The run, the map, and for each item the item and its node.
        Assert.Equal(2 * 8, waiting.Length);
        Assert.All(waiting.GroupBy(e => (e.GetProperty("cat").GetString(), e.GetProperty("id").GetString())), pair => Assert.Equal(["b", "e"], pair.Select(Phase).Order()));
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

    private static string Phase(JsonElement e) => e.GetProperty("ph").GetString()!;
}
