using System.Diagnostics;

namespace Xcs.Rewriting;

/// <summary>
/// Warps, rules and the ticks that change them; see README.md in this folder's parent. One thread at a time, except for <see cref="Enqueue"/>, which any
/// thread may call at any time. Whatever throws leaves the state as it was.
/// </summary>
[DebuggerDisplay("tick {CurrentTick}, {WarpList.Count} warps, {RuleList.Count} rules")]
public sealed partial class World : IDisposable
{
    private readonly Dictionary<string, Warp> _warpsByName = [];
    private readonly TickRun _run;
    private readonly WorkerPool? _ownPool;
    private JitFunction<TickRun, TickRun>? _loop;
    private CancellationToken _graphCancellation;
    private int _isBusy;
    private bool _isInGraph;
    private bool _isDisposed;
    private Ledger? _adopted;

    /// <summary>Makes an empty world.</summary>
    /// <param name="options">The defaults where it is null.</param>
    /// <exception cref="OptionsException">An option has a value that it cannot have.</exception>
    /// <exception cref="RewritingException">The machine is big-endian.</exception>
    public World(WorldOptions? options = null)
    {
        Options = options ?? new WorldOptions();
        Options.Validate();
        if (!BitConverter.IsLittleEndian)
            throw new RewritingException(Fault.BadArgument, "the machine is big-endian", "Use a little-endian one: hashes are over bytes as they lie in memory.");
        Workers = Options.Workers ?? (Options.Pool ?? WorkerPool.Shared).Workers;
        if (Workers > 1 && Options.Pool is null && Workers != WorkerPool.Shared.Workers)
            _ownPool = new WorkerPool(new WorkerPoolOptions { Workers = Workers, Name = "xcs-world" });
        _run = new TickRun(this);
        Options.Ledger?.Bind(this);
    }

    /// <summary>What the world was made with.</summary>
    public WorldOptions Options { get; }

    /// <summary>How many workers run units.</summary>
    public int Workers { get; }

    /// <summary>All warps, by number.</summary>
    public IReadOnlyList<Warp> Warps => WarpList;

    /// <summary>The number of the last commit; 0 where there is none.</summary>
    public ulong CurrentTick { get; private set; }

    /// <summary>The last commit; zero where there is none.</summary>
    public Digest CommitHash { get; private set; }

    /// <summary>The digest of the state as of the last commit.</summary>
    public Digest StateRoot { get; private set; }

    /// <summary>Where receipts and patches go; null where none are kept.</summary>
    public Ledger? Ledger => _adopted ?? Options.Ledger;

    internal SchemaTable Schema { get; } = new();

    internal List<Warp> WarpList { get; } = [];

    internal List<Rule> RuleList { get; } = [];

    internal bool Joins => Options.Policy == ConflictPolicy.Join;

    /// <summary>For measurements: every match is executed, whatever it conflicts with.</summary>
    internal bool SkipsAdmission { get; set; }

    /// <summary>For tests: deltas are merged in the wrong order.</summary>
    internal bool BreaksMergeOrder { get; set; }

    /// <summary>Runs rounds until there are no candidates, at most as many as given, and commits once.</summary>
    /// <param name="rounds">How many rounds at most, from 1 on.</param>
    /// <param name="cancellationToken">Stops the tick before a merge; the state is then what it was.</param>
    /// <exception cref="RuleException">A rule threw.</exception>
    /// <exception cref="FootprintException">The guard is on and a rule left its footprint.</exception>
    /// <exception cref="DivergenceException">Rewrites wrote different values to one row.</exception>
    /// <exception cref="RewritingException">The world is busy, or something else does not fit; see <see cref="RewritingException.Fault"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public TickReceipt Tick(int rounds = 1, CancellationToken cancellationToken = default)
    {
        RequireRounds(rounds);
        Enter();
        try
        {
            return RunToEnd(rounds, null, cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Changes a warp from outside; a commit of its own, without rules.</summary>
    /// <param name="warp">The warp.</param>
    /// <param name="change">Writes to the delta, on this thread.</param>
    /// <exception cref="RewritingException">The warp is unknown, the world is busy, or the change does not fit.</exception>
    /// <remarks>What <paramref name="change"/> throws surfaces as it is.</remarks>
    public TickReceipt Edit(Warp warp, Action<Delta> change)
    {
        RequireWarp(warp);
        if (change is null)
            throw new RewritingException(Fault.BadArgument, "the change is null", "Give a function that writes to the delta.");
        Enter();
        try
        {
            return RunToEnd(0, new WorldEdit(warp, change), CancellationToken.None);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>A view of a warp for use between ticks.</summary>
    /// <exception cref="RewritingException">The warp is unknown.</exception>
    public View Read(Warp warp)
    {
        RequireWarp(warp);
        var view = new View(this, null, isOutside: true);
        view.Attach(warp);
        return view;
    }

    /// <summary>Gives back the memory. The ledger stays as it is.</summary>
    /// <exception cref="RewritingException">The world is in the middle of a tick.</exception>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        Enter();
        _isDisposed = true;
        foreach (var warp in WarpList)
            warp.Free();
        Schema.Dispose();
        _ownPool?.Dispose();
    }

    internal void RequireIdle()
    {
        if (Volatile.Read(ref _isBusy) != 0 && !TryAbandon())
            ThrowBusy();
    }

    internal TickRun BeginInGraph(int rounds, CancellationToken cancellationToken)
    {
        RequireRounds(rounds);
        Enter();
        _isInGraph = true;
        _graphCancellation = cancellationToken;
        try
        {
            Collect();
            _run.Begin(rounds, null, cancellationToken);
        }
        catch
        {
            Leave();
            throw;
        }

        return _run;
    }

    /// <summary>A tick in a graph has failed: nobody will ask for its receipt.</summary>
    internal void LeaveGraph()
    {
        if (_isInGraph)
            Leave();
    }

    internal void Leave()
    {
        _isInGraph = false;
        Volatile.Write(ref _isBusy, 0);
    }

    private TickReceipt RunToEnd(int rounds, WorldEdit? edit, CancellationToken cancellationToken)
    {
        if (edit is null)
            Collect();
        _run.Begin(rounds, edit, cancellationToken);
        if (!_run.HasStep)
            return _run.Receipt!;
        _loop ??= Graph.Jit<TickRun, TickRun>(TickGraph.Loop, new JitOptions { Mode = ExecutionMode.Waves, Pool = _ownPool ?? Options.Pool });
        try
        {
            _loop.Invoke(_run);
            return _run.Receipt!;
        }
        catch
        {
            _run.TryAbandon();
            throw;
        }
    }

    private void Enter()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (Interlocked.CompareExchange(ref _isBusy, 1, 0) == 0)
            return;
        if (!TryAbandon() || Interlocked.CompareExchange(ref _isBusy, 1, 0) != 0)
            ThrowBusy();
    }

    // A tick in a graph that was cancelled, or has failed elsewhere, is never asked for its next step.
    private bool TryAbandon()
    {
        if (!_isInGraph || !_graphCancellation.IsCancellationRequested || !_run.TryAbandon())
            return false;
        Leave();
        return true;
    }

    private static void ThrowBusy() => throw new RewritingException(
        Fault.Busy, "the world is in the middle of a tick or an edit", "Wait for it to return; only Enqueue may be called meanwhile.");

    private static void RequireRounds(int rounds)
    {
        if (rounds < 1)
            throw new RewritingException(Fault.BadArgument, $"{rounds} rounds are asked for", "Ask for 1 or more.");
    }
}
