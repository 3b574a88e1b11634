using System.Runtime.ExceptionServices;
using Xcs.Threading;

namespace Xcs.Execution;

/// <summary>
/// A part of a run that has units: the graph itself, the body of a control node, the items of a map. Jobs form a tree; a job that is done
/// completes one unit of its parent. A job is used again within its run, never in another one, so a worker that still holds it can at
/// worst find new units to claim.
/// </summary>
internal abstract class Job
{
    // Units [low word, high word) that anybody may claim.
    private long _range;

    // The earliest failure so far, in the job's own order, and the exception that goes with it; guarded by this object's lock except that
    // anybody may read the first.
    private int _failedAt = int.MaxValue;
    private ExceptionDispatchInfo? _failure;

    // Tokens to cancel when something before an order fails; guarded by this object's lock.
    private List<(int Order, CancellationTokenSource Source)>? _tokens;

    public Run Run { get; private set; } = null!;

    /// <summary>The place in the run's table of jobs: what unit handles refer to.</summary>
    public int Handle { get; private set; }

    public Job? Parent { get; private set; }

    public int ParentUnit { get; private set; }

    public ExceptionDispatchInfo? Failure => _failure;

    /// <summary>Where the first failure in the job's order is; the largest integer where there is none.</summary>
    public int FailedAt
    {
        get
        {
            Interleaving.Point();
            return Volatile.Read(ref _failedAt);
        }
    }

    public void Register(Run run, int handle)
    {
        Run = run;
        Handle = handle;
    }

    /// <summary>Makes the job fresh. Called before any of its units can be found.</summary>
    public void Begin(Job? parent, int parentUnit)
    {
        Parent = parent;
        ParentUnit = parentUnit;
        _failedAt = int.MaxValue;
        _failure = null;
        _tokens?.Clear();
    }

    /// <summary>Lets go of the exception of a job at rest: it may hold much.</summary>
    public void Forget() => _failure = null;

    /// <summary>Runs one unit and gives the unit of this job to run next on the same worker, or -1.</summary>
    public abstract int Execute(int unit, Participant me);

    /// <summary>Runs units that the worker has claimed.</summary>
    public abstract void ExecuteClaimed(int from, int to, Participant me);

    /// <summary>How many units one claim should take when this many are left.</summary>
    public abstract int ClaimSize(int left);

    /// <summary>A unit that was left waiting is done. Runs no other unit. <paramref name="me"/> is null on threads that take no part in the run.</summary>
    public abstract void CompleteWaiting(int unit, ExceptionDispatchInfo? failure, Participant? me);

    /// <summary>Whether the result of a unit cannot matter any more: something before it in program order has failed, or the run is cancelled.</summary>
    public bool IsDropped(int unit) => Run.IsCancelled || IsOvertaken(unit);

    /// <summary>Whether something before a unit in program order has failed.</summary>
    public bool IsOvertaken(int unit) => FailedAt < OrderOf(unit) || (Parent is { } parent && parent.IsOvertaken(ParentUnit));

    /// <summary>The place of a unit in the order in which failures count.</summary>
    protected abstract int OrderOf(int unit);

    /// <summary>Publishes a range of units, all at once.</summary>
    protected void OpenRange(int from, int to, Participant? me)
    {
        Interleaving.Point();
        Volatile.Write(ref _range, ((long)to << 32) | (uint)from);
        Run.Show(this, me);
    }

    /// <summary>A hint: the range may have changed when the caller looks at the answer.</summary>
    public bool HasRange
    {
        get
        {
            Interleaving.Point();
            var range = Volatile.Read(ref _range);
            return (int)range < (int)(range >> 32);
        }
    }

    /// <summary>Claims units of the open range; false when none are left.</summary>
    public bool TryClaim(out int from, out int to, out int left)
    {
        while (true)
        {
            Interleaving.Point();
            var range = Volatile.Read(ref _range);
            from = (int)range;
            var end = (int)(range >> 32);
            if (from >= end)
            {
                to = left = 0;
                return false;
            }

            to = from + Math.Clamp(ClaimSize(end - from), 1, end - from);
            left = end - to;
            Interleaving.Point();
            if (Interlocked.CompareExchange(ref _range, ((long)end << 32) | (uint)to, range) == range)
                return true;
        }
    }

    /// <summary>Keeps the failure that comes first in the job's order.</summary>
    protected bool RecordFailure(int at, ExceptionDispatchInfo failure)
    {
        Interleaving.Point();
        lock (this)
        {
            if (at >= _failedAt)
                return false;
            _failure = failure;
            Volatile.Write(ref _failedAt, at);
            foreach (var (order, source) in _tokens ?? [])
            {
                if (order > at)
                    _ = source.CancelAsync();
            }

            return true;
        }
    }

    /// <summary>Cancels a token when something before a unit fails.</summary>
    public void WatchUnit(int unit, CancellationTokenSource source) => Watch(OrderOf(unit), source);

    /// <summary>Cancels a token when something before <paramref name="order"/> fails, or has failed.</summary>
    protected void Watch(int order, CancellationTokenSource source)
    {
        Interleaving.Point();
        lock (this)
        {
            (_tokens ??= []).Add((order, source));
            // Not on this thread: whoever listens may do as they like.
            if (_failedAt < order)
                _ = source.CancelAsync();
        }
    }
}
