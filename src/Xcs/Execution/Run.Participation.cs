using System.Diagnostics;
using Xcs.Threading;

namespace Xcs.Execution;

// Taking part: how threads join, look for units, leave and sleep. The rules have their numbers in README.md.
internal sealed partial class Run
{
    void IPoolWorkItem.Execute(long generation)
    {
        if (!TryJoin(generation))
            return;

        if (WorkerPool.CurrentWorker is { } worker)
        {
            HelpInFlow(_participants[worker.Index + 1]);
        }
        else
        {
            var outsider = TakeOutsidersPlace();
            HelpInFlow(_participants[Pool.Workers + 1 + outsider]);
            Interleaving.Point();
            Volatile.Write(ref _outsiders[outsider], 0);
        }

        Release();
    }

    private void HelpInFlow(Participant me)
    {
        if (Flow is { } flow)
            ExecutionContext.Run(flow, static place => ((Participant)place!).Run.Help((Participant)place), me);
        else
            Help(me);
    }

    // There are more places than helpers: whoever has the last ones is about to leave.
    private int TakeOutsidersPlace()
    {
        var spinner = default(SpinWait);
        while (true)
        {
            for (var k = 0; k < _outsiders.Length; k++)
            {
                Interleaving.Point();
                if (Interlocked.CompareExchange(ref _outsiders[k], 1, 0) == 0)
                    return k;
            }

            Interleaving.Spin(ref spinner);
        }
    }

    // On the invitation of a ticket, which counts as seeking.
    private void Help(Participant me)
    {
        if (TryBecomeHelper())
        {
            Work(me, isCaller: false, isSeeking: true);
            return;
        }

        Interleaving.Point();
        Interlocked.Decrement(ref _seeking);
        if (TryStay())
            Work(me, isCaller: false, isSeeking: true);
    }

    private bool TryJoin(long generation)
    {
        while (true)
        {
            Interleaving.Point();
            var references = Volatile.Read(ref _references);
            if (references >> 24 != generation || (references & 0xFFFFFF) == 0)
                return false;
            Interleaving.Point();
            if (Interlocked.CompareExchange(ref _references, references + 1, references) == references)
                return true;
        }
    }

    private bool HasRoomForHelpers
    {
        get
        {
            Interleaving.Point();
            return Volatile.Read(ref _helpers) < _helperLimit;
        }
    }

    private bool TryBecomeHelper()
    {
        // Never above the limit, not even for a moment: another one that comes back would be turned away although there is room.
        while (true)
        {
            Interleaving.Point();
            var helpers = Volatile.Read(ref _helpers);
            if (helpers >= _helperLimit)
                return false;
            Interleaving.Point();
            if (Interlocked.CompareExchange(ref _helpers, helpers + 1, helpers) == helpers)
                return true;
        }
    }

    private void Work(Participant me, bool isCaller, bool isSeeking)
    {
        var rounds = 0;
        while (true)
        {
            if (TryFind(me, out var item))
            {
                if (isSeeking)
                {
                    isSeeking = false;
                    Interleaving.Point();
                    if (Interlocked.Decrement(ref _seeking) == 0 && AnyUnitVisible())
                        Notify();
                }

                rounds = 0;
                Execute(item, me);
                continue;
            }

            if (!isSeeking && (rounds >= Interleaving.Rounds(UncountedRounds) || HasRoomForHelpers))
            {
                isSeeking = true;
                Interleaving.Point();
                Interlocked.Increment(ref _seeking);
            }

            if (IsDone)
            {
                if (!isSeeking)
                    return;
                Interleaving.Point();
                Interlocked.Decrement(ref _seeking);
                return;
            }

            if (++rounds < Interleaving.Rounds(SearchRounds) || !isSeeking)
            {
                Interleaving.Pause(rounds / RoundsOfOnePause);
                continue;
            }

            rounds = 0;
            if (isCaller)
            {
                Interleaving.Point();
                Interlocked.Decrement(ref _seeking);
                ParkCaller();
                Interleaving.Point();
                Interlocked.Increment(ref _seeking);
            }
            else
            {
                // First stop counting as a helper and as a seeker, then look once more: whoever pushes looks at both after the push.
                Interleaving.Point();
                Interlocked.Decrement(ref _helpers);
                Interleaving.Point();
                Interlocked.Decrement(ref _seeking);
                if (!TryStay())
                    return;
            }
        }
    }

    // Counted as seeking again: of several units pushed while this thread still counted, it takes one and has to see to the others.
    private bool TryStay()
    {
        if (!AnyUnitVisible() || !TryBecomeHelper())
            return false;
        Interleaving.Point();
        Interlocked.Increment(ref _seeking);
        return true;
    }

    private void ParkCaller()
    {
        Interleaving.Point();
        Interlocked.Exchange(ref _callerIsParked, 1);
        var worker = WorkerPool.CurrentWorker is { } current && current.Pool == Pool ? current : null;
        if (worker is not null)
            Pool.Blocked.Enter(this);
        var lane = PoolContext.IsBlockingThread ? Pool.Lane : null;
        lane?.EnterWait();
        var mustStay = AnyUnitVisible() || IsDone || (worker is not null && Pool.Blocked.MustHelp);
        Interleaving.Point();
        if (!mustStay || Interlocked.CompareExchange(ref _callerIsParked, 0, 1) != 1)
            _callerParker.Park();
        lane?.LeaveWait();
        if (worker is not null && Pool.Blocked.Leave(this) && !IsDone && !AnyUnitVisible())
            Pool.ExecuteInBetween(worker);
    }

    void IBlockedWorker.Wake() => WakeCaller();

    private bool WakeCaller()
    {
        Interleaving.Point();
        if (Volatile.Read(ref _callerIsParked) == 0)
            return false;
        Interleaving.Point();
        if (Interlocked.CompareExchange(ref _callerIsParked, 0, 1) != 1)
            return false;
        _callerParker.Unpark();
        return true;
    }

    // Called after a unit became visible, with a full fence in between.
    private void Notify()
    {
        if (WakeCaller())
            return;
        Interleaving.Point();
        if (Volatile.Read(ref _seeking) != 0)
            return;
        Interleaving.Point();
        if (Volatile.Read(ref _helpers) >= _helperLimit)
            return;
        Interleaving.Point();
        if (Interlocked.CompareExchange(ref _seeking, 1, 0) != 0)
            return;
        // Not to both: a ticket that waits for a worker that is held counts as seeking, and nobody else would be invited.
        if (_isFromInside)
            Pool.RunBlocking(this, _generation);
        else
            Pool.Enqueue(this, _generation);
    }

    private bool AnyUnitVisible()
    {
        if (!_inbox.IsEmpty)
            return true;
        foreach (var participant in _participants)
        {
            if (!participant.Deque.IsEmpty && !HasSpentMarkOnly(participant.Deque))
                return true;
        }

        return false;
    }

    // Nobody need stay for it: who opens the range again notifies again.
    private bool HasSpentMarkOnly(UnitDeque deque) =>
        deque.TryPeekOnly(out var item) && (int)item == AnyOfRange && !JobAt((int)(item >> 32)).HasRange;

    private bool TryFind(Participant me, out long item)
    {
        if (me.Deque.TryTake(out item))
            return true;

        // As if its mark had been found, which stays where it is.
        if (me.Recent is { HasRange: true } recent)
        {
            item = MarkOf(recent);
            return true;
        }

        if (_inbox.TryTake(out item))
            return true;

        var victim = me.NextVictim(_participants.Length);
        for (var k = 0; k < _participants.Length; k++)
        {
            if (_participants[victim] != me && !_participants[victim].Deque.IsEmpty && _participants[victim].Deque.TrySteal(out item))
                return true;
            if (++victim == _participants.Length)
                victim = 0;
        }

        return false;
    }

    private void Execute(long item, Participant me)
    {
        var job = JobAt((int)(item >> 32));
        var unit = (int)item;
        if (unit == AnyOfRange)
        {
            ExecuteRange(job, me);
            return;
        }

        while (unit >= 0)
            unit = job.Execute(unit, me);
    }

    // The range stays visible in somebody's deque while units of it are left.
    private void ExecuteRange(Job job, Participant me)
    {
        var isShown = false;
        while (job.TryClaim(out var from, out var to, out var left))
        {
            me.Recent = job;
            if (left > 0 && !isShown)
            {
                isShown = true;
                Push(job, AnyOfRange, me);
            }

            job.ExecuteClaimed(from, to, me);
        }

        Debug.Assert(me.Run == this, "a participant works for its own run only");
    }
}
