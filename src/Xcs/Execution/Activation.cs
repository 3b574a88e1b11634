using System.Runtime.ExceptionServices;
using Xcs.Compilation;
using Xcs.Diagnostics;
using Xcs.Threading;

namespace Xcs.Execution;

/// <summary>
/// One execution of a unit graph: a frame, and for each unit how many others it still waits for. With barriers, one count for the units left
/// of the current wave takes the place of those.
/// </summary>
internal sealed class Activation : Job
{
    private const int AtHome = 0;

    private readonly int[] _waits;

    // By unit: the number of the execution in which it has left its worker and its result is still wanted. Whoever changes that to AtHome
    // completes the unit. Numbers, because who has seen a unit wait and means to abandon it may come when the activation is in use again.
    private readonly int[]? _away;
    private int _execution;
    private int _exitsLeft;
    private int _wave;
    private int _waveLeft;

    public Activation(UnitGraph units)
    {
        Units = units;
        Frame = units.CreateFrame();
        _waits = new int[units.UnitCount];
        _away = units.Graph.MayWait ? new int[units.UnitCount] : null;
    }

    public UnitGraph Units { get; }

    public Frame Frame { get; private set; }

    /// <summary>Where the nodes of this execution are noted; null where nobody looks at the run.</summary>
    public RunScope? Scope { get; private set; }

    /// <summary>Who takes the result of a body; null for the graph itself.</summary>
    public IActivationOwner? Owner { get; set; }

    /// <summary>The activation with the control node that a body belongs to.</summary>
    public Activation Outer => (Activation)Parent!;

    /// <summary>That control node, which is also the slot of its result.</summary>
    public int OuterNode => Outer.Units.FirstNode[ParentUnit];

    /// <summary>Which round of a loop the body is running.</summary>
    public int Round { get; set; }

    /// <summary>Whether the result is there: nothing has failed, nothing was left out.</summary>
    public bool HasResult => Failure is null && !IsPointless();

    /// <summary>Makes the job fresh in a frame where other nodes have run; what follows their first failure in program order is left out.</summary>
    public void Continue(Frame frame, int failedAt, ExceptionDispatchInfo? failure)
    {
        Begin(parent: null, parentUnit: 0);
        Frame = frame;
        if (failure is not null)
            RecordFailure(failedAt, failure);
    }

    /// <summary>Makes the first units visible. The arguments must be in the frame.</summary>
    public void Start(Participant? me)
    {
        Scope = Frame.Context.Observer?.Open(this);
        _execution++;
        if (Units.UnitCount == 0)
        {
            Finish(me);
            return;
        }

        if (Run.HasBarriers)
        {
            _wave = 0;
            _waveLeft = Units.WaveStart[1];
        }
        else
        {
            Units.Waits.CopyTo(_waits, 0);
            _exitsLeft = Units.ExitCount;
        }

        OpenRange(0, Units.WaveStart[1], me);
    }

    public override int Execute(int unit, Participant me)
    {
        if (IsDropped(unit))
            Scope?.Drop(unit, me);
        else if (!RunUnit(unit, me))
            return -1;
        return Complete(unit, me);
    }

    public override void ExecuteClaimed(int from, int to, Participant me)
    {
        for (var unit = from; unit < to; unit++)
        {
            for (var next = unit; next >= 0;)
                next = Execute(next, me);
        }
    }

    // One at a time: two units that wait for each other must never be in one worker's hands.
    public override int ClaimSize(int left) => 1;

    protected override int OrderOf(int unit) => Units.FirstNode[unit];

    public override void CompleteWaiting(int unit, ExceptionDispatchInfo? failure, Participant? me)
    {
        if (failure is not null)
            Fail(Units.FirstNode[unit], failure);
        Scope?.Completed(unit, OutcomeOf(unit, failure), me, failure?.SourceException);
        var next = Complete(unit, me);
        if (next >= 0)
            Run.Push(this, next, me);
    }

    /// <summary>Completes the control node that a body belongs to; the body is not to be used afterwards.</summary>
    public void CompleteOuter(Participant? me) => CompleteOuter(me, Failure);

    /// <inheritdoc cref="CompleteOuter(Participant?)"/>
    public void CompleteOuter(Participant? me, ExceptionDispatchInfo? failure)
    {
        var (outer, unit) = (Outer, ParentUnit);
        outer.OuterProfile?.Ended(unit);
        Run.ReturnBody(this);
        outer.CompleteWaiting(unit, failure, me);
    }

    /// <summary>How a unit of one node that was left waiting has ended.</summary>
    public TraceOutcome OutcomeOf(int unit, ExceptionDispatchInfo? failure) =>
        failure is not null ? TraceOutcome.Failed : IsDropped(unit) ? TraceOutcome.Dropped : TraceOutcome.Done;

    /// <summary>Where to note what nodes of the graph itself cost; bodies count as their control node.</summary>
    public CostProfile? OuterProfile => Owner is null ? Run.Profile : null;

    private bool IsPointless() => Run.IsCancelled || (Parent is { } parent && parent.IsDropped(ParentUnit));

    // False: the unit goes on elsewhere and completes later.
    private bool RunUnit(int unit, Participant me)
    {
        var (place, end) = (Units.UnitStart[unit], Units.UnitStart[unit + 1]);
        try
        {
            switch (Units.Kinds[unit])
            {
                case UnitKind.Suspending:
                    var node = (ISuspendingOperator)Units.OperatorAt(place);
                    OuterProfile?.Started(unit);
                    if (Units.OperatorAt(place).WaitsOutside)
                        return StartAway(node, unit, place, me);
                    return Scope is { } watch ? watch.StartToEnd(node, Frame, place, new Suspension(this, unit, me)) : node.Start(Frame, Units.Inputs[place], Units.Order[place], new Suspension(this, unit, me));
                case UnitKind.Token:
                    Frame.Write(Units.Order[place], TokenFor(Units.Order[place]));
                    Scope?.Mark(Units.Order[place], TraceOutcome.Done, Scope.LogOf(me));
                    break;
                default:
                    if (FailedAt != int.MaxValue)
                        RunCarefully(place, end, me);
                    else if (Scope is { } scope)
                        scope.Execute(Frame, unit, ref place, end, OuterProfile, scope.LogOf(me));
                    else if (OuterProfile is { } profile)
                        Units.ExecuteMeasured(Frame, unit, ref place, profile);
                    else
                        Units.Execute(Frame, unit, ref place);
                    break;
            }
        }
        catch (OperationCanceledException stopped) when (Frame.Context.IsStoppedBy(stopped))
        {
            // Not a failure: what waits outside is waited for. The callback that says so to the run may still be on its way.
            Run.Cancel();
            for (place++; place < end; place++)
                Scope?.Mark(Units.Order[place], TraceOutcome.Dropped, Scope.LogOf(me));
        }
        catch (Exception exception)
        {
            Fail(Units.Order[place], ExceptionDispatchInfo.Capture(exception));
            RunCarefully(place + 1, end, me);
        }

        return true;
    }

    private bool StartAway(ISuspendingOperator node, int unit, int place, Participant me)
    {
        // A full fence: whoever fails writes that and then looks for what waits, this thread the other way round.
        Interleaving.Point();
        Interlocked.Exchange(ref _away![unit], _execution);
        var (scope, suspension) = (Scope, new Suspension(this, unit, me));
        bool isDone;
        try
        {
            isDone = scope?.Start(node, Frame, place, suspension) ?? node.Start(Frame, Units.Inputs[place], Units.Order[place], suspension);
        }
        catch (Exception failure)
        {
            // Abandoned while it was starting: it is complete already, and nobody wants to know.
            if (!TryResume(unit))
                return false;
            scope?.Ended(unit, TraceOutcome.Failed, me, failure);
            throw;
        }

        // The failure that makes the unit pointless may have come before it could be seen waiting.
        var isMine = isDone ? TryResume(unit) : IsOvertaken(unit) && TryAbandon(unit, _execution);
        if (isMine)
            scope?.Ended(unit, isDone ? TraceOutcome.Done : TraceOutcome.Dropped, me);
        return isMine;
    }

    /// <summary>Whether a unit that is away is still wanted.</summary>
    public bool IsAwaited(int unit)
    {
        Interleaving.Point();
        return Volatile.Read(ref _away![unit]) != AtHome;
    }

    /// <summary>Whether the one who asks may complete a unit that has been away.</summary>
    public bool TryResume(int unit) => TryTake(unit, _execution);

    /// <summary>
    /// Completes units whose results cannot matter any more because something before them has failed: the sequential program would never
    /// have started them, so nobody waits for them. What they hold is not used again.
    /// </summary>
    public void AbandonWaiting(Participant? me)
    {
        if (_away is null)
            return;
        Interlocked.MemoryBarrier();
        for (var unit = 0; unit < _away.Length; unit++)
        {
            Interleaving.Point();
            var execution = Volatile.Read(ref _away[unit]);
            if (execution != AtHome && IsOvertaken(unit) && TryAbandon(unit, execution))
                CompleteWaiting(unit, failure: null, me);
        }
    }

    private bool TryAbandon(int unit, int execution)
    {
        // Before the unit completes: its frame must not be used again.
        Run.IsTainted = true;
        return TryTake(unit, execution);
    }

    private bool TryTake(int unit, int execution)
    {
        Interleaving.Point();
        return Interlocked.CompareExchange(ref _away![unit], AtHome, execution) == execution;
    }

    // After a failure: node by node, and only those before it. Whatever is before it in program order does not depend on it.
    private void RunCarefully(int place, int end, Participant me)
    {
        for (; place < end; place++)
        {
            if (Units.Order[place] >= FailedAt)
            {
                Scope?.Mark(Units.Order[place], TraceOutcome.Dropped, Scope.LogOf(me));
                continue;
            }

            try
            {
                var at = place;
                if (Scope is { } scope)
                    scope.Execute(Frame, unit: -1, ref at, place + 1, profile: null, scope.LogOf(me));
                else
                    Units.OperatorAt(place).Execute(Frame, Units.Inputs[place], Units.Order[place]);
            }
            catch (Exception exception)
            {
                Fail(Units.Order[place], ExceptionDispatchInfo.Capture(exception));
            }
        }
    }

    private int Complete(int unit, Participant? me) => Run.HasBarriers ? CompleteInWave(me) : CompleteEagerly(unit, me);

    private int CompleteEagerly(int unit, Participant? me)
    {
        var successors = Units.Successors[unit];
        if (successors.Length == 0)
        {
            Interleaving.Point();
            if (Interlocked.Decrement(ref _exitsLeft) == 0)
                Finish(me);
            return -1;
        }

        var next = -1;
        foreach (var successor in successors)
        {
            Interleaving.Point();
            if (Units.Waits[successor] != 1 && Interlocked.Decrement(ref _waits[successor]) != 0)
                continue;
            if (next >= 0)
                Run.Push(this, successor, me);
            else
                next = successor;
        }

        return next;
    }

    private int CompleteInWave(Participant? me)
    {
        Interleaving.Point();
        if (Interlocked.Decrement(ref _waveLeft) != 0)
            return -1;

        var wave = ++_wave;
        if (wave == Units.WaveStart.Length - 1)
        {
            Finish(me);
            return -1;
        }

        var (from, to) = (Units.WaveStart[wave], Units.WaveStart[wave + 1]);
        Interleaving.Point();
        Volatile.Write(ref _waveLeft, to - from);
        if (to - from > 1)
            OpenRange(from + 1, to, me);
        return from;
    }

    private void Fail(int node, ExceptionDispatchInfo failure)
    {
        if (!RecordFailure(node, failure))
            return;
        AbandonWaiting(me: null);
        if (Units.HasWaitingBodies)
            Run.AbandonWaiting(me: null);
    }

    // Cancelled by a failure before the first reader, here or before any control node that this is a body of.
    private CancellationToken TokenFor(int node)
    {
        var source = Run.CreateToken(Frame.Context.CancellationToken);
        Watch(Array.Find(Units.Tokens, token => token.Node == node).FirstReader, source);
        for (Job job = this; job.Parent is { } parent; job = parent)
            parent.WatchUnit(job.ParentUnit, source);
        return source.Token;
    }

    private void Finish(Participant? me)
    {
        if (Owner is null)
            Run.Complete();
        else
            Owner.BodyDone(this, me);
    }
}
