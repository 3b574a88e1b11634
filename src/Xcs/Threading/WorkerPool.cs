using System.Diagnostics;
using Xcs.Diagnostics.Telemetry;
using Xcs.Threading;

namespace Xcs;

/// <summary>
/// A fixed set of named background threads that everything here runs on, and the only code in the product that creates threads. Also a
/// <see cref="TaskScheduler"/>, so that tasks and dataflow blocks can run on the same threads. An idle pool uses no processor time.
/// </summary>
/// <remarks>
/// All members are safe to call from any thread. A worker takes its own queue's newest item first, then the oldest one of the global
/// queue, then the oldest one of another worker's queue. The protocol is described in src/Xcs/Threading/README.md.
/// </remarks>
[DebuggerDisplay("{Options.Name,nq}: {Workers} workers")]
public sealed partial class WorkerPool : TaskScheduler, IDisposable
{
    private static readonly Lazy<WorkerPool> LazyShared = new(() => new WorkerPool());

    private readonly Worker[] _workers;
    private volatile bool _closing;

    /// <summary>Starts the workers.</summary>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OutOfMemoryException">The system refuses the threads.</exception>
    public WorkerPool(WorkerPoolOptions? options = null)
    {
        Options = options ?? new WorkerPoolOptions();
        Options.Validate();
        Lane = new BlockingLane(this);
        Sleepers = new Sleepers(this, Options.Workers);
        Blocked = new BlockedWorkers(this);
        _workers = new Worker[Options.Workers];
        for (var i = 0; i < _workers.Length; i++)
            _workers[i] = new Worker(this, i);

        try
        {
            foreach (var worker in _workers)
                worker.Start();
        }
        catch (OutOfMemoryException)
        {
            Sleepers.Terminate();
            throw;
        }

        Pools.Opened(this);
    }

    /// <summary>The pool used where none is given: one worker per processor, started on first use, never disposed.</summary>
    public static WorkerPool Shared => LazyShared.Value;

    /// <summary>What the pool was made with.</summary>
    public WorkerPoolOptions Options { get; }

    /// <summary>How many items run at the same time, blocking ones aside.</summary>
    public int Workers => _workers.Length;

    /// <summary>The worker that runs the caller; null on any other thread, blocking threads of a pool included.</summary>
    internal static Worker? CurrentWorker => PoolContext.Worker;

    /// <summary>The pool that runs the caller: on one of its workers or blocking threads, or in a run in which the caller takes part.</summary>
    internal static WorkerPool? CurrentPool => PoolContext.Pool;

    /// <summary>Whether the caller runs on one of this pool's workers.</summary>
    internal bool IsWorkerThread => PoolContext.Worker?.Pool == this;

    /// <summary>Work from outside, and work that is for any worker but the one that brings it.</summary>
    internal WorkQueue Global { get; } = new();

    internal BlockingLane Lane { get; }

    internal Sleepers Sleepers { get; }

    /// <summary>Workers that wait for a run inside an item.</summary>
    internal BlockedWorkers Blocked { get; }

    internal ReadOnlySpan<Worker> WorkerList => _workers;

    /// <summary>Whether the pool ends once everything is done. Set after the global queue and the lane refuse work from outside.</summary>
    internal bool IsClosing => _closing;

    /// <summary>Whether no run is open, nothing is queued and no blocking work is left. Means that none will come when all workers sleep as well.</summary>
    internal bool IsDrained
    {
        get
        {
            if (Volatile.Read(ref _openRuns) != 0 || !Lane.IsDrained || !Global.IsEmpty)
                return false;
            foreach (var worker in _workers)
            {
                if (!worker.Local.IsEmpty)
                    return false;
            }

            return true;
        }
    }

    /// <summary>
    /// Refuses new work, lets the queued work finish, with what that work itself starts on this pool, and ends the threads. Waits for
    /// all of it, except when called on a thread of this pool: then it only begins. May be called again.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is <see cref="Shared"/>.</exception>
    public void Dispose()
    {
        if (LazyShared.IsValueCreated && LazyShared.Value == this)
        {
            throw new InvalidOperationException(
                "WorkerPool.Shared belongs to the whole process: it is not disposed of. Dispose of pools made with new WorkerPool(...).");
        }

        Pools.Closing(this);
        Global.Close();
        Lane.Close();
        _closing = true;
        Sleepers.TryTerminate();
        if (CurrentPool == this)
            return;

        foreach (var worker in _workers)
            worker.Join();
        Lane.Join();
    }

    /// <summary>
    /// Queues an item for any worker. Allocates nothing once the queue has seen its largest load. The same item may be queued many
    /// times; each is executed once, with its generation.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The pool is disposed and the caller is none of its own threads.</exception>
    internal void Enqueue(IPoolWorkItem item, long generation) => PushGlobal(new WorkItem(item, generation));

    /// <summary>
    /// Runs an item that blocks on a thread beside the workers. At most <see cref="WorkerPoolOptions.MaxBlockingThreads"/> run at the
    /// same time, the others wait in line.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The pool is disposed and the caller is none of its own threads.</exception>
    internal void RunBlocking(IPoolWorkItem item, long generation) => PushBlocking(new WorkItem(item, generation));

    /// <summary>Whether any queue of the workers holds something, as far as the caller can see without a lock.</summary>
    internal bool AnyWorkVisible()
    {
        Interleaving.Point();
        if (!Global.IsEmpty)
            return true;
        foreach (var worker in _workers)
        {
            Interleaving.Point();
            if (!worker.Local.IsEmpty)
                return true;
        }

        return false;
    }

    /// <summary>Executes a queued item on the calling thread of the pool, and leaves nothing of it behind on the thread.</summary>
    internal void Execute(WorkItem item)
    {
        try
        {
            if (item.Target is Task task)
                TryExecuteTask(task);
            else
                ((IPoolWorkItem)item.Target).Execute(item.Generation);
        }
        catch (Exception exception)
        {
            Debug.Fail("A work item of the pool threw: items report failures themselves.", exception.ToString());
        }

        PoolContext.Clean();
    }

    /// <summary>Executes one queued item, if there is one, in the middle of another one: on a worker that would only wait.</summary>
    internal void ExecuteInBetween(Worker worker)
    {
        if (!worker.TryTakeAny(out var item))
            return;
        var flow = ExecutionContext.Capture();
        Execute(item);
        if (flow is not null)
            ExecutionContext.Restore(flow);
    }

    private void PushGlobal(WorkItem item)
    {
        if (CurrentPool == this)
        {
            Global.Push(item);
            WakeForPushed();
        }
        else if (Global.TryPush(item))
        {
            WakeForPushed();
        }
        else
        {
            // Closed: only an open run lets others in, and it is held until the item is queued.
            ObjectDisposedException.ThrowIf(!TryJoinRuns(), this);
            Global.Push(item);
            WakeForPushed();
            ExitRun();
        }
    }

    private void PushBlocking(WorkItem item)
    {
        if (Lane.TryRun(item, evenWhenClosed: CurrentPool == this))
            return;

        ObjectDisposedException.ThrowIf(!TryJoinRuns(), this);
        Lane.TryRun(item, evenWhenClosed: true);
        ExitRun();
    }

    private void WakeForPushed()
    {
        Interlocked.MemoryBarrier(); // the push is seen before the sleepers are looked at: see README.md
        Sleepers.WakeOne();
        Blocked.WakeIfAllWait();
    }
}
