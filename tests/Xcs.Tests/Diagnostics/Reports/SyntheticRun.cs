using System.Diagnostics;
using Xcs.Diagnostics;
using Xcs.Planning;

namespace Xcs.Tests.Diagnostics.Reports;

/// <summary>Runs that never took place: the events that a graph would leave behind if its nodes took given times. All times are in nanoseconds.</summary>
internal sealed class SyntheticRun
{
    private const long Origin = 1_000_000_000;

    private readonly DataflowGraph _graph;
    private readonly ExecutionMode _mode;
    private readonly double[] _costs;
    private readonly double[] _ended;
    private readonly double[] _free;
    private readonly List<TraceEvent> _events = [];

    private SyntheticRun(DataflowGraph graph, ExecutionMode mode, double[] costs, int workers)
    {
        (_graph, _mode, _costs) = (graph, mode, costs);
        _ended = new double[costs.Length];
        _free = new double[workers];
    }

    /// <summary>Units wave by wave, each on the thread that is free first; the first thread is the caller.</summary>
    /// <param name="graph">The graph; only plain nodes.</param>
    /// <param name="mode">In <see cref="ExecutionMode.Waves"/> nodes wait for the wave before.</param>
    /// <param name="cost">What a node takes, by the name of its operator.</param>
    /// <param name="workers">How many threads.</param>
    /// <param name="overhead">What passes before each unit on its thread.</param>
    public static RunRecording Of(DataflowGraph graph, ExecutionMode mode, Func<Node, double> cost, int workers, double overhead = 0)
    {
        var costs = graph.Nodes.Select(node => graph.Operators[node.Id.Value].IsGiven ? 0 : cost(node)).ToArray();
        return new SyntheticRun(graph, mode, costs, workers).Record(overhead);
    }

    public static long TicksOf(double nanoseconds) => Origin + (long)Math.Round(nanoseconds * Stopwatch.Frequency / 1e9);

    private RunRecording Record(double overhead)
    {
        var units = _graph.Units;
        for (var wave = 0; wave + 1 < units.WaveStart.Length; wave++)
        {
            var opened = _mode == ExecutionMode.Waves ? _free.Max() : 0;
            for (var unit = units.WaveStart[wave]; unit < units.WaveStart[wave + 1]; unit++)
                Run(units.Order[units.UnitStart[unit]..units.UnitStart[unit + 1]], opened, overhead);
        }

        var makespan = _free.Max();
        _events.Insert(0, Event(TraceEventKind.Run, null, -1, 0, 0, makespan, null));
        var path = CriticalPath.Of(_graph, _costs);
        var summary = new RunSummary(1, _graph.Name, _mode, _free.Length, TraceOutcome.Done, path.Work, path.WorkerTime, path.Span, makespan, 0);
        return new RunRecording(summary, units, Array.ConvertAll(_costs, static cost => new NodeCost(cost, cost, cost)), _events);
    }

    private void Run(int[] unit, double opened, double overhead)
    {
        var lane = Array.IndexOf(_free, _free.Min());
        var levels = WaveTable.Of(_graph).Levels;
        foreach (var node in unit)
        {
            var ready = _graph.Inputs[node].ToArray().Concat(_graph.Ordering[node].ToArray()).Max(earlier => _ended[earlier]);
            var started = Math.Max(_free[lane], Math.Max(ready, opened)) + (node == unit[0] ? overhead : 0);
            _free[lane] = _ended[node] = started + _costs[node];
            _events.Add(Event(TraceEventKind.Node, new NodeId(node), levels[node], lane, started, _ended[node], ready));
        }
    }

    private TraceEvent Event(TraceEventKind kind, NodeId? node, int wave, int lane, double started, double ended, double? queued) => new()
    {
        Run = 1,
        Kind = kind,
        Graph = _graph,
        Node = node,
        Operator = node is { } id ? _graph[id].Operator.Name : _graph.Name,
        Activation = 0,
        Item = -1,
        Wave = wave,
        FirstUnit = -1,
        UnitCount = 0,
        Thread = lane == 0 ? TraceThread.Caller : TraceThread.Worker,
        Worker = lane - 1,
        ThreadId = lane + 1,
        ThreadName = lane == 0 ? "caller" : $"xcs-{lane - 1}",
        Queued = queued is { } at ? TicksOf(at) : null,
        Started = TicksOf(started),
        Ended = TicksOf(ended),
        Outcome = TraceOutcome.Done,
        IsSuspended = false,
    };
}
