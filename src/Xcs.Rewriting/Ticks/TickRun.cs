namespace Xcs.Rewriting;

/// <summary>
/// One tick as a sequence of steps, each of them a number of units; what lies between is done by the thread that asks for the next step. The same
/// steps run on the caller alone, on a pool, or as units of somebody's graph. Used again for every tick of its world.
/// </summary>
internal sealed unsafe partial class TickRun
{
    // Rounds of fewer candidates keep their claims in a table.
    private const int SmallRound = 8192;

    private readonly World _world;
    private readonly Admission _admission;

    // Workers may join in the middle of a step: the array is replaced, never changed.
    private volatile TickWorker[] _workers = [];
    private readonly Lock _renting = new();
    private readonly List<TickWorker> _idle = [];
    private readonly UnitRanges _ranges;
    private readonly List<NewWarp> _newWarps = [];
    private CancellationToken _cancellation;
    private int _rounds;
    private int _round;
    private int _roundsDone;
    private uint _roundNumber;
    private long _accepted;
    private int _activeUnits;
    private bool _isShared;
    private bool _isFollowed;
    private int _warpsBefore;
    private bool _rebuildsLinks;
    private State _state;
    private IEnumerator<bool>? _steps;
    private WorldEdit? _edit;
    private LedgerReplay? _replay;

    public TickRun(World world)
    {
        _world = world;
        _admission = new Admission(world);
        _ranges = new UnitRanges(world.Workers);
        _idle.Add(Rent());
    }

    private enum State
    {
        Idle,
        Running,
        Hashed,
        Settled,
    }

    /// <summary>The units of the step that is due.</summary>
    public int UnitCount => (_to - _from + _together - 1) / _together;

    /// <summary>Whether there is a step; false when the tick is committed.</summary>
    public bool HasStep { get; private set; }

    public TickReceipt? Receipt { get; private set; }

    private TickWorker First => _workers[0];

    private bool MayShare => _world.Workers > 1;

    /// <summary>Begins a tick of rounds, or an edit, and prepares its first step.</summary>
    public void Begin(int rounds, WorldEdit? edit, CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken;
        _rounds = rounds;
        _edit = edit;
        _round = _roundsDone = 0;
        _accepted = 0;
        _warpsBefore = _world.WarpList.Count;
        _rebuildsLinks = false;
        _state = State.Running;
        _isShared = false;
        Receipt = null;
        _admission.BeginTick();
        _steps = Steps();
        Next();
    }

    /// <summary>Does a tick of a ledger again, all of it on the caller.</summary>
    public void Begin(LedgerReplay replay)
    {
        _replay = replay;
        try
        {
            Begin(0, null, CancellationToken.None);
        }
        finally
        {
            _replay = null;
        }
    }

    /// <summary>Does what lies between two steps. A failure puts everything back and surfaces.</summary>
    public void Next()
    {
        try
        {
            HasStep = _steps!.MoveNext();
            if (!HasStep)
                _state = State.Idle;
        }
        catch
        {
            Fail();
            _world.LeaveGraph();
            throw;
        }
    }

    /// <summary>The graph that the tick is part of does not go on: puts everything back, unless a unit still runs.</summary>
    public bool TryAbandon()
    {
        if (Volatile.Read(ref _activeUnits) != 0)
            return false;
        if (_state != State.Idle)
            Fail();
        return true;
    }

    public TickWorker Rent()
    {
        lock (_renting)
        {
            var thread = Environment.CurrentManagedThreadId;
            if (_idle.Count > 0)
                return TakeIdle(thread);
            var worker = new TickWorker(_world, _workers.Length) { Thread = thread, HasUnits = true };
            worker.Log.Round = _round;
            worker.Log.IsShared = _isShared;
            _workers = [.. _workers, worker];
            return worker;
        }
    }

    // The one that the thread had last, if it is there.
    private TickWorker TakeIdle(int thread)
    {
        var at = 0;
        while (at < _idle.Count && _idle[at].Thread != thread)
            at++;
        if (at == _idle.Count)
            at = 0;
        var worker = _idle[at];
        _idle.RemoveAt(at);
        worker.Thread = thread;
        worker.HasUnits = true;
        return worker;
    }

    /// <summary>All units of the step are done: goes on to the next one.</summary>
    public void EndStep()
    {
        lock (_renting)
        {
            _idle.Clear();
            _idle.AddRange(_workers);
        }

        Next();
    }

    public TickReceipt EndInGraph()
    {
        _world.Leave();
        return Receipt!;
    }

    /// <summary>Runs one unit of the step, whichever is best for the worker.</summary>
    public void Execute(TickWorker worker)
    {
        Interlocked.Increment(ref _activeUnits);
        try
        {
            var first = _from + (_ranges.Take(worker.Number) * _together);
            var targets = _units.AsSpan(first, Math.Min(_together, _to - first));
            if (_stage == TickStage.Hash)
            {
                HashUnits(targets, worker);
                return;
            }

            foreach (ref var target in targets)
                ExecuteStage(ref target, worker);
        }
        finally
        {
            Interlocked.Decrement(ref _activeUnits);
        }
    }

    private void ExecuteStage(ref TickUnit target, TickWorker worker)
    {
        switch (_stage)
        {
            case TickStage.Match:
                MatchUnit(ref target, worker);
                break;
            case TickStage.Mark:
                MarkUnit(target, worker);
                break;
            case TickStage.Meet:
                MeetUnit(target, worker);
                break;
            case TickStage.Contest:
                ContestUnit(ref target);
                break;
            case TickStage.Execute:
                ExecuteUnit(ref target, worker);
                break;
            case TickStage.ApplyRows:
                ApplyUnit(ref target, worker, OpRoles.Row);
                break;
            case TickStage.ApplyLinks:
                ApplyUnit(ref target, worker, OpRoles.Out | OpRoles.In);
                break;
            case TickStage.Affect:
                AffectUnit(_world.WarpList[target.Warp], target.Shard, worker);
                break;
            case TickStage.Settle:
                SettleUnit(target);
                break;
        }
    }

    // Each yield is a step whose units have to run before the next one is asked for.
    private IEnumerator<bool> Steps()
    {
        if (_edit is { } edit)
        {
            BeginRound(isSmall: true);
            RunEdit(edit);
            MergeInOrder();
        }
        else if (_replay is { } replay)
        {
            BeginRound(isSmall: true);
            _rebuildsLinks = true;
            new PatchReader(_world).Apply(replay.Entry.Span, replay.PatchAt);
        }
        else
        {
            while (RunRoundsHere())
            {
                BeginRound(isSmall: false);
                foreach (var step in SharedRound())
                    yield return step;
                _round++;
                _isShared = false;
            }
        }

        foreach (var step in CommitSteps())
            yield return step;
    }
}
