using System.Runtime.InteropServices;
using Xcs.Planning;

namespace Xcs.Diagnostics;

/// <summary>Puts together what the threads have written down, and works out what was not written: runs' numbers, waves, when nodes became ready.</summary>
internal sealed class TraceAssembly
{
    private readonly (TraceEntry Entry, TraceBuffer Buffer)[] _records;
    private readonly Dictionary<TracedRun, int> _numbers = [];
    private readonly Dictionary<(RunScope Scope, int Node), TraceEntry> _nodes = [];
    private readonly Dictionary<(RunScope Scope, int Node), (long Left, long Back)> _waits = [];
    private readonly Dictionary<DataflowGraph, int[]> _levels = [];

    private TraceAssembly((TraceEntry Entry, TraceBuffer Buffer)[] records)
    {
        _records = records;
        foreach (var (entry, _) in records)
        {
            _numbers.TryAdd(entry.Scope.Run!, _numbers.Count + 1);
            if (entry.Tags.Kind == TraceEventKind.Node)
                _nodes[(entry.Scope, entry.Node)] = entry;
            else if (entry.Tags.Kind == TraceEventKind.Part)
                NotePart(entry);
        }
    }

    /// <summary>What the buffers hold of runs that began no earlier than one and no later than another.</summary>
    public static TraceAssembly Of(IEnumerable<TraceBuffer> buffers, long firstSequence, long lastSequence)
    {
        var records = new List<(TraceEntry Entry, TraceBuffer Buffer)>();
        foreach (var buffer in buffers)
        {
            foreach (var entry in buffer.Entries())
            {
                if (entry.Scope.Run!.Sequence >= firstSequence && entry.Scope.Run.Sequence <= lastSequence)
                    records.Add((entry, buffer));
            }
        }

        // What contains another comes first; the rest of the key makes the order one and the same for the same trace.
        return new TraceAssembly([.. records
            .OrderBy(static record => record.Entry.Scope.Run!.Sequence)
            .ThenBy(static record => record.Entry.Started)
            .ThenByDescending(static record => record.Entry.Ended)
            .ThenBy(static record => record.Entry.Tags.Kind)
            .ThenBy(static record => record.Entry.Scope.Activation)
            .ThenBy(static record => record.Entry.Node)
            .ThenBy(static record => record.Entry.FirstUnit)]);
    }

    public TraceEvent[] Events() => Array.ConvertAll(_records, record => Event(record.Entry, record.Buffer));

    public RunSummary[] Summaries()
    {
        var times = Times();
        return [.. Ended().Select(run => Summary(run, times))];
    }

    public RunReport[] Reports()
    {
        var times = Times();
        var events = _records.ToLookup(static record => record.Entry.Scope.Run!, record => Event(record.Entry, record.Buffer));
        return [.. Ended().Select(run => Report(run, times, events[run.Scope.Run!]))];
    }

    /// <summary>Null where the run is not there or has not ended.</summary>
    public RunReport? Report(int number)
    {
        foreach (var run in Ended().Where(run => _numbers[run.Scope.Run!] == number))
            return Report(run, Times(), _records.Where(record => record.Entry.Scope.Run == run.Scope.Run).Select(record => Event(record.Entry, record.Buffer)));
        return null;
    }

    private NodeTimes Times() => new(_records.Select(static record => record.Entry));

    private IEnumerable<TraceEntry> Ended() => _records.Where(static record => record.Entry.Tags.Kind == TraceEventKind.Run).Select(static record => record.Entry);

    private RunReport Report(in TraceEntry run, NodeTimes times, IEnumerable<TraceEvent> events) =>
        new(new RunRecording(Summary(run, times), run.Scope.UnitGraph, times.ByNode(run.Scope), [.. events]));

    private RunSummary Summary(in TraceEntry run, NodeTimes times)
    {
        var cost = times.Of(run.Scope);
        var traced = run.Scope.Run!;
        return new RunSummary(
            _numbers[traced],
            run.Scope.Graph.Name,
            traced.Mode,
            traced.Workers,
            run.Tags.Outcome,
            cost.Work,
            cost.WorkerTime,
            cost.Span,
            Ticks.ToNanoseconds(run.Ended - run.Started),
            traced.Lost);
    }

    private TraceEvent Event(in TraceEntry entry, TraceBuffer buffer)
    {
        var (scope, graph, isRun) = (entry.Scope, entry.Scope.Graph, entry.Node < 0);
        var waited = entry.Tags is { Kind: TraceEventKind.Node, IsSuspended: true } && _waits.TryGetValue((scope, entry.Node), out var wait) ? wait : default((long Left, long Back)?);
        return new TraceEvent
        {
            Run = _numbers[scope.Run!],
            Kind = entry.Tags.Kind,
            Graph = graph,
            Node = isRun ? null : new NodeId(entry.Node),
            Operator = isRun ? graph.Name : graph.Operators[entry.Node].Name,
            Activation = scope.Activation,
            Item = scope.Item,
            Wave = isRun ? -1 : Levels(graph)[entry.Node],
            FirstUnit = entry.FirstUnit,
            UnitCount = entry.UnitCount,
            Thread = entry.Tags.Thread,
            Worker = entry.Worker,
            ThreadId = buffer.ThreadId,
            ThreadName = buffer.ThreadName,
            Queued = entry.Tags.Kind switch
            {
                TraceEventKind.Node => Ready(scope, entry.Node),
                TraceEventKind.Units => _nodes.TryGetValue((scope, entry.Node), out var node) ? node.Started : null,
                _ => null,
            },
            Started = entry.Started,
            Ended = entry.Ended,
            Suspended = waited is { } left ? Math.Min(left.Left, entry.Ended) : null,
            Resumed = waited is { } back ? Math.Min(back.Back, entry.Ended) : null,
            Outcome = entry.Tags.Outcome,
            IsSuspended = entry.Tags.IsSuspended,
        };
    }

    // The first part ends where the node was left, the last one starts where it went on.
    private void NotePart(in TraceEntry part)
    {
        ref var wait = ref CollectionsMarshal.GetValueRefOrAddDefault(_waits, (part.Scope, part.Node), out var isKnown);
        wait = isKnown ? (Math.Min(wait.Left, part.Ended), Math.Max(wait.Back, part.Started)) : (part.Ended, part.Started);
    }

    private int[] Levels(DataflowGraph graph)
    {
        if (!_levels.TryGetValue(graph, out var levels))
            _levels.Add(graph, levels = WaveTable.Of(graph).Levels);
        return levels;
    }

    // When the last of those that a node waits for had ended; null where one of them is missing.
    private long? Ready(RunScope scope, int node)
    {
        long? ready = scope.Opened;
        Wait(scope.Graph.Inputs[node]);
        Wait(scope.Graph.Ordering[node]);
        return ready;

        void Wait(ReadOnlySpan<int> dependencies)
        {
            foreach (var dependency in dependencies)
            {
                if (scope.Graph.Operators[dependency].IsGiven)
                    continue;
                ready = ready is { } latest && _nodes.TryGetValue((scope, dependency), out var entry) ? Math.Max(latest, entry.Ended) : null;
            }
        }
    }
}
