using System.Diagnostics;

namespace Xcs.Diagnostics.Telemetry;

/// <summary>
/// The spans of one run below its own: one for each wave, from the start of its first node to the end of its last, and in it one for each
/// node. Waves of a run without barriers overlap, and so do their spans.
/// </summary>
internal sealed class NodeSpans
{
    // A span takes some kilobytes until it is exported: a run of more nodes tells of itself only, and says so.
    private const int MostNodes = 4096;

    private readonly Activity _run;
    private readonly DataflowGraph _graph;
    private readonly Lock _gate = new();
    private readonly Activity?[] _waves;
    private readonly Activity?[] _nodes;

    private NodeSpans(Activity run, DataflowGraph graph)
    {
        (_run, _graph) = (run, graph);
        _waves = new Activity?[graph.Waves.WaveCount];
        _nodes = new Activity?[graph.NodeCount];
    }

    /// <summary>Null where the graph has too many nodes for spans.</summary>
    public static NodeSpans? Of(Activity run, DataflowGraph graph)
    {
        if (graph.NodeCount <= MostNodes)
            return new NodeSpans(run, graph);
        run.SetTag(Tags.RunNodesOmitted, true);
        return null;
    }

    public Activity? Of(int node) => Volatile.Read(ref _nodes[node]);

    public Activity? Start(int node)
    {
        var span = Start(OfWave(_graph.Waves.Levels[node]), $"node {_graph.Operators[node].Name}");
        if (span is { IsAllDataRequested: true })
            Describe(span, node);
        Volatile.Write(ref _nodes[node], span);
        return span;
    }

    public void End(int node, TraceOutcome outcome, Exception? failure)
    {
        if (Of(node) is not { } span)
            return;
        span.SetTag(Tags.Outcome, Texts.Of(outcome));
        if (failure is not null)
            Spans.Fail(span, failure);
        Spans.End(span);
    }

    public void EndWave(int wave)
    {
        if (_waves[wave] is { } span)
            Spans.End(span);
    }

    // Of several threads that start nodes of a wave, one starts the wave.
    private Activity OfWave(int wave)
    {
        if (Volatile.Read(ref _waves[wave]) is { } known)
            return known;
        lock (_gate)
        {
            if (_waves[wave] is { } other)
                return other;
            var span = Start(_run, $"wave {wave}");
            span?.SetTag(Tags.WaveIndex, wave);
            span?.SetTag(Tags.WaveNodes, _graph.Waves[wave].Length);
            // A sampler that refuses a wave gets its nodes below the run.
            if (span is not null)
                Volatile.Write(ref _waves[wave], span);
            return span ?? _run;
        }
    }

    // By way of the current span and not by its context: so the child sees the parent's baggage.
    private static Activity? Start(Activity parent, string name)
    {
        using var _ = CurrentSpan.Enter(parent);
        return Spans.Source.StartActivity(name);
    }

    private void Describe(Activity span, int node)
    {
        var (operation, source) = (_graph.Operators[node], _graph.Sources[node]);
        span.SetTag(Tags.NodeId, node);
        span.SetTag(Tags.OperatorName, operation.Name);
        span.SetTag(Tags.OperatorKind, Texts.Of(operation.Kind));
        span.SetTag(Tags.ThreadName, Thread.CurrentThread.Name);
        if (!source.IsKnown)
            return;
        span.SetTag(Tags.File, source.File);
        span.SetTag(Tags.Line, source.Line);
    }
}
