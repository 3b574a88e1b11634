using System.Diagnostics;
using Xcs.Compilation;
using Xcs.Diagnostics.Telemetry;
using Xcs.Execution;

namespace Xcs.Diagnostics;

/// <summary>
/// One execution of a graph, or of a body, that is looked at: runs its nodes one by one and notes each. Nodes are noted once: when they
/// end, or when they are dropped. Used by many threads at once; each writes to its own log.
/// </summary>
internal sealed class RunScope(RunObserver observer, UnitGraph units, RunScope? parent, int parentNode, int item, bool isOneOfMany)
{
    // By unit: when a node that may be left waiting has started. Written before anybody can complete it.
    private readonly long[] _started = Array.Exists(units.Kinds, static kind => kind == UnitKind.Suspending) ? new long[units.UnitCount] : [];

    // In a body: the span of the control node of the graph itself that it belongs to.
    private readonly Activity? _around = parent?.SpanOf(parentNode);

    public DataflowGraph Graph => units.Graph;

    public UnitGraph UnitGraph => units;

    /// <summary>The run; there is one where a trace is open.</summary>
    public TracedRun? Run => observer.Run;

    /// <summary>The execution with the control node that a body belongs to; null for the graph itself.</summary>
    public RunScope? Parent => parent;

    public int ParentNode => parentNode;

    /// <summary>The item or the round that a body runs for; -1 for the graph itself.</summary>
    public int Item => item;

    /// <summary>Whether the body runs for an item of a map: side by side with those of other items.</summary>
    public bool IsOneOfMany => isOneOfMany;

    public int Activation { get; } = observer.Run?.NextActivation() ?? 0;

    public long Opened { get; } = Stopwatch.GetTimestamp();

    // Progress and telemetry are about the graph itself; bodies count as their control node.
    private ProgressCounter? NodeCounter => parent is null ? observer.Progress : null;

    private NodeTelemetry? Telemetry => parent is null ? observer.Nodes : null;

    /// <summary>What should be the current span while operators of a node run; null where nobody asked for spans.</summary>
    public Activity? SpanOf(int node) => parent is null ? observer.Nodes?.SpanOf(node) : _around;

    /// <summary>Where the calling thread writes.</summary>
    public ThreadLog? LogOf(Participant? me) => observer.LogOf(me);

    /// <summary>Runs the nodes from <paramref name="place"/> to <paramref name="end"/>, which are in one unit; <paramref name="place"/> is where it stands, also when an operator throws.</summary>
    /// <param name="frame">The slots.</param>
    /// <param name="unit">The unit; needed where there is a profile.</param>
    /// <param name="place">The first place.</param>
    /// <param name="end">The place after the last.</param>
    /// <param name="profile">Where to note what the nodes cost; null where nobody asks.</param>
    /// <param name="log">Where the calling thread writes; null where no trace is open.</param>
    public void Execute(Frame frame, int unit, ref int place, int end, CostProfile? profile, ThreadLog? log)
    {
        if (log is not null && profile is null && _around is null && Telemetry is null && NodeCounter is null)
        {
            Record(frame, ref place, end, log);
            return;
        }

        var byNode = profile is { IsByUnit: false } ? profile : null;
        var telemetry = Telemetry;
        var tally = new NodeTally(NodeCounter);
        var (cancellationToken, isInside) = (frame.Context.CancellationToken, false);
        var first = Stopwatch.GetTimestamp();
        var started = first;
        try
        {
            for (; place < end; place++)
            {
                var node = units.Order[place];
                isInside = false;
                cancellationToken.ThrowIfCancellationRequested();
                isInside = true;
                using (CurrentSpan.Enter(telemetry is null ? _around : telemetry.Started(node)))
                    Graph.Operators[node].Execute(frame, units.Inputs[place], node);
                if (log is not null || byNode is not null || telemetry is not null)
                {
                    var now = Stopwatch.GetTimestamp();
                    log?.Node(this, node, started, now);
                    byNode?.Add(node, now - started);
                    telemetry?.Ended(node, started, now, TraceOutcome.Done, failure: null);
                    started = telemetry is null ? now : Stopwatch.GetTimestamp();
                }

                tally.Add(node);
            }

            if (profile is { IsByUnit: true })
                profile.Add(unit, Stopwatch.GetTimestamp() - first);
        }
        catch (Exception failure)
        {
            var now = Stopwatch.GetTimestamp();
            log?.Node(this, units.Order[place], started, now, isInside ? TraceOutcome.Failed : TraceOutcome.Dropped);
            if (isInside)
                telemetry?.Ended(units.Order[place], started, now, TraceOutcome.Failed, failure);
            tally.Add(units.Order[place]);
            throw;
        }
        finally
        {
            tally.Flush();
        }
    }

    // The same for a trace alone: what a node costs more is a look at the clock and a record.
    private void Record(Frame frame, ref int place, int end, ThreadLog log)
    {
        var (operators, order, inputs, cancellationToken) = (Graph.Operators, units.Order, units.Inputs, frame.Context.CancellationToken);
        var (started, isInside) = (Stopwatch.GetTimestamp(), false);
        try
        {
            for (; place < end; place++)
            {
                var node = order[place];
                isInside = false;
                cancellationToken.ThrowIfCancellationRequested();
                isInside = true;
                operators[node].Execute(frame, inputs[place], node);
                var now = Stopwatch.GetTimestamp();
                log.Node(this, node, started, now);
                started = now;
            }
        }
        catch
        {
            log.Node(this, order[place], started, Stopwatch.GetTimestamp(), isInside ? TraceOutcome.Failed : TraceOutcome.Dropped);
            throw;
        }
    }

    /// <summary>Starts a unit of one node that may be left waiting, and says where it stopped; see <see cref="ISuspendingOperator.Start"/>.</summary>
    public bool Start(ISuspendingOperator node, Frame frame, int place, Suspension suspension)
    {
        var log = LogOf(suspension.Starter);
        var started = Stopwatch.GetTimestamp();
        Volatile.Write(ref _started[suspension.Unit], started);
        using (CurrentSpan.Enter(Telemetry is { } telemetry ? telemetry.Started(units.Order[place]) : _around))
        {
            if (node.Start(frame, units.Inputs[place], units.Order[place], suspension))
                return true;
        }

        log?.Part(this, units.Order[place], started, Stopwatch.GetTimestamp());
        return false;
    }

    /// <summary>The same where nobody else can end the unit before it waits.</summary>
    public bool StartToEnd(ISuspendingOperator node, Frame frame, int place, Suspension suspension)
    {
        bool isDone;
        try
        {
            isDone = Start(node, frame, place, suspension);
        }
        catch (Exception failure)
        {
            Ended(suspension.Unit, TraceOutcome.Failed, suspension.Starter, failure);
            throw;
        }

        if (isDone)
            Ended(suspension.Unit, TraceOutcome.Done, suspension.Starter);
        return isDone;
    }

    /// <summary>A unit ends on the worker that started it, which has not left it.</summary>
    public void Ended(int unit, TraceOutcome outcome, Participant me, Exception? failure = null) => Ended(unit, outcome, me, failure, isSuspended: false);

    /// <summary>A unit that was left waiting is done.</summary>
    public void Completed(int unit, TraceOutcome outcome, Participant? me, Exception? failure) => Ended(unit, outcome, me, failure, isSuspended: true);

    /// <summary>A node that takes no time.</summary>
    public void Mark(int node, TraceOutcome outcome, ThreadLog? log)
    {
        var now = log is null ? 0 : Stopwatch.GetTimestamp();
        log?.Node(this, node, now, now, outcome);
        Telemetry?.Passed(node);
        NodeCounter?.AddNodes(node, 1);
    }

    /// <summary>Leaves out a unit.</summary>
    public void Drop(int unit, Participant? me)
    {
        var log = LogOf(me);
        for (var place = units.UnitStart[unit]; place < units.UnitStart[unit + 1]; place++)
            Mark(units.Order[place], TraceOutcome.Dropped, log);
    }

    /// <summary>Leaves out every node from a place on.</summary>
    public void DropRest(int from, ThreadLog? log)
    {
        for (var place = from; place < units.Order.Length; place++)
            Mark(units.Order[place], TraceOutcome.Dropped, log);
    }

    /// <summary>A part of a node that was left waiting has ended.</summary>
    public void Part(int node, long started, Participant? me) => LogOf(me)?.Part(this, node, started, Stopwatch.GetTimestamp());

    /// <summary>Units that a thread has run without a break.</summary>
    public void Units(int node, int first, int count, long started, TraceOutcome outcome, Participant me)
    {
        var now = Stopwatch.GetTimestamp();
        LogOf(me)?.Units(this, node, first, count, started, now, outcome);
        observer.Nodes?.Units(Graph.Operators[node], first, count, now - started);
    }

    /// <summary>Units that are left out.</summary>
    public void UnitsDropped(int node, int first, int count, Participant? me)
    {
        var now = Stopwatch.GetTimestamp();
        LogOf(me)?.Units(this, node, first, count, now, now, TraceOutcome.Dropped);
    }

    /// <summary>A body that was run for one item of a map is done.</summary>
    public void ItemDone(TraceOutcome outcome, Participant? me)
    {
        var now = Stopwatch.GetTimestamp();
        LogOf(me)?.Units(parent!, parentNode, item, 1, Opened, now, outcome, isSuspended: true);
        if (outcome != TraceOutcome.Dropped)
            observer.Nodes?.Units(parent!.Graph.Operators[parentNode], item, 1, now - Opened);
    }

    /// <summary>An expanding node knows how many units it has.</summary>
    public void AnnounceUnits(int node, int count)
    {
        observer.Progress?.AnnounceUnits(Graph.Operators[node], count);
        Telemetry?.Announce(node, count);
    }

    /// <summary>Units are done or dropped.</summary>
    public void CountUnits(int node, int count) => observer.Progress?.AddUnits(Graph.Operators[node], count);

    private void Ended(int unit, TraceOutcome outcome, Participant? me, Exception? failure, bool isSuspended)
    {
        var (node, started, now) = (units.FirstNode[unit], Volatile.Read(ref _started[unit]), Stopwatch.GetTimestamp());
        LogOf(me)?.Node(this, node, started, now, outcome, isSuspended);
        Telemetry?.Ended(node, started, now, outcome, failure);
        NodeCounter?.AddNodes(node, 1);
    }
}
