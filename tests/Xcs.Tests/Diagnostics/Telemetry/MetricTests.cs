using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Xcs.Tests.Execution;
using static Xcs.Tests.Diagnostics.TracedPrograms;

namespace Xcs.Tests.Diagnostics.Telemetry;

[Collection(nameof(Recording))]
public sealed class MetricTests
{
    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public async Task RunsWavesAndNodesAreMeasured(ExecutionMode mode, CompilationMode compilation)
    {
        using var meter = new Recorder();
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = mode, Compilation = compilation });
        for (var k = 0; k < 10; k++)
            _ = k % 2 == 0 ? fast.Invoke(1) : await fast.InvokeAsync(1);
        var runs = meter.Of("xcs.run.duration", fast.Graph);
        Assert.Equal(10, runs.Count);
        Assert.Equal(40, meter.Of("xcs.wave.duration", fast.Graph).Count);
        var nodes = meter.Of("xcs.node.duration", fast.Graph);
        Assert.Equal(60, nodes.Count);
        Assert.Equal(30, nodes.Count(static node => (string?)node.Tags["xcs.operator.name"] == "Step"));
        Assert.Equal(60, meter.Of("xcs.node.time_in_queue", fast.Graph).Count);
        Assert.All(meter.All, static measured => Assert.True(measured.Value >= 0));
        Assert.DoesNotContain(nodes, node => node.Value > runs.Max(static run => run.Value));
        Assert.All(runs, static run => Assert.DoesNotContain("error.type", run.Tags.Keys));
        if (mode != ExecutionMode.Auto)
            Assert.Contains(runs, run => (string?)run.Tags["xcs.run.mode"] == Xcs.Diagnostics.Telemetry.Texts.Of(mode));
    }

    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public void FailuresHaveTheirType(ExecutionMode mode, CompilationMode compilation)
    {
        using var meter = new Recorder();
        var fast = Graph.Jit((Traced<int> x) => x.Then(Step).Then(FailOnNegative).Then(Step), new JitOptions { Mode = mode, Compilation = compilation });
        Assert.Throws<ArgumentOutOfRangeException>(() => fast.Invoke(-10));
        Assert.Equal("System.ArgumentOutOfRangeException", Assert.Single(meter.Of("xcs.run.duration", fast.Graph)).Tags["error.type"]);
        var nodes = meter.Of("xcs.node.duration", fast.Graph);
        Assert.Equal(2, nodes.Count);
        Assert.Equal("System.ArgumentOutOfRangeException", Assert.Single(nodes, static node => node.Tags.ContainsKey("error.type")).Tags["error.type"]);
        // The wave of a node that was left out has no duration.
        Assert.Equal(2, meter.Of("xcs.wave.duration", fast.Graph).Count);
    }

    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public void UnitsAreCounted(ExecutionMode mode, CompilationMode compilation)
    {
        using var meter = new Recorder();
        var fast = Graph.Jit((Traced<int[][]> rows) => Graph.Map(rows, row => Graph.Map(row, value => value.Then(Step))), new JitOptions { Mode = mode, Compilation = compilation });
        fast.Invoke([[1, 2, 3], [4, 5], [6]]);
        Assert.Equal(3 + 6, meter.Of("xcs.units", fast.Graph).Sum(static measured => measured.Value));
    }

    [Fact]
    public void TimeInQueueIsTimeSpentReadyAndWaiting()
    {
        using var meter = new Recorder();
        // In program order the second node waits for the first although it could have started with it.
        var fast = Graph.Jit(
            (Traced<int> x) => Graph.Call(Add, Graph.Call(v => { Spin(microseconds: 2000); return v; }, x), Graph.Call(Twice, x)),
            new JitOptions { Mode = ExecutionMode.Sequential });
        fast.Invoke(1);
        var queued = meter.Of("xcs.node.time_in_queue", fast.Graph).ToDictionary(static measured => (string)measured.Tags["xcs.operator.name"]!, static measured => measured.Value);
        Assert.True(queued["Twice"] >= 0.002);
        Assert.True(queued["Add"] < queued["Twice"]);
    }

    [Fact]
    public void CacheHitsAndRetracesAreCounted()
    {
        using var meter = new Recorder();
        for (var k = 0; k < 3; k++)
            Graph.Jit(static (Traced<int> x) => x.Then(Step));
        Assert.Equal(2, meter.All.Where(static measured => measured.Name == "xcs.jit.cache_hits").Sum(static measured => measured.Value));
        Assert.DoesNotContain(meter.All, static measured => measured.Name == "xcs.jit.retraces");

        for (var k = 0; k < 3; k++)
        {
            var captured = k;
            Graph.Jit((Traced<int> x) => x.Then(v => v + captured));
        }

        var retraces = meter.All.Where(static measured => measured.Name == "xcs.jit.retraces").ToArray();
        Assert.Equal(2, retraces.Length);
        Assert.All(retraces, static retrace => Assert.Equal("the function captures values", retrace.Tags["xcs.retrace.reason"]));
        Assert.All(retraces, static retrace => Assert.Contains(nameof(CacheHitsAndRetracesAreCounted), (string)retrace.Tags["xcs.function.name"]!, StringComparison.Ordinal));
    }

    [Fact]
    public void TierChangesAreCounted()
    {
        using var meter = new Recorder();
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = ExecutionMode.Sequential });
        for (var k = 0; k < 4; k++)
            fast.Invoke(1);
        Assert.True(SpinWait.SpinUntil(() => meter.Of("xcs.tier.changes", fast.Graph).Count > 0, TimeSpan.FromSeconds(30)));
        var change = Assert.Single(meter.Of("xcs.tier.changes", fast.Graph));
        Assert.Equal(("sequential", "settled"), ((string?)change.Tags["xcs.run.mode"], (string?)change.Tags["xcs.tier.stage"]));
    }

    [Fact]
    public async Task ActiveWorkersAreThoseThatAreNotAsleep()
    {
        using var meter = new Recorder();
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 2, Name = nameof(ActiveWorkersAreThoseThatAreNotAsleep) });
        double? Active() => meter.Observe("xcs.pool.active_workers").SingleOrDefault(measured => (string?)measured.Tags["xcs.pool.name"] == pool.Options.Name)?.Value;
        Assert.True(SpinWait.SpinUntil(() => Active() == 0, TimeSpan.FromSeconds(30)), $"{Active()} workers of an idle pool are active");

        using var isHeld = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var held = Task.Factory.StartNew(
            () =>
            {
                isHeld.Set();
                release.Wait();
            },
            CancellationToken.None, TaskCreationOptions.None, pool);
        isHeld.Wait();
        Assert.InRange(Active()!.Value, 1, 2);
        release.Set();
        await held;
        pool.Dispose();
        Assert.Null(Active());
    }

    [Fact]
    public void ListenersThatComeWhileAFunctionIsHotAreNoticed()
    {
        var fast = Graph.Jit((Traced<int> x) => x.Then(Step), new JitOptions { Compilation = CompilationMode.Immediate, Mode = ExecutionMode.Sequential });
        for (var k = 0; k < 100; k++)
            fast.Invoke(k);
        using var meter = new Recorder();
        for (var k = 0; k < 132; k++)
            fast.Invoke(k);
        Assert.InRange(meter.Of("xcs.run.duration", fast.Graph).Count, 132 - 32, 132);
    }

    [Fact]
    public void RunsAreMeasuredAloneWhereNobodyAsksForNodes()
    {
        using var meter = new Recorder(static instrument => instrument.Name == "xcs.run.duration");
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = ExecutionMode.Waves, Pool = SharedPools.Of(2) });
        fast.Invoke(1);
        Assert.Single(meter.All);
    }

    private sealed record Measured(string Name, double Value, Dictionary<string, object?> Tags);

    private sealed class Recorder : IDisposable
    {
        private readonly ConcurrentQueue<Measured> _measured = [];
        private readonly MeterListener _listener = new();

        public Recorder(Predicate<Instrument>? wanted = null)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Xcs" && (wanted?.Invoke(instrument) ?? true))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public IReadOnlyCollection<Measured> All => _measured;

        public List<Measured> Of(string name, DataflowGraph graph) => [.. _measured.Where(measured => measured.Name == name && (string?)measured.Tags["xcs.graph.name"] == graph.Name)];

        public List<Measured> Observe(string name)
        {
            _measured.Clear();
            _listener.RecordObservableInstruments();
            return [.. _measured.Where(measured => measured.Name == name)];
        }

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _measured.Enqueue(new Measured(instrument.Name, value, new Dictionary<string, object?>(tags.ToArray())));
    }
}
