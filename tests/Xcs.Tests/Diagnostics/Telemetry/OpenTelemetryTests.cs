using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using static Xcs.Tests.Diagnostics.TracedPrograms;

namespace Xcs.Tests.Diagnostics.Telemetry;

/// <summary>What the OpenTelemetry SDK makes of the telemetry.</summary>
[Collection(nameof(Recording))]
public sealed class OpenTelemetryTests
{
    [Fact]
    public void SdkSeesNodesInWavesInRunsInTheCallersSpan()
    {
        var exporter = new MemoryExporter<Activity>();
        using var provider = Sdk.CreateTracerProviderBuilder()
            .AddSource("Xcs", SpanRecorder.User.Name)
            .AddProcessor(new SimpleActivityExportProcessor(exporter))
            .Build();
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = ExecutionMode.Eager });
        using (SpanRecorder.User.StartActivity("caller"))
            fast.Invoke(1);
        provider.ForceFlush();

        var byId = exporter.Items.ToDictionary(span => span.SpanId);
        string[] Path(Activity span) => byId.TryGetValue(span.ParentSpanId, out var parent) ? [.. Path(parent), span.DisplayName] : [span.DisplayName];
        var run = $"run {fast.Graph.Name}";
        Assert.Equal(
            [
                $"caller/{run}/wave 0/node Step",
                $"caller/{run}/wave 1/node Step",
                $"caller/{run}/wave 1/node Twice",
                $"caller/{run}/wave 2/node Step",
                $"caller/{run}/wave 2/node Twice",
                $"caller/{run}/wave 3/node Add",
            ],
            exporter.Items.Where(span => span.DisplayName.StartsWith("node ", StringComparison.Ordinal)).Select(span => string.Join('/', Path(span))).Order(StringComparer.Ordinal));
        Assert.Equal(1 + 1 + 4 + 6, exporter.Items.Count);
    }

    [Fact]
    public async Task SdkSeesTheLinkOfAStream()
    {
        var exporter = new MemoryExporter<Activity>();
        using var provider = Sdk.CreateTracerProviderBuilder()
            .AddSource("Xcs", SpanRecorder.User.Name)
            .AddProcessor(new SimpleActivityExportProcessor(exporter))
            .Build();
        var fast = Graph.Jit((Traced<int> x) => x.Then(Step));
        using var caller = SpanRecorder.User.StartActivity("caller");
        await foreach (var _ in fast.StreamAsync(new[] { 1, 2 }.ToAsyncEnumerable()))
        {
        }

        provider.ForceFlush();
        var stream = Assert.Single(exporter.Items);
        Assert.Equal(caller!.Context, Assert.Single(stream.Links).Context);
    }

    [Fact]
    public void RunsThatAreNotSampledExportNothing()
    {
        var exporter = new MemoryExporter<Activity>();
        using var provider = Sdk.CreateTracerProviderBuilder()
            .AddSource("Xcs")
            .SetSampler(new AlwaysOffSampler())
            .AddProcessor(new SimpleActivityExportProcessor(exporter))
            .Build();
        Graph.Jit<int, int>(Branches, new JitOptions { Mode = ExecutionMode.Eager }).Invoke(1);
        provider.ForceFlush();
        Assert.Empty(exporter.Items);
    }

    [Fact]
    public void SdkCollectsTheMeter()
    {
        var exporter = new MemoryExporter<Metric>();
        using var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter("Xcs")
            .AddReader(new BaseExportingMetricReader(exporter))
            .Build();
        Graph.Jit<int, int>(Branches, new JitOptions { Mode = ExecutionMode.Eager }).Invoke(1);
        provider.ForceFlush();
        Assert.Contains(exporter.Items, static metric => metric is { Name: "xcs.run.duration", Unit: "s", MetricType: MetricType.Histogram });
        Assert.Contains(exporter.Items, static metric => metric is { Name: "xcs.node.duration", Unit: "s", MetricType: MetricType.Histogram });
    }

    [Fact]
    public void AViewThatDropsNodesLeavesRunsCompiled()
    {
        var exporter = new MemoryExporter<Metric>();
        using var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter("Xcs")
            .AddView("xcs.node.*", MetricStreamConfiguration.Drop)
            .AddView("xcs.wave.*", MetricStreamConfiguration.Drop)
            .AddView("xcs.units", MetricStreamConfiguration.Drop)
            .AddReader(new BaseExportingMetricReader(exporter))
            .Build();
        Assert.False(Xcs.Diagnostics.Telemetry.Telemetry.IsOnForNodes);
        Graph.Jit<int, int>(Branches, new JitOptions { Mode = ExecutionMode.Eager }).Invoke(1);
        provider.ForceFlush();
        Assert.Contains(exporter.Items, static metric => metric.Name == "xcs.run.duration");
        Assert.DoesNotContain(exporter.Items, static metric => metric.Name.StartsWith("xcs.node", StringComparison.Ordinal));
    }

    private sealed class MemoryExporter<T> : BaseExporter<T>
        where T : class
    {
        public List<T> Items { get; } = [];

        public override ExportResult Export(in Batch<T> batch)
        {
            foreach (var item in batch)
                Items.Add(item);
            return ExportResult.Success;
        }
    }
}
