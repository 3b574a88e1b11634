using System.Runtime.InteropServices;

namespace Xcs.Diagnostics.Exports.ChromeTrace;

/// <summary>
/// The arrows of a trace: one for each edge between nodes that ran, from the slice in which the earlier one ended to the one in which the
/// later one started. A node that was left waiting has no slice of its own: its parts and units stand for it.
/// </summary>
internal sealed class TraceFlows
{
    private readonly IReadOnlyList<TraceEvent> _events;
    private readonly Dictionary<(int Run, int Activation, int Node), Slices> _slices = [];
    private readonly long[] _alone;

    /// <summary>By event: the arrows that start or end in its slice.</summary>
    private readonly ILookup<int, FlowEnd> _ends;

    public TraceFlows(IReadOnlyList<TraceEvent> events)
    {
        _events = events;
        for (var place = 0; place < events.Count; place++)
        {
            if (events[place] is { Node: { } node } traced)
                CollectionsMarshal.GetValueRefOrAddDefault(_slices, (traced.Run, traced.Activation, node.Value), out _).Add(events, place);
        }

        _alone = Alone(events);
        _ends = Ends().ToLookup(static end => end.Event);
    }

    public IEnumerable<FlowEnd> Of(int place) => _ends[place];

    // For each slice the last moment in which it is the innermost one for certain: viewers bind an arrow by its moment, or to the slice that
    // was opened last.
    private static long[] Alone(IReadOnlyList<TraceEvent> events)
    {
        var alone = new long[events.Count];
        var last = new Dictionary<int, int>();
        foreach (var (place, slice) in events.Index().Where(static e => !e.Item.IsSuspended).OrderBy(static e => e.Item.Started))
        {
            alone[place] = slice.Ended - 1;
            if (last.TryGetValue(slice.ThreadId, out var before))
                alone[before] = Math.Min(alone[before], slice.Started - 1);
            last[slice.ThreadId] = place;
        }

        return alone;
    }

    private List<FlowEnd> Ends()
    {
        var (ends, number) = (new List<FlowEnd>(), 0);
        for (var place = 0; place < _events.Count; place++)
        {
            var traced = _events[place];
            if (traced is not { Kind: TraceEventKind.Node, Node: { } node, Outcome: not TraceOutcome.Dropped })
                continue;
            Arrive(traced.Graph.Inputs[node.Value], isOrder: false);
            Arrive(traced.Graph.Ordering[node.Value], isOrder: true);

            void Arrive(ReadOnlySpan<int> earlier, bool isOrder)
            {
                var to = _slices[(traced.Run, traced.Activation, node.Value)];
                for (var k = 0; k < earlier.Length; k++)
                {
                    if (earlier[..k].Contains(earlier[k])
                        || !_slices.TryGetValue((traced.Run, traced.Activation, earlier[k]), out var from)
                        || !from.HasRun || from.Last < 0 || to.First < 0)
                    {
                        continue;
                    }

                    var arrival = _events[to.First].Started;
                    var departure = Math.Max(_events[from.Last].Started, Math.Min(_alone[from.Last], Math.Min(from.Ended, arrival)));
                    if (departure > arrival)
                        continue;
                    number++;
                    ends.Add(new FlowEnd(from.Last, number, departure, IsStart: true, isOrder));
                    ends.Add(new FlowEnd(to.First, number, arrival, IsStart: false, isOrder));
                }
            }
        }

        return ends;
    }

    /// <summary>One end of an arrow.</summary>
    /// <param name="Event">The event whose slice it is in.</param>
    /// <param name="Number">The number of the arrow.</param>
    /// <param name="At">When, in ticks.</param>
    /// <param name="IsStart">Whether the arrow starts there.</param>
    /// <param name="IsOrder">Whether it stands for order alone.</param>
    public readonly record struct FlowEnd(int Event, int Number, long At, bool IsStart, bool IsOrder);

    // Of a node: the first slice, and the one that was the last to start before the node ended; -1 where there is none.
    private struct Slices
    {
        private bool _isKnown;
        private int _first;
        private int _last;

        public readonly int First => _first - 1;

        public readonly int Last => _last - 1;

        public readonly bool HasRun => _isKnown;

        public long Ended { get; private set; }

        public void Add(IReadOnlyList<TraceEvent> events, int place)
        {
            var traced = events[place];
            if (traced.Kind == TraceEventKind.Node)
                (_isKnown, Ended) = (traced.Outcome != TraceOutcome.Dropped, traced.Ended);
            if (traced.IsSuspended || traced.Outcome == TraceOutcome.Dropped)
                return;
            // Events come by start; the slice of a whole node, where there is one, comes before those inside it.
            if (_first == 0)
                _first = place + 1;
            var holdsOthers = _last > 0 && events[_last - 1].Kind == TraceEventKind.Node;
            if (!holdsOthers && (_last == 0 || traced.Ended >= events[_last - 1].Ended))
                _last = place + 1;
        }
    }
}
