using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Xcs.Diagnostics;

/// <summary>
/// Counts what one run has done and tells a receiver every now and then. Counters only grow, and one thread reports at a time, each report
/// after the one before: what the receiver sees never goes back.
/// </summary>
/// <param name="receiver">Who is told.</param>
/// <param name="operators">The operators of the graph.</param>
/// <param name="millisecondsBetweenReports">At least so long it is left alone.</param>
internal sealed class ProgressCounter(IProgress<RunProgress> receiver, OperatorTable operators, int millisecondsBetweenReports = ProgressCounter.Pause)
{
    private const int Pause = 10;

    private readonly long _started = Stopwatch.GetTimestamp();

    // By operator.
    private readonly int[] _nodesDone = new int[operators.Names.Count];
    private readonly int[] _unitsDone = new int[operators.Names.Count];
    private readonly int[] _unitsTotal = new int[operators.Names.Count];
    private long _due = Environment.TickCount64 + millisecondsBetweenReports;

    // 1 while a thread reports, and from the moment on in which the receiver has failed. Who has set it owns the rest.
    private int _isBusy;
    private double _fraction;
    private ExceptionDispatchInfo? _fault;

    /// <summary>Whether enough time has passed since the last report.</summary>
    public bool IsDue => Environment.TickCount64 >= Volatile.Read(ref _due);

    /// <summary>Whether two nodes of the graph count as the same operator.</summary>
    public bool AreAlike(int node, int other) => operators.OfNode(node) == operators.OfNode(other);

    /// <summary>Nodes of the graph are done or dropped, all with the operator of one of them.</summary>
    public void AddNodes(int node, int count)
    {
        Interlocked.Add(ref _nodesDone[operators.OfNode(node)], count);
        ReportIfDue();
    }

    public void AddUnits(Operator operation, int count)
    {
        Interlocked.Add(ref _unitsDone[operators.Of(operation)], count);
        ReportIfDue();
    }

    public void AnnounceUnits(Operator operation, int count)
    {
        Interlocked.Add(ref _unitsTotal[operators.Of(operation)], count);
        ReportIfDue();
    }

    /// <summary>The last report: everything is done or dropped. Called once, when no other thread is left in the run.</summary>
    /// <returns>What the receiver has thrown.</returns>
    public ExceptionDispatchInfo? End()
    {
        if (_fault is null)
            Report([.. operators.Nodes], _unitsTotal, _unitsTotal);
        return _fault;
    }

    private void ReportIfDue()
    {
        if (!IsDue || Interlocked.Exchange(ref _isBusy, 1) != 0)
            return;
        if (IsDue)
        {
            // Done before announced: no report may show more units done than there are.
            var (nodes, units) = (Snapshot(_nodesDone), Snapshot(_unitsDone));
            Report(nodes, units, Snapshot(_unitsTotal));
            Volatile.Write(ref _due, Environment.TickCount64 + millisecondsBetweenReports);
        }

        Volatile.Write(ref _isBusy, _fault is null ? 0 : 1);
    }

    private void Report(int[] nodes, int[] units, int[] unitsTotal)
    {
        var table = new OperatorProgress[nodes.Length];
        for (var k = 0; k < table.Length; k++)
            table[k] = new OperatorProgress(operators.Names[k], nodes[k], operators.Nodes[k], units[k], unitsTotal[k]);
        var progress = new RunProgress(table, Stopwatch.GetElapsedTime(_started), _fraction);
        _fraction = progress.Fraction;
        try
        {
            receiver.Report(progress);
        }
        catch (Exception exception)
        {
            _fault = ExceptionDispatchInfo.Capture(exception);
        }
    }

    private static int[] Snapshot(int[] counters)
    {
        var values = new int[counters.Length];
        for (var k = 0; k < values.Length; k++)
            values[k] = Volatile.Read(ref counters[k]);
        return values;
    }
}
