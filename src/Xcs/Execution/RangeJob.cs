using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Xcs.Diagnostics.Telemetry;
using Xcs.Threading;

namespace Xcs.Execution;

/// <summary>
/// A node that expands into numbered units of one kind: items of a map, units of a unit operator. Workers claim stretches of them, longer
/// ones as long as they prove to be short work.
/// </summary>
internal abstract class RangeJob : Job
{
    private static readonly long ShortClaim = Stopwatch.Frequency / 50_000;
    private static readonly long LongClaim = Stopwatch.Frequency / 5_000;

    private int _left;
    private int _claimSize;
    private long _work;

    /// <summary>The activation that has the node.</summary>
    protected Activation Outer => (Activation)Parent!;

    /// <summary>The node, which is also the slot of its result.</summary>
    protected int Node => Outer.Units.FirstNode[ParentUnit];

    protected ReadOnlySpan<int> NodeInputs => Outer.Units.Graph.Inputs[Node];

    /// <summary>Makes the units visible; there must be at least one.</summary>
    protected void Start(int count, Participant me)
    {
        Outer.OuterProfile?.Expanded(count);
        StartCount(count);
        _claimSize = 1;
        OpenRange(0, count, me);
    }

    /// <summary>Counts units that are started one by one instead.</summary>
    protected void StartCount(int count)
    {
        _left = count;
        _work = 0;
        Outer.Scope?.AnnounceUnits(Node, count);
    }

    public override int Execute(int unit, Participant me) => throw new UnreachableException("units of this job are claimed, not queued");

    public override int ClaimSize(int left) => Math.Min(_claimSize, (left / (2 * Run.Pool.Workers)) + 1);

    protected override int OrderOf(int unit) => unit;

    public override void ExecuteClaimed(int from, int to, Participant me)
    {
        if (IsDropped(from))
        {
            NoteDropped(from, to, me);
            Done(to - from, me);
            return;
        }

        // Where all units are left waiting, the job may be done, and in use again, before this thread comes back.
        var (scope, node) = (Outer.Scope, Node);
        var started = Interleaving.Timestamp();
        int done;
        using (CurrentSpan.Enter(scope?.SpanOf(node)))
            done = RunUnits(from, to, me);
        var elapsed = Interleaving.Timestamp() - started;
        if (elapsed < ShortClaim)
            _claimSize = Math.Min(2 * (to - from), 1 << 20);
        else if (elapsed > LongClaim)
            _claimSize = Math.Max((to - from) / 2, 1);
        if (done > 0)
        {
            Interlocked.Add(ref _work, elapsed);
            scope?.Units(node, from, done, started, FailedAt >= from && FailedAt < to ? TraceOutcome.Failed : TraceOutcome.Done, me);
        }
        else
        {
            scope?.Part(node, started, me);
        }

        Done(done, me);
    }

    public override void CompleteWaiting(int unit, ExceptionDispatchInfo? failure, Participant? me)
    {
        if (failure is not null && RecordFailure(unit, failure))
            Run.AbandonWaiting(me);
        Done(1, me);
    }

    /// <summary>Runs units, or starts them.</summary>
    /// <returns>How many of them are done; the others complete later.</returns>
    protected abstract int RunUnits(int from, int to, Participant me);

    /// <summary>Stores the result of the node. Called when all units are done and none has failed.</summary>
    protected abstract void StoreResult();

    /// <summary>Forgets what the job holds and keeps it for use again.</summary>
    protected abstract void Rest();

    protected void NoteDropped(int from, int to, Participant? me) => Outer.Scope?.UnitsDropped(Node, from, to - from, me);

    protected void Done(int count, Participant? me)
    {
        Interleaving.Point();
        if (count == 0)
            return;
        Outer.Scope?.CountUnits(Node, count);
        if (Interlocked.Add(ref _left, -count) != 0)
            return;

        // Items with activations of their own are not measured one by one: what they took together has to do.
        if (_work > 0)
            Outer.OuterProfile?.AddAlone(ParentUnit, _work);
        else
            Outer.OuterProfile?.Ended(ParentUnit);
        var (outer, unit, failure) = (Outer, ParentUnit, Failure);
        if (failure is null && !Run.IsCancelled && !outer.IsDropped(unit))
        {
            var started = outer.Scope is null ? 0 : Stopwatch.GetTimestamp();
            try
            {
                StoreResult();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }

            outer.Scope?.Part(Node, started, me);
        }

        Rest();
        outer.CompleteWaiting(unit, failure, me);
    }
}
