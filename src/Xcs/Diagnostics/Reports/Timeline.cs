namespace Xcs.Diagnostics;

/// <summary>Who ran what, thread by thread.</summary>
internal sealed class Timeline
{
    public const int ParallelismParts = 256;

    private readonly RunRecording _recording;
    private readonly long _origin;
    private readonly Dictionary<(int Rank, int Worker, int ThreadId), int> _places;

    // Stretches of time in which all workers ran nodes, in order.
    private List<(double From, double To)>? _full;

    private Timeline(RunRecording recording)
    {
        _recording = recording;
        var run = recording.Events.First(static e => e.Kind == TraceEventKind.Run);
        _origin = run.Started;
        Makespan = At(run.Ended);
        Nodes = [.. recording.Events.Where(static e => e is { Kind: TraceEventKind.Node, Activation: 0, HasStarted: true })];
        var keys = recording.Events.Where(IsHeld).Select(KeyOf).Distinct().Order().ToList();
        _places = keys.Index().ToDictionary(static key => key.Item, static key => key.Index);
        Slices = [.. recording.Events.Where(IsHeld).GroupBy(KeyOf).OrderBy(static lane => lane.Key).SelectMany(lane => Nest(_places[lane.Key], lane))];
        Busy = [.. keys.Select((_, lane) => Merge(Slices.Where(slice => slice.Lane == lane && slice.Depth == 0)))];
        Reports = [.. keys.Select((key, lane) => Report(key, lane))];
    }

    public double Makespan { get; }

    /// <summary>The nodes of the graph itself that ran.</summary>
    public TraceEvent[] Nodes { get; }

    /// <summary>Thread by thread, and by start on each.</summary>
    public Slice[] Slices { get; }

    /// <summary>By thread, when it ran nodes: stretches that do not touch.</summary>
    public IReadOnlyList<List<(double From, double To)>> Busy { get; }

    public IReadOnlyList<LaneReport> Reports { get; }

    public static Timeline Of(RunRecording recording) => new(recording);

    public static bool HoldsWorker(TraceThread thread) => thread is TraceThread.Worker or TraceThread.Caller;

    /// <summary>Nanoseconds from the start of the run.</summary>
    public double At(long ticks) => Ticks.ToNanoseconds(ticks - _origin);

    /// <summary>The thread on which something ended; -1 where that is not in the recording.</summary>
    public int LaneOf(TraceEvent e) => _places.GetValueOrDefault(KeyOf(e), -1);

    /// <summary>How much of a stretch of time all workers were busy.</summary>
    public double FullWithin(double from, double to)
    {
        _full ??= Full();
        var place = _full.BinarySearch((from, to), Comparer<(double From, double To)>.Create(static (a, b) => a.From.CompareTo(b.From)));
        var sum = 0.0;
        // The stretch before the first one that starts later may reach into it.
        for (var k = Math.Max(0, (place < 0 ? ~place : place) - 1); k < _full.Count && _full[k].From < to; k++)
            sum += Math.Max(0, Math.Min(_full[k].To, to) - Math.Max(_full[k].From, from));
        return sum;
    }

    public double[] Parallelism()
    {
        var running = new double[ParallelismParts];
        var part = Makespan / ParallelismParts;
        foreach (var (from, to) in Busy.Where((_, lane) => HoldsWorker(Reports[lane].Thread)).SelectMany(static stretches => stretches))
        {
            for (var k = Math.Max(0, (int)(from / part)); k < ParallelismParts && k * part < to; k++)
                running[k] += Math.Max(0, Math.Min(to, (k + 1) * part) - Math.Max(from, k * part)) / part;
        }

        return running;
    }

    public (double Queued, double Run) QueuedAndRun() => (
        Nodes.Sum(e => e.Queued is { } queued ? Math.Max(0, At(e.Started) - At(queued)) : 0),
        Nodes.Sum(e => At(e.Ended) - At(e.Started)));

    private static bool IsHeld(TraceEvent e) => e is { Kind: not TraceEventKind.Run, IsSuspended: false, Outcome: not TraceOutcome.Dropped };

    private static (int Rank, int Worker, int ThreadId) KeyOf(TraceEvent e) =>
        (e.Thread switch { TraceThread.Caller => 0, TraceThread.Worker => 1, TraceThread.Blocking => 2, _ => 3 }, e.Worker, e.ThreadId);

    private IEnumerable<Slice> Nest(int lane, IEnumerable<TraceEvent> events)
    {
        var open = new Stack<long>();
        foreach (var e in events.OrderBy(static e => e.Started).ThenByDescending(static e => e.Ended).ThenBy(static e => e.Kind))
        {
            while (open.TryPeek(out var end) && end <= e.Started)
                open.Pop();
            yield return new Slice(lane, open.Count, At(e.Started), At(e.Ended), e);
            open.Push(e.Ended);
        }
    }

    private static List<(double From, double To)> Merge(IEnumerable<Slice> slices)
    {
        var merged = new List<(double From, double To)>();
        foreach (var slice in slices)
        {
            if (merged.Count > 0 && slice.Started <= merged[^1].To)
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, slice.Ended));
            else
                merged.Add((slice.Started, slice.Ended));
        }

        return merged;
    }

    private LaneReport Report((int Rank, int Worker, int ThreadId) key, int lane)
    {
        var first = _recording.Events.First(e => IsHeld(e) && KeyOf(e) == key);
        var busy = Busy[lane].Sum(static stretch => stretch.To - stretch.From);
        var nodes = _recording.Events.Count(e => e is { Kind: TraceEventKind.Node, HasStarted: true } && KeyOf(e) == key);
        return new LaneReport(first.Thread == TraceThread.Caller ? "caller" : first.ThreadName, first.Thread, first.Worker, first.ThreadId, busy, Makespan > 0 ? Math.Min(1, busy / Makespan) : 1, nodes);
    }

    private List<(double From, double To)> Full()
    {
        var changes = Busy.Where((_, lane) => HoldsWorker(Reports[lane].Thread)).SelectMany(static stretches => stretches)
            .SelectMany(static stretch => new[] { (At: stretch.From, Change: 1), (At: stretch.To, Change: -1) })
            .Order();
        var (full, running, from) = (new List<(double From, double To)>(), 0, 0.0);
        foreach (var (at, change) in changes)
        {
            var was = running;
            running += change;
            if (was < _recording.Summary.Workers && running >= _recording.Summary.Workers)
                from = at;
            else if (was >= _recording.Summary.Workers && running < _recording.Summary.Workers)
                full.Add((from, at));
        }

        return full;
    }
}
