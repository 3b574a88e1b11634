using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xcs.Compilation;
using Xcs.Diagnostics.Telemetry;

namespace Xcs.Execution;

/// <summary>Runs one graph, again and again, from any number of threads. Measures the first runs and moves to a better tier when it knows more.</summary>
internal sealed partial class Executor
{
    private const uint CallsBetweenTimings = 32;

    private volatile Tier _tier;

    // Counts calls, roughly: several threads may count one for another.
    private uint _calls;

    public Executor(ExecutionPlan plan, JitOptions options)
    {
        Plan = plan;
        Graph = plan.Graph;
        Options = options;
        Pool = options.Pool ?? WorkerPool.Shared;
        Tiers = new TierPolicy(Graph, options, Pool);
        _tier = Tiers.First();
    }

    public DataflowGraph Graph { get; }

    public ExecutionPlan Plan { get; }

    /// <summary>When and why the graph was traced, for <c>Explain()</c>.</summary>
    public string Origin { get; init; } = "compiled from a plan";

    public JitOptions Options { get; }

    public WorkerPool Pool { get; }

    public TierPolicy Tiers { get; }

    public Tier Tier => _tier;

    /// <summary>The whole graph as one method; null where a call has to go through <see cref="Begin"/>, as every so many do to be timed.</summary>
    public Delegate? Direct => (++_calls & (CallsBetweenTimings - 1)) == 0 || RunTrace.For(Options.Trace) is not null || Telemetry.IsOn || Pool.IsClosing ? null : _tier.Direct;

    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public Call Begin()
    {
        Pool.ThrowIfDisposed();
        var tier = _tier;
        if (tier.Mode == ExecutionMode.Sequential)
            return new Call(this, tier, tier.RentFrame(), null);
        var run = RentRun(tier);
        return new Call(this, tier, run.Root.Frame, run);
    }

    /// <summary>The nodes in program order on the calling thread.</summary>
    public TResult RunInPlace<TResult>(Tier tier, Frame frame)
    {
        var started = Stopwatch.GetTimestamp();
        var context = LeaveSynchronizationContext();
        try
        {
            // In a task of another scheduler, what an operator awaits would come back to that scheduler, whose only thread may be this one.
            if (Graph.MayWait && TaskScheduler.Current != TaskScheduler.Default)
                RunUnitsOutsideScheduler(tier, frame);
            else
                RunUnits(tier, frame);
            return ResultOf<TResult>(frame);
        }
        finally
        {
            Reenter(context);
            var isSlowed = frame.Context.Observer is { IsPassing: true };
            tier.Return(frame);
            Ended(tier, started, isSlowed);
        }
    }

    /// <summary>A parallel run in which the calling thread takes part.</summary>
    public TResult RunTogether<TResult>(Tier tier, PreparedRun prepared)
    {
        var started = Stopwatch.GetTimestamp();
        var (run, root) = (prepared.Run, prepared.Root);
        run.Open(tier.Mode, callerTakesPart: true);
        var context = LeaveSynchronizationContext();
        run.Profile = tier.Profile;
        var observer = Observe(tier, prepared);
        root.Begin(parent: null, parentUnit: 0);
        var me = run.CallerPlace();
        root.Start(me);
        run.RunToEnd(me);
        Reenter(context);

        var failure = observer is null ? root.Failure : observer.Ended(root.Failure, me);
        var result = failure is null ? ResultOf<TResult>(root.Frame) : default;
        Return(tier, prepared, started);
        failure?.Throw();
        return result!;
    }

    // A caller that knows no types asks for an object and gets values boxed.
    private TResult ResultOf<TResult>(Frame frame)
    {
        var node = Graph.Result.Value;
        return typeof(TResult) == typeof(object) ? (TResult)Graph.Operators[node].Box(frame, node)! : frame.Read<TResult>(node);
    }

    private void Return(Tier tier, PreparedRun prepared, long started)
    {
        var isSlowed = prepared.Root.Frame.Context.Observer is { IsPassing: true };
        if (prepared.Run.Pool == Pool && !prepared.Run.IsTainted)
            tier.Return(prepared);
        Ended(tier, started, isSlowed);
    }

    private void RunUnitsOutsideScheduler(Tier tier, Frame frame)
    {
        var units = new Task(() => RunUnits(tier, frame));
        units.RunSynchronously(TaskScheduler.Default);
        units.GetAwaiter().GetResult();
    }

    // An operator that awaits must not come back to a thread that waits for it.
    internal static SynchronizationContext? LeaveSynchronizationContext()
    {
        var context = SynchronizationContext.Current;
        if (context is not null)
            SynchronizationContext.SetSynchronizationContext(null);
        return context;
    }

    internal static void Reenter(SynchronizationContext? context)
    {
        if (context is not null)
            SynchronizationContext.SetSynchronizationContext(context);
    }

    // A call from a worker of another pool stays on that pool: one call never uses two.
    private PreparedRun RentRun(Tier tier) =>
        WorkerPool.CurrentPool is { } other && other != Pool ? new PreparedRun(tier.Units, other) : tier.RentRun();

    // What a run under observation takes says nothing about others.
    private void Ended(Tier tier, long started, bool isSlowed)
    {
        var ticks = Stopwatch.GetTimestamp() - started;
        if (tier.Profile is { } profile)
        {
            if (profile.RunEnded(ticks))
                PromoteInBackground();
        }
        else if (!isSlowed && Tiers.IsSurprising(tier, ticks))
        {
            ChangeTo(Tiers.First());
        }
    }

    private void PromoteInBackground()
    {
        try
        {
            _ = Task.Factory.StartNew(static state => ((Executor)state!).Promote(), this, CancellationToken.None, TaskCreationOptions.DenyChildAttach, Pool);
        }
        catch (TaskSchedulerException)
        {
            // The pool has been disposed of: nothing will run that could be faster.
        }
    }

    private void Promote()
    {
        var tier = _tier;
        try
        {
            ChangeTo(Tiers.Next(tier));
        }
        catch (Exception exception)
        {
            // What cannot be compiled runs as before, and Explain() says so.
            ChangeTo(new Tier(tier.Mode, tier.Units, Pool) { Reason = $"{tier.Reason}; compilation failed: {exception.Message}" });
            XcsEventSource.Log.CompilationFailed(Graph.Name, exception.Message);
        }
    }

    private void ChangeTo(Tier tier)
    {
        _tier = tier;
        CompilationTelemetry.TierChanged(Graph, tier);
    }

    /// <summary>What was done to the graph and why it runs as it does.</summary>
    public string Explain()
    {
        var tier = _tier;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"graph {Graph.Name}: {Graph.NodeCount} nodes\n");
        foreach (var note in Graph.Notes)
            text.Append(CultureInfo.InvariantCulture, $"{(note.StartsWith("lift: ", StringComparison.Ordinal) ? "" : "pass: ")}{note}\n");
        foreach (var note in UnitText.Joined(Graph.Units))
            text.Append(CultureInfo.InvariantCulture, $"fusion: {note}\n");
        text.Append(CultureInfo.InvariantCulture, $"mode: {tier.Mode} ({tier.Reason})\n");
        text.Append(CultureInfo.InvariantCulture, $"units: {tier.Units.UnitCount} in {tier.Units.WaveStart.Length - 1} waves, at most {tier.Units.Width} side by side\n");
        text.Append(CultureInfo.InvariantCulture, $"tier: {(tier.Direct is not null ? "compiled into one method" : tier.Units.Code is not null ? "units compiled" : "operators called directly")}\n");
        text.Append(CultureInfo.InvariantCulture, $"stream: {StreamPlan}\n");
        text.Append(CultureInfo.InvariantCulture, $"origin: {Origin}\n");
        return text.ToString();
    }
}
