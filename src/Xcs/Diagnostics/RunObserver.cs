using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Xcs.Compilation;
using Xcs.Diagnostics.Telemetry;
using Xcs.Execution;
using Xcs.Threading;

namespace Xcs.Diagnostics;

/// <summary>
/// Looks on while a graph runs once, for a trace, for a receiver of progress, for listeners to telemetry. A run that nobody looks at has
/// none: that is decided once, when it opens.
/// </summary>
internal sealed class RunObserver
{
    private readonly RunTrace? _trace;
    private readonly WorkerPool _pool;
    private readonly RunTelemetry? _telemetry;
    private readonly RunScope _root;
    private readonly ThreadLog?[] _logs;

    private RunObserver(UnitGraph units, ExecutionMode mode, WorkerPool pool, RunTrace? trace, IProgress<RunProgress>? progress, RunTelemetry? telemetry)
    {
        _trace = trace;
        _pool = pool;
        _telemetry = telemetry;
        _logs = trace is null ? [] : new ThreadLog?[pool.Workers + 1];
        Run = trace is null ? null : new TracedRun(mode, mode == ExecutionMode.Sequential ? 1 : pool.Workers);
        Progress = progress is null ? null : new ProgressCounter(progress, units.Graph.OperatorTable);
        _root = new RunScope(this, units, null, -1, -1, isOneOfMany: false);
    }

    /// <summary>The run in the trace; null where no trace was open when the run began.</summary>
    public TracedRun? Run { get; }

    /// <summary>Null where nobody asks.</summary>
    public ProgressCounter? Progress { get; }

    /// <summary>Null where nobody listens to nodes.</summary>
    public NodeTelemetry? Nodes => _telemetry?.Nodes;

    /// <summary>Whether nodes run one by one for whoever looks; otherwise the run is seen from outside.</summary>
    public bool SeesNodes => _trace is not null || Progress is not null || Nodes is not null;

    /// <summary>Whether nodes run one by one for somebody who comes and goes.</summary>
    public bool IsPassing => _trace is not null || Nodes is not null;

    /// <summary>Whether the run is the current span of the thread that opens it.</summary>
    public bool HasSpan => _telemetry is { HasSpan: true };

    /// <summary>The frame of a run that takes place on the calling thread alone, and what it writes to.</summary>
    public (Frame Frame, RunScope Scope, ThreadLog? Log)? InPlace { get; private set; }

    /// <summary>An observer for a run that is about to open; null where nobody looks.</summary>
    public static RunObserver? Of(UnitGraph units, ExecutionMode mode, WorkerPool pool, JitOptions options)
    {
        var (trace, progress) = (RunTrace.For(options.Trace), options.Progress);
        var telemetry = RunTelemetry.Of(units.Graph, mode, mode == ExecutionMode.Sequential ? 1 : pool.Workers);
        return trace is null && progress is null && telemetry is null ? null : new RunObserver(units, mode, pool, trace, progress, telemetry);
    }

    /// <summary>What the frames of the run share.</summary>
    public RunContext Context(CancellationToken cancellationToken) => new() { CancellationToken = cancellationToken, Observer = this };

    /// <summary>The scope of an execution of the graph, or of a body, that is about to start.</summary>
    public RunScope Open(Activation activation)
    {
        if (activation.Owner is null)
            return _root;
        var outer = activation.Parent as Activation ?? (Activation)activation.Parent!.Parent!;
        var isOneOfMany = !ReferenceEquals(outer, activation.Parent);
        return new RunScope(
            this,
            activation.Units,
            outer.Scope,
            outer.Units.FirstNode[isOneOfMany ? activation.Parent!.ParentUnit : activation.ParentUnit],
            isOneOfMany ? activation.ParentUnit : activation.Round,
            isOneOfMany);
    }

    /// <summary>Where the calling thread writes; null where no trace is open.</summary>
    /// <param name="me">Its place in the run; null where it has none.</param>
    public ThreadLog? LogOf(Participant? me)
    {
        if (_trace is null)
            return null;
        if (me is null || me.Index >= _logs.Length)
            return LogHere(TraceThread.Outside);
        return _logs[me.Index] ??= new ThreadLog(_trace.BufferOfThisThread(), me.Index == 0 ? TraceThread.Caller : TraceThread.Worker, me.Index - 1);
    }

    /// <summary>The nodes in program order on the calling thread.</summary>
    public void RunInPlace(UnitGraph units, Frame frame, CostProfile? profile)
    {
        var log = LogHere(TraceThread.Caller);
        InPlace = (frame, _root, log);
        frame.Context = Context(frame.Context.CancellationToken);
        var place = 0;
        try
        {
            if (profile is { IsByUnit: true })
            {
                for (var unit = 0; unit < units.UnitCount; unit++)
                    _root.Execute(frame, unit, ref place, units.UnitStart[unit + 1], profile, log);
            }
            else
            {
                _root.Execute(frame, 0, ref place, units.Order.Length, profile, log);
            }
        }
        catch (Exception failure)
        {
            _root.DropRest(place + 1, log);
            End(log, frame.Context.IsStoppedBy(failure) ? TraceOutcome.Dropped : TraceOutcome.Failed, failure, isSuspended: false);
            throw;
        }

        End(log, TraceOutcome.Done, failure: null, isSuspended: false)?.Throw();
    }

    /// <summary>A run on the calling thread whose nodes nobody looked at is over.</summary>
    public void EndedOutside(Exception? failure) => _telemetry!.Ended(failure, isCancelled: failure is OperationCanceledException);

    /// <summary>The thread that has started a run goes its own way.</summary>
    public void LeaveCaller() => _telemetry?.LeaveCaller();

    /// <summary>The run in which the calling thread took part is over and everybody else has left it.</summary>
    /// <returns>The failure of the run; where there is none, that of the receiver of progress.</returns>
    public ExceptionDispatchInfo? Ended(ExceptionDispatchInfo? failure, Participant me) =>
        End(LogOf(me), failure is null ? TraceOutcome.Done : TraceOutcome.Failed, failure?.SourceException, isSuspended: false) is { } fault ? failure ?? fault : failure;

    /// <summary>The run that nobody took part in as its caller is over and everybody has left it.</summary>
    /// <inheritdoc cref="Ended(ExceptionDispatchInfo?, Participant)" path="/returns"/>
    public Exception? Ended(Exception? failure, bool isCancelled)
    {
        var outcome = isCancelled ? TraceOutcome.Dropped : failure is null ? TraceOutcome.Done : TraceOutcome.Failed;
        return End(LogOf(me: null), outcome, failure, isSuspended: true) is { } fault ? failure ?? fault.SourceException : failure;
    }

    private ExceptionDispatchInfo? End(ThreadLog? log, TraceOutcome outcome, Exception? failure, bool isSuspended)
    {
        log?.Run(_root, Stopwatch.GetTimestamp(), outcome, isSuspended);
        var fault = Progress?.End();
        _telemetry?.Ended(failure ?? fault?.SourceException, isCancelled: outcome == TraceOutcome.Dropped);
        return fault;
    }

    // For a thread without a place in the run: what it is otherwise.
    private ThreadLog? LogHere(TraceThread otherwise)
    {
        if (_trace is null)
            return null;
        var buffer = _trace.BufferOfThisThread();
        if (PoolContext.Pool != _pool)
            return new ThreadLog(buffer, otherwise, -1);
        return PoolContext.Worker is { } worker
            ? new ThreadLog(buffer, TraceThread.Worker, worker.Index)
            : new ThreadLog(buffer, TraceThread.Blocking, -1);
    }
}
