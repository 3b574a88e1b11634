using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace Xcs.Diagnostics.Telemetry;

/// <summary>Tells listeners of one run. What they want to know of it is decided once, when it opens.</summary>
internal sealed class RunTelemetry
{
    private static long s_runs;

    private readonly long _number = Interlocked.Increment(ref s_runs);
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly DataflowGraph _graph;
    private readonly string _mode;
    private readonly Activity? _span;
    private readonly Activity? _callersSpan;

    private RunTelemetry(DataflowGraph graph, ExecutionMode mode, int workers)
    {
        _graph = graph;
        _mode = Texts.Of(mode);
        if (XcsEventSource.Log.IsEnabled(EventLevel.Informational, XcsEventSource.Keywords.Runs))
            XcsEventSource.Log.RunStart(_number, graph.Name, _mode, workers);
        _callersSpan = Activity.Current;
        _span = StartSpan(graph, workers);
        var spans = _span is { IsAllDataRequested: true } ? NodeSpans.Of(_span, graph) : null;
        if (spans is not null || Telemetry.IsOnForNodes)
            Nodes = new NodeTelemetry(_number, graph, spans);
    }

    /// <summary>Who listens to the nodes of the run; null where nobody does, so that it may run compiled.</summary>
    public NodeTelemetry? Nodes { get; }

    /// <summary>Whether the run is the current span of the thread that opened it.</summary>
    public bool HasSpan => _span is not null;

    /// <summary>Null where nobody listens.</summary>
    /// <remarks>Where there is a span, it becomes the current one of the calling thread.</remarks>
    public static RunTelemetry? Of(DataflowGraph graph, ExecutionMode mode, int workers) =>
        Telemetry.Look() ? new RunTelemetry(graph, mode, workers) : null;

    /// <summary>The calling thread has started the run and goes its own way.</summary>
    public void LeaveCaller()
    {
        if (_span is not null && Spans.CanBeCurrent(_callersSpan))
            Activity.Current = _callersSpan;
    }

    /// <summary>The run is over. Called once, by whichever thread.</summary>
    public void Ended(Exception? failure, bool isCancelled)
    {
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        var errorType = isCancelled ? typeof(OperationCanceledException).FullName : failure is null ? null : Texts.ErrorType(failure);
        var outcome = Texts.Of(isCancelled ? TraceOutcome.Dropped : failure is null ? TraceOutcome.Done : TraceOutcome.Failed);
        if (Instruments.RunDuration.Enabled)
        {
            var tags = new TagList { { Tags.GraphName, _graph.Name }, { Tags.RunMode, _mode } };
            Tags.AddError(ref tags, errorType);
            Instruments.RunDuration.Record(seconds, tags);
        }

        if (failure is not null && !isCancelled)
            XcsEventSource.Log.RunFailed(_number, _graph.Name, seconds, errorType!, failure.Message);
        if (XcsEventSource.Log.IsEnabled(EventLevel.Informational, XcsEventSource.Keywords.Runs))
            XcsEventSource.Log.RunStop(_number, _graph.Name, outcome, seconds);
        if (_span is not null)
            EndSpan(_span, failure, isCancelled, outcome);
    }

    private Activity? StartSpan(DataflowGraph graph, int workers)
    {
        var span = Spans.Source.StartActivity($"run {graph.Name}");
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag(Tags.GraphName, graph.Name);
            span.SetTag(Tags.GraphNodes, graph.NodeCount);
            span.SetTag(Tags.RunMode, _mode);
            span.SetTag(Tags.RunWorkers, workers);
        }

        return span;
    }

    private static void EndSpan(Activity span, Exception? failure, bool isCancelled, string outcome)
    {
        span.SetTag(Tags.Outcome, outcome);
        if (isCancelled)
            Spans.Cancel(span);
        else if (failure is not null)
            Spans.Fail(span, failure);
        Spans.End(span);
    }
}
