using System.Diagnostics;
using Xcs.Execution;

namespace Xcs.Diagnostics;

/// <summary>Looks on while a node runs its units one after the other in place. Does nothing where nobody looks at the run.</summary>
internal ref struct UnitWatch
{
    // Short units are noted together, up to about as much work as a worker claims at once.
    private static readonly long LeastSlice = Stopwatch.Frequency / 50_000;

    private readonly RunObserver? _observer;
    private readonly ThreadLog? _log;
    private readonly Operator _operator;
    private readonly long _opened;
    private readonly int _node;
    private readonly int _count;
    private int _done;
    private int _counted;
    private int _noted;
    private long _started;

    private UnitWatch(RunObserver observer, Frame frame, Operator operation, int node, int count)
    {
        (_observer, _operator, _node, _count) = (observer, operation, node, count);
        var isOfGraph = observer.InPlace is { } inPlace && ReferenceEquals(inPlace.Frame, frame);
        _log = isOfGraph ? observer.InPlace!.Value.Log : null;
        _opened = _started = Stopwatch.GetTimestamp();
        observer.Progress?.AnnounceUnits(operation, count);
        if (isOfGraph)
            observer.Nodes?.Announce(node, count);
    }

    public static UnitWatch Over(Frame frame, Operator operation, int node, int count) =>
        frame.Context.Observer is { } observer ? new UnitWatch(observer, frame, operation, node, count) : default;

    /// <summary>One more unit is done.</summary>
    public void UnitDone()
    {
        if (_observer is not null)
            Count(_observer);
    }

    /// <summary>All units are done, or one has failed and the others are dropped.</summary>
    public void Dispose()
    {
        if (_observer is null)
            return;
        _observer.Progress?.AddUnits(_operator, _count - _counted);
        if (_observer.Nodes is { } nodes)
            nodes.Units(_operator, 0, Math.Min(_done + 1, _count), Stopwatch.GetTimestamp() - _opened);
        if (_log is null)
            return;
        var now = Stopwatch.GetTimestamp();
        if (_done == _count)
        {
            Note(now, _done, TraceOutcome.Done);
            return;
        }

        Note(now, _done + 1, TraceOutcome.Failed);
        _started = now;
        Note(now, _count, TraceOutcome.Dropped);
    }

    private void Count(RunObserver observer)
    {
        _done++;
        if (observer.Progress is { IsDue: true } progress)
        {
            progress.AddUnits(_operator, _done - _counted);
            _counted = _done;
        }

        if (_log is null)
            return;
        var now = Stopwatch.GetTimestamp();
        if (now - _started < LeastSlice)
            return;
        Note(now, _done, TraceOutcome.Done);
        _started = now;
    }

    private void Note(long now, int end, TraceOutcome outcome)
    {
        if (end > _noted)
            _log!.Units(_observer!.InPlace!.Value.Scope, _node, _noted, end - _noted, _started, now, outcome);
        _noted = end;
    }
}
