using System.Diagnostics;
using Xcs.Tests.Execution;
using static Xcs.Tests.Diagnostics.TracedPrograms;

namespace Xcs.Tests.Diagnostics.Telemetry;

[Collection(nameof(Recording))]
public sealed class SpanTests
{
    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public async Task NodesLieInWavesAndWavesInTheRun(ExecutionMode mode, CompilationMode compilation)
    {
        using var spans = new SpanRecorder();
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = mode, Compilation = compilation });
        for (var k = 0; k < 8; k++)
        {
            spans.Clear();
            if (k % 2 == 0)
                fast.Invoke(1);
            else
                await fast.InvokeAsync(1);
            AssertNested(spans, fast.Graph);
        }
    }

    private static void AssertNested(SpanRecorder spans, DataflowGraph graph)
    {
        var run = spans.Run;
        Assert.Equal($"run {graph.Name}", run.DisplayName);
        Assert.Equal(default, run.ParentSpanId);
        Assert.Equal(4, spans.Waves.Length);
        Assert.All(spans.Waves, wave => Assert.Same(run, spans.ParentOf(wave)));
        Assert.Equal([1, 2, 3, 4, 5, 6], spans.Nodes.Select(node => (int)node.GetTagItem("xcs.node.id")!));
        Assert.Equal([0, 1, 2, 1, 2, 3], spans.Nodes.Select(node => (int)spans.ParentOf(node).GetTagItem("xcs.wave.index")!));
        Assert.Equal(1 + 4 + 6, spans.All.Length);
        foreach (var child in spans.Waves.Concat(spans.Nodes))
        {
            var parent = spans.ParentOf(child);
            Assert.True(child.StartTimeUtc >= parent.StartTimeUtc && child.StartTimeUtc + child.Duration <= parent.StartTimeUtc + parent.Duration, $"{child.DisplayName} sticks out of {parent.DisplayName}");
        }
    }

    [Fact]
    public void SpansSayWhatTheyAreAbout()
    {
        using var spans = new SpanRecorder();
        var fast = Graph.Jit<int[], int[]>(Squares, new JitOptions { Mode = ExecutionMode.Waves, Pool = SharedPools.Of(2) });
        fast.Invoke([1, 2, 3]);
        Assert.Equal(fast.Graph.Name, spans.Run.GetTagItem("xcs.graph.name"));
        Assert.Equal("waves", spans.Run.GetTagItem("xcs.run.mode"));
        Assert.Equal(2, spans.Run.GetTagItem("xcs.run.workers"));
        Assert.Equal("done", spans.Run.GetTagItem("xcs.outcome"));
        var node = Assert.Single(spans.Nodes);
        Assert.Equal("map Square", node.GetTagItem("xcs.operator.name"));
        Assert.Equal("control", node.GetTagItem("xcs.operator.kind"));
        Assert.Equal(3, node.GetTagItem("xcs.node.unit_count"));
        Assert.EndsWith("TracedPrograms.cs", (string)node.GetTagItem("code.file.path")!, StringComparison.Ordinal);
        Assert.True((int)node.GetTagItem("code.line.number")! > 0);
        Assert.Equal("Xcs", node.Source.Name);
        Assert.Equal(typeof(Graph).Assembly.GetName().Version!.ToString(3), node.Source.Version);
    }

    [Theory]
    [InlineData(ExecutionMode.Sequential)]
    [InlineData(ExecutionMode.Eager)]
    public async Task RunIsAChildOfItsCallersSpan(ExecutionMode mode)
    {
        using var spans = new SpanRecorder();
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = mode });
        using (var caller = SpanRecorder.User.StartActivity("caller"))
        {
            fast.Invoke(1);
            Assert.Same(caller, Activity.Current);
            var running = fast.InvokeAsync(1);
            Assert.Same(caller, Activity.Current);
            await running;
            Assert.Same(caller, Activity.Current);
            Assert.Equal(2, spans.Named("run ").Length);
            Assert.All(spans.Named("run "), run => Assert.Equal(caller!.SpanId, run.ParentSpanId));
        }

        Assert.Single(spans.All.Select(span => span.TraceId).Distinct());
    }

    [Theory]
    [InlineData(ExecutionMode.Sequential)]
    [InlineData(ExecutionMode.Waves)]
    [InlineData(ExecutionMode.Eager)]
    public async Task WhatOperatorsStartIsAChildOfTheirNode(ExecutionMode mode)
    {
        using var spans = new SpanRecorder();
        var fast = Graph.Jit(
            (Traced<int> x) =>
            {
                var plain = Graph.Call(v => Inner("plain", v), x);
                var waiting = Graph.Call(async v =>
                {
                    await Task.Yield();
                    return Inner("waiting", v);
                }, x);
                var blocking = Graph.Call(Blocking, x);
                var chosen = Graph.If(x > 0, () => Graph.Call(v => Inner("chosen", v), x), () => x);
                var items = Graph.Map(Graph.Call(v => new[] { v, v, v }, x), item => item.Then(v => Inner("item", v)));
                var calls = Graph.Map(Graph.Call(v => new[] { v, v }, x), item => Graph.Call(async v =>
                {
                    await Task.Yield();
                    return Inner("call", v);
                }, item));
                return Graph.Call((a, b, c, d) => a + b + c + d, plain, waiting, blocking, chosen)
                    + Graph.Call((a, b) => a.Length + b.Length, items, calls);
            },
            new JitOptions { Mode = mode, Pool = SharedPools.Of(2) });

        var thrown = 0;
        void Count(object? sender, System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs thrownNow) => Interlocked.Increment(ref thrown);
        AppDomain.CurrentDomain.FirstChanceException += Count;
        for (var k = 0; k < 6; k++)
        {
            spans.Clear();
            if (k % 2 == 0)
                fast.Invoke(1);
            else
                await fast.InvokeAsync(1);
            var inner = spans.Named("inner ");
            Assert.Equal(1 + 1 + 1 + 1 + 3 + 2, inner.Length);
            foreach (var span in inner)
            {
                var node = spans.ParentOf(span);
                Assert.StartsWith("node ", node.DisplayName, StringComparison.Ordinal);
                var kind = (string)node.GetTagItem("xcs.operator.kind")!;
                Assert.Equal(
                    span.DisplayName switch
                    {
                        "inner waiting" => "asynchronous",
                        "inner blocking" => "blocking",
                        "inner plain" => "synchronous",
                        _ => "control",
                    },
                    kind);
            }
        }

        AppDomain.CurrentDomain.FirstChanceException -= Count;
        Assert.Equal(0, thrown);
    }

    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public async Task FailureIsOnTheNodeAndOnTheRun(ExecutionMode mode, CompilationMode compilation)
    {
        using var spans = new SpanRecorder();
        var fast = Graph.Jit((Traced<int> x) => x.Then(Step).Then(FailOnNegative).Then(Step), new JitOptions { Mode = mode, Compilation = compilation });
        foreach (var isAsync in (bool[])[false, true])
        {
            spans.Clear();
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => _ = isAsync ? await fast.InvokeAsync(-10) : fast.Invoke(-10));
            Assert.Equal(["Step", "FailOnNegative"], spans.Nodes.Select(node => node.GetTagItem("xcs.operator.name")));
            foreach (var failed in (Activity[])[spans.Run, spans.Nodes[1]])
            {
                Assert.Equal(ActivityStatusCode.Error, failed.Status);
                Assert.Equal("failed", failed.GetTagItem("xcs.outcome"));
                Assert.Equal("System.ArgumentOutOfRangeException", failed.GetTagItem("error.type"));
                var exception = Assert.Single(failed.Events, entry => entry.Name == "exception");
                Assert.Contains(exception.Tags, tag => tag is { Key: "exception.type", Value: "System.ArgumentOutOfRangeException" });
            }

            Assert.Equal(ActivityStatusCode.Unset, spans.Nodes[0].Status);
        }
    }

    [Fact]
    public async Task CancelledRunSaysSo()
    {
        using var spans = new SpanRecorder();
        using var cancellation = new CancellationTokenSource();
        var fast = Graph.Jit((Traced<int> x) => x.Then(v =>
        {
            cancellation.Cancel();
            return v;
        }).Then(Step));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fast.InvokeAsync(1, cancellation.Token));
        Assert.Equal(ActivityStatusCode.Error, spans.Run.Status);
        Assert.Equal("dropped", spans.Run.GetTagItem("xcs.outcome"));
        Assert.Equal("System.OperationCanceledException", spans.Run.GetTagItem("error.type"));
        Assert.Empty(spans.Run.Events);
    }

    [Fact]
    public void SamplingDecidesOnceARun()
    {
        using var spans = new SpanRecorder(ActivitySamplingResult.PropagationData);
        var seen = default(ActivityContext);
        var fast = Graph.Jit((Traced<int> x) => x.Then(v =>
        {
            seen = Activity.Current!.Context;
            return v;
        }).Then(Step));
        fast.Invoke(1);
        var run = Assert.Single(spans.All);
        Assert.Equal(run.Context, seen);
        Assert.Null(run.GetTagItem("xcs.graph.name"));
    }

    [Fact]
    public void NobodyIsTheCurrentSpanAfterwards()
    {
        using var spans = new SpanRecorder();
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = ExecutionMode.Eager, Pool = SharedPools.Of(2) });
        fast.Invoke(1);
        Assert.Null(Activity.Current);
        using var own = SpanRecorder.User.StartActivity("own");
        fast.Invoke(1);
        Assert.Same(own, Activity.Current);
    }

    [Fact]
    public void BaggageOfTheCallerReachesOperators()
    {
        using var spans = new SpanRecorder();
        using var caller = SpanRecorder.User.StartActivity("caller")!.AddBaggage("tenant", "blue");
        var fast = Graph.Jit((Traced<int> x) => x.Then(v => Activity.Current!.GetBaggageItem("tenant")!) );
        Assert.Equal("blue", fast.Invoke(1));
    }

    [Fact]
    public void TooManyNodesGiveOneSpanThatSaysSo()
    {
        using var spans = new SpanRecorder();
        Graph.Jit((Traced<long> x) => Enumerable.Range(0, 5000).Aggregate(x, static (sum, _) => sum.Then(static v => v + 1))).Invoke(0);
        Assert.Equal(true, Assert.Single(spans.All).GetTagItem("xcs.run.nodes_omitted"));
    }

    [Fact]
    public async Task StreamLinksToItsCallersSpan()
    {
        using var spans = new SpanRecorder();
        var fast = Graph.Jit((Traced<int> x) => x.Then(v => Inner("item", v)));
        using (var caller = SpanRecorder.User.StartActivity("caller"))
        {
            var stream = fast.StreamAsync(Numbers(20));
            var count = 0;
            await foreach (var _ in stream)
            {
                Assert.Same(caller, Activity.Current);
                count++;
            }

            Assert.Equal(20, count);
            var span = spans.One("stream ");
            Assert.Equal(default, span.ParentSpanId);
            Assert.NotEqual(caller!.TraceId, span.TraceId);
            Assert.Equal(caller.Context, Assert.Single(span.Links).Context);
            Assert.Equal(20L, span.GetTagItem("xcs.stream.item_count"));
            Assert.All(spans.Named("inner "), inner => Assert.Equal(span.TraceId, inner.TraceId));
            Assert.Equal(20, spans.Named("inner ").Length);
        }
    }

    [Fact]
    public async Task FailedStreamTellsOfTheFailure()
    {
        using var spans = new SpanRecorder();
        var fast = Graph.Jit((Traced<int> x) => x.Then(v => FailOnNegative(5 - v)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () =>
        {
            await foreach (var _ in fast.StreamAsync(Numbers(20)))
            {
            }
        });
        var span = spans.One("stream ");
        Assert.Equal("System.ArgumentOutOfRangeException", span.GetTagItem("error.type"));
        Assert.Equal(6L, span.GetTagItem("xcs.stream.item_count"));
    }

    [Fact]
    public async Task StreamThatIsLeftEarlyEndsItsSpan()
    {
        using var spans = new SpanRecorder();
        var fast = Graph.Jit((Traced<int> x) => x.Then(Step));
        await foreach (var _ in fast.StreamAsync(Numbers(20)))
            break;
        var span = spans.One("stream ");
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Equal(1L, span.GetTagItem("xcs.stream.item_count"));
    }

    [Operator(Blocking = true)]
    private static int Blocking(int value) => Inner("blocking", value);

    private static int Inner(string name, int value)
    {
        using var span = SpanRecorder.User.StartActivity($"inner {name}");
        return value;
    }

    private static async IAsyncEnumerable<int> Numbers(int count)
    {
        for (var k = 0; k < count; k++)
        {
            if (k % 7 == 3)
                await Task.Yield();
            yield return k;
        }
    }
}
