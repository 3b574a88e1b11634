using System.Collections.Concurrent;
using System.Diagnostics;

namespace Xcs.Tests.Diagnostics.Telemetry;

/// <summary>Listens to the spans of Xcs, and to those that the tests make themselves.</summary>
internal sealed class SpanRecorder : IDisposable
{
    public static readonly ActivitySource User = new("Xcs.Tests");

    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;
    private int _started;

    public SpanRecorder(ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "Xcs" || source == User,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Source == User ? ActivitySamplingResult.AllData : sampling,
            ActivityStarted = _ => Interlocked.Increment(ref _started),
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        // Functions that are one compiled method would notice the listener only after some calls, unless another test's were seen just before.
        Xcs.Diagnostics.Telemetry.Telemetry.Look();
    }

    public int Started => Volatile.Read(ref _started);

    public Activity[] All => [.. _ended];

    public Activity Run => One("run ");

    public Activity[] Waves => Named("wave ");

    public Activity[] Nodes => Named("node ");

    public Activity One(string start) => Assert.Single(Named(start));

    public Activity[] Named(string start) => [.. _ended.Where(span => span.DisplayName.StartsWith(start, StringComparison.Ordinal)).OrderBy(span => span.GetTagItem("xcs.node.id") ?? 0)];

    public Activity ParentOf(Activity span) => Assert.Single(_ended, other => other.SpanId == span.ParentSpanId);

    public void Clear()
    {
        _ended.Clear();
        _started = 0;
    }

    public void Dispose() => _listener.Dispose();
}
