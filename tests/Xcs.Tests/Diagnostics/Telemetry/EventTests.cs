using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using static Xcs.Tests.Diagnostics.TracedPrograms;

namespace Xcs.Tests.Diagnostics.Telemetry;

[Collection(nameof(Recording))]
public sealed class EventTests
{
    [Fact]
    public async Task RunsNodesAndUnitsAreTold()
    {
        using var events = new Recorder(EventLevel.Verbose);
        var fast = Graph.Jit<int[], int[]>(Squares, new JitOptions { Mode = ExecutionMode.Eager });
        fast.Invoke([1, 2, 3]);
        await fast.InvokeAsync([1, 2, 3]);
        var starts = events.Of("RunStart");
        Assert.Equal(2, starts.Length);
        Assert.All(starts, start => Assert.Equal((fast.Graph.Name, "eager"), (start["graph"], start["mode"])));
        Assert.Equal(starts.Select(static start => start["run"]), events.Of("RunStop").Select(static stop => stop["run"]));
        Assert.All(events.Of("RunStop"), static stop => Assert.Equal("done", stop["outcome"]));
        var nodes = events.Of("Node");
        Assert.Equal(starts.Select(static start => start["run"]), nodes.Select(static node => node["run"]));
        Assert.All(nodes, static node => Assert.Equal((1, "map Square", "done"), (node["node"], node["operation"], node["outcome"])));
        Assert.Equal(6, events.Of("Units").Sum(static units => (int)units["count"]!));
    }

    [Fact]
    public void FailureIsToldToThoseWhoWantWarnings()
    {
        using var events = new Recorder(EventLevel.Warning);
        var fast = Graph.Jit((Traced<int> x) => x.Then(FailOnNegative));
        Assert.Throws<ArgumentOutOfRangeException>(() => fast.Invoke(-1));
        var failed = Assert.Single(events.Of("RunFailed"));
        Assert.Equal((fast.Graph.Name, "System.ArgumentOutOfRangeException"), (failed["graph"], failed["errorType"]));
        Assert.Empty(events.Of("RunStart"));
    }

    [Fact]
    public void TierChangesAndRetracesAreTold()
    {
        using var events = new Recorder(EventLevel.Informational);
        for (var k = 0; k < 2; k++)
        {
            var captured = k;
            Graph.Jit((Traced<int> x) => x.Then(v => v + captured));
        }

        Assert.Equal("the function captures values", Assert.Single(events.Of("Retraced"))["reason"]);
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = ExecutionMode.Waves });
        for (var k = 0; k < 4; k++)
            fast.Invoke(k);
        Assert.True(SpinWait.SpinUntil(() => events.Of("TierChanged").Length > 0, TimeSpan.FromSeconds(30)));
        var change = Assert.Single(events.Of("TierChanged"));
        Assert.Equal((fast.Graph.Name, "waves", "settled"), (change["graph"], change["mode"], change["stage"]));
        Assert.Contains("asked for", (string)change["reason"]!, StringComparison.Ordinal);
        Assert.Empty(events.Of("Node"));
    }

    [Fact]
    public void ClosingPoolsAndLostTraceEventsAreTold()
    {
        using var events = new Recorder(EventLevel.Informational);
        var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2, Name = "closing" });
        pool.Dispose();
        pool.Dispose();
        Assert.Equal(("closing", 2), ((string?)Assert.Single(events.Of("PoolClosing"))["pool"], (int?)events.Of("PoolClosing")[0]["workers"]));

        var trace = RunTrace.Start(new RunTraceOptions { EventsPerThread = 2 });
        Graph.Jit<int, int>(Branches, new JitOptions { Mode = ExecutionMode.Sequential }).Invoke(1);
        trace.Dispose();
        trace.Dispose();
        Assert.Equal(trace.LostEvents, Assert.Single(events.Of("TraceEventsLost"))["events"]);
    }

    [Fact]
    public void NothingIsWrongWithTheManifest()
    {
        using var events = new Recorder(EventLevel.Verbose);
        Assert.Null(Xcs.Diagnostics.Telemetry.XcsEventSource.Log.ConstructionException);
        Assert.NotNull(EventSource.GenerateManifest(typeof(Xcs.Diagnostics.Telemetry.XcsEventSource), "", EventManifestOptions.Strict));
    }

    private sealed class Recorder : EventListener
    {
        private readonly ConcurrentQueue<(string Name, Dictionary<string, object?> Payload)> _events = [];

        public Recorder(EventLevel level) => EnableEvents(Xcs.Diagnostics.Telemetry.XcsEventSource.Log, level, EventKeywords.All);

        public Dictionary<string, object?>[] Of(string name) => [.. _events.Where(entry => entry.Name == name).Select(static entry => entry.Payload)];

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventSource.Name == "Xcs")
                _events.Enqueue((eventData.EventName!, new(eventData.PayloadNames!.Zip(eventData.Payload!, static (name, value) => new KeyValuePair<string, object?>(name, value)))));
        }
    }
}
