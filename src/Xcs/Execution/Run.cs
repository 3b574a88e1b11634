using Xcs.Compilation;
using Xcs.Threading;

namespace Xcs.Execution;

/// <summary>
/// One parallel run: a tree of jobs whose units are run by whoever takes part. The caller of a synchronous run takes part; workers of the
/// pool join by tickets when units are there that nobody is looking for, and leave when they find none. README.md in this folder tells the
/// protocol and why no unit is lost.
/// </summary>
internal sealed partial class Run : IPoolWorkItem, IBlockedWorker
{
    /// <summary>In place of a unit: any unit of the job's open range.</summary>
    public const int AnyOfRange = -1;

    // How long a worker looks around before it leaves the run or sleeps: some twenty microseconds, a few times what waking costs, with pauses
    // that grow. At first it looks again at once, and does not count as seeking if nobody else can be invited: between two waves of small units
    // the next one is a fraction of a microsecond away.
    private const int SearchRounds = 128;
    private const int UncountedRounds = 32;
    private const int RoundsOfOnePause = 16;

    // The caller's place, those of the workers, and from the first run that is opened from inside the pool on those of outsiders.
    private Participant[] _participants;
    private int[] _outsiders = [];
    private readonly Parker _callerParker = new();
    private readonly UnitInbox _inbox = new();
    private readonly List<CancellationTokenSource> _tokens = [];

    // References (low 24 bits) of participants, of threads that complete units from outside, and of the run itself until it is done; above
    // them the generation. A ticket of an earlier generation finds another number; a run at rest has no references.
    private long _references;

    // Participants that are looking for a unit, with those invited by tickets that have not arrived.
    private int _seeking;
    private int _helpers;
    private int _helperLimit;
    private int _callerIsParked;
    private bool _isDone;
    private bool _isFromInside;
    private volatile bool _isCancelled;
    private long _generation;

    public Run(WorkerPool pool)
    {
        Pool = pool;
        _participants = new Participant[pool.Workers + 1];
        for (var k = 0; k < _participants.Length; k++)
            _participants[k] = new Participant(this, k);
    }

    public WorkerPool Pool { get; }

    /// <summary>The most participants that there can be: the caller, the workers, and as many outsiders with a few that are just leaving.</summary>
    public int MostParticipants => (2 * Pool.Workers) + 5;

    /// <summary>Whether waves end in a barrier; otherwise a unit starts as soon as its inputs are there.</summary>
    public bool HasBarriers { get; private set; }

    /// <summary>Whether units run strictly one after the other in program order.</summary>
    public bool IsSequential { get; private set; }

    public bool IsCancelled
    {
        get
        {
            Interleaving.Point();
            return _isCancelled;
        }
    }

    /// <summary>Whether operators that nobody waits for may still write into frames: then none of the run's frames is used again.</summary>
    public bool IsTainted { get; set; }

    /// <summary>The async locals of the caller: operators see them on every thread, as they would in the sequential program.</summary>
    public ExecutionContext? Flow { get; private set; }

    /// <summary>Where to note what nodes cost; null where nobody asks.</summary>
    public CostProfile? Profile { get; set; }

    /// <summary>What to call when the run is done and nobody waits for it; null in a synchronous run.</summary>
    public Action? WhenDone { get; set; }

    /// <summary>Opens the run for one execution: the calling thread holds a reference, the run itself another.</summary>
    /// <remarks>
    /// An operator that starts a run without taking part may be so unwise as to hold its worker until the run is done. If all workers are
    /// held so, none is left for the run: blocking threads are invited in their place.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public void Open(ExecutionMode mode, bool callerTakesPart)
    {
        _isFromInside = !callerTakesPart && WorkerPool.CurrentPool == Pool;
        if (_isFromInside && _outsiders.Length == 0)
            MakePlacesForOutsiders();
        IsSequential = mode == ExecutionMode.Sequential;
        HasBarriers = mode is ExecutionMode.Waves or ExecutionMode.Sequential;
        Pool.EnterRun();
        CaptureFlow();
        _isCancelled = false;
        _isDone = false;
        _seeking = 0;
        _helpers = 0;
        _callerIsParked = 0;
        _helperLimit = (IsSequential ? 1 : Pool.Workers) - (callerTakesPart ? 1 : 0);
        foreach (var participant in _participants)
            participant.Deque.Reset();
        Interleaving.Point();
        Volatile.Write(ref _references, (++_generation << 24) | 2);
    }

    /// <summary>Operators see the async locals that the calling thread has now.</summary>
    public void CaptureFlow() => Flow = ExecutionContext.Capture();

    private void MakePlacesForOutsiders()
    {
        var known = _participants.Length;
        Array.Resize(ref _participants, MostParticipants);
        for (var k = known; k < _participants.Length; k++)
            _participants[k] = new Participant(this, k);
        _outsiders = new int[_participants.Length - known];
    }

    /// <summary>Units that have not started are left out from now on.</summary>
    // No point here: who disposes of a cancellation's registration waits for it outside of the seams.
    public void Cancel() => _isCancelled = true;

    /// <summary>The calling thread takes part until the run is done and everybody else has left it.</summary>
    public void RunToEnd(Participant caller)
    {
        var before = PoolContext.Visit(Pool);
        // In a task of another scheduler, what an operator awaits would come back to that scheduler, whose only thread may be this one.
        if (TaskScheduler.Current == TaskScheduler.Default)
            Work(caller, isCaller: true, isSeeking: false);
        else
            new Task(static caller => ((Participant)caller!).Run.Work((Participant)caller, isCaller: true, isSeeking: false), caller).RunSynchronously(TaskScheduler.Default);
        PoolContext.Visit(before);
        var spinner = default(SpinWait);
        while (!TryLeaveAsLast())
            Interleaving.Spin(ref spinner);
        Close();
    }

    /// <summary>The calling thread's own place: that of its worker where it is one of the pool.</summary>
    public Participant CallerPlace() =>
        WorkerPool.CurrentWorker is { } worker && worker.Pool == Pool ? _participants[worker.Index + 1] : _participants[0];

    /// <summary>Lets the thread that opened the run go; the last one to leave ends it.</summary>
    public void Release()
    {
        Interleaving.Point();
        if ((Interlocked.Decrement(ref _references) & 0xFFFFFF) != 0)
            return;
        Close();
        WhenDone!();
    }

    /// <summary>Keeps the run open while a thread from outside completes a unit. Only while a unit is waiting.</summary>
    public void Hold()
    {
        Interleaving.Point();
        Interlocked.Increment(ref _references);
    }

    /// <summary>The root job is done.</summary>
    public void Complete()
    {
        Interleaving.Point();
        Volatile.Write(ref _isDone, true);
        Interlocked.MemoryBarrier();
        WakeCaller();
        Release();
    }

    /// <summary>Puts a unit where it can be found, and sees to it that somebody looks.</summary>
    public void Push(Job job, int unit, Participant? me)
    {
        var item = HandleOf(job, unit);
        if (me is null)
            _inbox.Push(item);
        else
            me.Deque.Push(item);
        Interlocked.MemoryBarrier();
        Notify();
    }

    /// <summary>Lets a mark show that a job has a range, unless the caller's newest one does.</summary>
    public void Show(Job job, Participant? me)
    {
        // The fence orders the range before the look at the mark: whoever takes the mark later sees the range.
        Interlocked.MemoryBarrier();
        if (me is not null && me.Deque.HasNewest(MarkOf(job)))
            Notify();
        else
            Push(job, AnyOfRange, me);
    }

    private static long MarkOf(Job job) => HandleOf(job, AnyOfRange);

    private static long HandleOf(Job job, int unit) => ((long)job.Handle << 32) | (uint)unit;

    private bool IsDone
    {
        get
        {
            Interleaving.Point();
            return Volatile.Read(ref _isDone);
        }
    }

    /// <summary>A token of the run that can be cancelled before the caller's is; disposed of with the run.</summary>
    public CancellationTokenSource CreateToken(CancellationToken outer)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        Interleaving.Point();
        lock (_tokens)
            _tokens.Add(source);
        return source;
    }

    private void Close()
    {
        _tokens.ForEach(static source => source.Dispose());
        _tokens.Clear();
        Flow = null;
        Pool.ExitRun();
    }

    // Fails while others refer to the run. Late tickets may join until it succeeds, and never after.
    private bool TryLeaveAsLast()
    {
        var last = (_generation << 24) | 1;
        Interleaving.Point();
        if (Volatile.Read(ref _references) != last)
            return false;
        Interleaving.Point();
        return Interlocked.CompareExchange(ref _references, last - 1, last) == last;
    }
}
