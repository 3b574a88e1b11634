using Xcs.Compilation;

namespace Xcs.Diagnostics;

/// <summary>Goes back from the node that ended last, each time to the one that it waited for last, and finds what each of them waited for.</summary>
internal sealed class PathAnalysis
{
    // What is less of the makespan is not worth a reason of its own.
    private const double LeastWait = 0.005;

    private readonly RunRecording _recording;
    private readonly Timeline _timeline;
    private readonly Dictionary<int, TraceEvent> _nodes;
    private readonly Dictionary<int, long> _opened = [];

    private PathAnalysis(RunRecording recording, Timeline timeline)
    {
        _recording = recording;
        _timeline = timeline;
        _nodes = timeline.Nodes.ToDictionary(static e => e.Node!.Value.Value);
        if (recording.Summary.Mode == ExecutionMode.Waves)
            FindWhenWavesOpened(recording.Units);
    }

    public static IReadOnlyList<PathStep> Of(RunRecording recording, Timeline timeline) => new PathAnalysis(recording, timeline).Steps();

    private List<PathStep> Steps()
    {
        var steps = new List<PathStep>();
        if (_nodes.Count == 0)
            return steps;
        var last = _timeline.Nodes.MaxBy(static e => (e.Ended, e.Node!.Value.Value));
        for (TraceEvent? node = last; node is { } step;)
        {
            node = LastBefore(step);
            steps.Add(Step(step, node));
        }

        steps.Reverse();
        return steps;
    }

    // The one that it waited for last; null where it waited for none.
    private TraceEvent? LastBefore(TraceEvent node)
    {
        TraceEvent? last = null;
        Look(_recording.Graph.Inputs[node.Node!.Value.Value]);
        Look(_recording.Graph.Ordering[node.Node!.Value.Value]);
        return last;

        void Look(ReadOnlySpan<int> earlier)
        {
            foreach (var id in earlier)
            {
                if (_nodes.TryGetValue(id, out var candidate) && (last is null || candidate.Ended > last.Value.Ended))
                    last = candidate;
            }
        }
    }

    private PathStep Step(TraceEvent node, TraceEvent? before)
    {
        var (started, ended) = (_timeline.At(node.Started), _timeline.At(node.Ended));
        var ready = Math.Min(started, before is { } earlier ? _timeline.At(earlier.Ended) : 0);
        var open = _opened.TryGetValue(node.Node!.Value.Value, out var opened) ? Math.Clamp(_timeline.At(opened), ready, started) : ready;
        var busy = _timeline.FullWithin(open, started);
        var (waited, queue) = (started - ready, started - open - busy);
        var reason = waited <= LeastWait * _timeline.Makespan ? WaitReason.Dependency
            : open - ready >= busy && open - ready >= queue ? WaitReason.Wave
            : busy >= queue ? WaitReason.WorkersBusy : WaitReason.Queue;
        return new PathStep(node.Node!.Value, node.Operator, started, ended - started, waited, reason, _timeline.Makespan > 0 ? (ended - ready) / _timeline.Makespan : 0);
    }

    // When all waves before that of a node had ended: units stand in waves.
    private void FindWhenWavesOpened(UnitGraph units)
    {
        var (opened, ended) = (0L, 0L);
        for (var wave = 0; wave + 1 < units.WaveStart.Length; wave++, opened = ended)
        {
            for (var place = units.UnitStart[units.WaveStart[wave]]; place < units.UnitStart[units.WaveStart[wave + 1]]; place++)
            {
                if (opened > 0)
                    _opened[units.Order[place]] = opened;
                ended = Math.Max(ended, _nodes.TryGetValue(units.Order[place], out var node) ? node.Ended : 0);
            }
        }
    }
}
