using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace Xcs.Diagnostics.Telemetry;

/// <summary>
/// Tells listeners of the nodes of one run, and of its waves. Bodies of control nodes count as their node. Used by all threads of the run
/// at once; each node is told of by one at a time.
/// </summary>
internal sealed class NodeTelemetry
{
    private readonly long _run;
    private readonly DataflowGraph _graph;
    private readonly NodeSpans? _spans;
    private readonly long _opened = Stopwatch.GetTimestamp();

    // By node: when it ended. Written before what waits for the node can start.
    private readonly long[] _ended;

    // By wave: when its first node started, 0 before; and how many nodes are left.
    private readonly long[] _waveStarted;
    private readonly int[] _waveLeft;

    public NodeTelemetry(long run, DataflowGraph graph, NodeSpans? spans)
    {
        (_run, _graph, _spans) = (run, graph, spans);
        _ended = new long[graph.NodeCount];
        var waves = graph.Waves;
        _waveStarted = new long[waves.WaveCount];
        _waveLeft = new int[waves.WaveCount];
        for (var wave = 0; wave < _waveLeft.Length; wave++)
            _waveLeft[wave] = waves[wave].Length;
    }

    /// <summary>A node is about to start.</summary>
    /// <returns>Its span, which should be the current one while it runs; null where nobody asked for spans.</returns>
    public Activity? Started(int node)
    {
        ref var started = ref _waveStarted[_graph.Waves.Levels[node]];
        if (Volatile.Read(ref started) == 0)
            Interlocked.CompareExchange(ref started, Stopwatch.GetTimestamp(), 0);
        return _spans?.Start(node);
    }

    /// <summary>The span of a node that has started and not ended.</summary>
    public Activity? SpanOf(int node) => _spans?.Of(node);

    /// <summary>A node that has started has ended, on whichever thread.</summary>
    public void Ended(int node, long started, long ended, TraceOutcome outcome, Exception? failure)
    {
        if (Instruments.TimeInQueue.Enabled)
            Instruments.TimeInQueue.Record(Seconds(started - Ready(node)), Tags.Of(Tags.GraphName, _graph.Name), Tags.Of(Tags.OperatorName, Name(node)));
        if (Instruments.NodeDuration.Enabled)
            RecordDuration(node, ended - started, failure);
        if (XcsEventSource.Log.IsEnabled(EventLevel.Verbose, XcsEventSource.Keywords.Nodes))
            XcsEventSource.Log.Node(_run, node, Name(node), Texts.Of(outcome), Seconds(ended - started));
        _spans?.End(node, outcome, failure);
        Left(node, ended);
    }

    /// <summary>A node takes no time: it gives the run's token, or is left out.</summary>
    public void Passed(int node) => Left(node, Stopwatch.GetTimestamp());

    /// <summary>Units of a node, or of one in a body, have been executed.</summary>
    public void Units(Operator operation, int first, int count, long ticks)
    {
        if (Instruments.Units.Enabled)
            Instruments.Units.Add(count, Tags.Of(Tags.GraphName, _graph.Name), Tags.Of(Tags.OperatorName, operation.Name));
        if (XcsEventSource.Log.IsEnabled(EventLevel.Verbose, XcsEventSource.Keywords.Nodes))
            XcsEventSource.Log.Units(_run, operation.Name, first, count, Seconds(ticks));
    }

    /// <summary>A node of the graph itself expands.</summary>
    public void Announce(int node, int units) => _spans?.Of(node)?.SetTag(Tags.NodeUnits, units);

    private void RecordDuration(int node, long ticks, Exception? failure)
    {
        var tags = new TagList { { Tags.GraphName, _graph.Name }, { Tags.OperatorName, Name(node) } };
        Tags.AddError(ref tags, failure is null ? null : Texts.ErrorType(failure));
        Instruments.NodeDuration.Record(Seconds(ticks), tags);
    }

    private void Left(int node, long ended)
    {
        Volatile.Write(ref _ended[node], ended);
        var wave = _graph.Waves.Levels[node];
        if (Interlocked.Decrement(ref _waveLeft[wave]) != 0)
            return;
        // Of nodes that end at the same time the one that read the clock first may come last.
        if (Volatile.Read(ref _waveStarted[wave]) is not 0 and var started)
            Instruments.WaveDuration.Record(Seconds(Math.Max(ended - started, 0)), Tags.Of(Tags.GraphName, _graph.Name));
        _spans?.EndWave(wave);
    }

    private long Ready(int node) => Math.Max(Latest(_graph.Inputs[node]), Latest(_graph.Ordering[node]));

    private long Latest(ReadOnlySpan<int> dependencies)
    {
        var latest = _opened;
        foreach (var dependency in dependencies)
            latest = Math.Max(latest, Volatile.Read(ref _ended[dependency]));
        return latest;
    }

    private string Name(int node) => _graph.Operators[node].Name;

    private static double Seconds(long ticks) => (double)ticks / Stopwatch.Frequency;
}
