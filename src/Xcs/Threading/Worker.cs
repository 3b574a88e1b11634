using System.Diagnostics;

namespace Xcs.Threading;

/// <summary>One of a pool's fixed threads: its queue, its place among the others, and the loop that it runs.</summary>
[DebuggerDisplay("{Name,nq}")]
internal sealed class Worker
{
    // Looks around this often, some 0.4 µs apart, before it sleeps: in all about what a wake-up costs (5 to 20 µs). Back-to-back runs
    // find the workers awake, and get them in half a microsecond. On one processor nobody can push work while this thread spins.
    private static readonly int SearchRounds = Environment.ProcessorCount > 1 ? 32 : 1;
    private const int SearchPause = 8;

    // Every so many items the worker serves the oldest first, or work that keeps renewing itself could hold up the rest for ever.
    private const uint FairTurn = 61;

    private uint _turn;
    private uint _random;
    private PoolThread? _thread;

    public Worker(WorkerPool pool, int index)
    {
        Pool = pool;
        Index = index;
        _random = (uint)index * 2654435769u + 1;
    }

    public WorkerPool Pool { get; }

    /// <summary>0 .. <see cref="WorkerPool.Workers"/> - 1.</summary>
    public int Index { get; }

    public string Name => $"{Pool.Options.Name}-{Index}";

    /// <summary>Pushed to by this worker alone; taken from by all.</summary>
    public WorkQueue Local { get; } = new();

    /// <summary>Where this worker sleeps. Unparked only by who took it out of <see cref="Sleepers"/>.</summary>
    public Parker Parker { get; } = new();

    public void Start() => _thread = PoolThread.Start(Pool.Options, Name, Run);

    /// <summary>Waits until the thread has ended, if it was ever started.</summary>
    public void Join() => _thread?.Join();

    private void Run()
    {
        PoolContext.Enter(Pool, this);
        while (TryTakeNext(out var item) || TrySearch(out item))
            Pool.Execute(item);
        PoolContext.Leave();
    }

    /// <summary>Anything that is queued anywhere.</summary>
    public bool TryTakeAny(out WorkItem item) => TryTakeNext(out item) || TrySteal(out item);

    private bool TryTakeNext(out WorkItem item)
    {
        if (++_turn % FairTurn == 0)
            return Pool.Global.TryTakeOldest(out item) || Local.TryTakeOldest(out item);
        return Local.TryTakeNewest(out item) || Pool.Global.TryTakeOldest(out item);
    }

    private bool TrySearch(out WorkItem item)
    {
        Pool.Sleepers.BeginSearch();
        do
        {
            for (var round = Interleaving.Rounds(SearchRounds); round > 0; round--)
            {
                if (Pool.Global.TryTakeOldest(out item) || TrySteal(out item))
                {
                    Pool.Sleepers.EndSearch();
                    return true;
                }

                if (round > 1)
                    Interleaving.Pause(SearchPause);
            }
        }
        while (Pool.Sleepers.Sleep(this));

        item = default;
        return false;
    }

    private bool TrySteal(out WorkItem item)
    {
        var workers = Pool.WorkerList;
        var victim = (int)(NextRandom() % (uint)workers.Length);
        for (var i = 0; i < workers.Length; i++)
        {
            if (victim != Index && workers[victim].Local.TryTakeOldest(out item))
                return true;
            if (++victim == workers.Length)
                victim = 0;
        }

        item = default;
        return false;
    }

    private uint NextRandom()
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return _random;
    }
}
