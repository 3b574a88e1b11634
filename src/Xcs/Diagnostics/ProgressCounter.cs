using System.Runtime.ExceptionServices;

namespace Xcs.Diagnostics;

/// <summary>
/// Counts what one run has done and tells a receiver every now and then. Counters only grow, and one thread reports at a time, each report
/// after the one before: what the receiver sees never goes back.
/// </summary>
internal sealed class ProgressCounter(IProgress<RunProgress> receiver, int nodesTotal)
{
    private const int MillisecondsBetweenReports = 10;

    private int _nodesDone;
    private int _unitsDone;
    private int _unitsTotal;
    private long _due = Environment.TickCount64 + MillisecondsBetweenReports;

    // 1 while a thread reports, and from the moment on in which the receiver has failed.
    private int _isBusy;
    private ExceptionDispatchInfo? _fault;

    /// <summary>Whether enough time has passed since the last report.</summary>
    public bool IsDue => Environment.TickCount64 >= Volatile.Read(ref _due);

    public void AddNodes(int count)
    {
        Interlocked.Add(ref _nodesDone, count);
        ReportIfDue();
    }

    public void AddUnits(int count)
    {
        Interlocked.Add(ref _unitsDone, count);
        ReportIfDue();
    }

    public void AnnounceUnits(int count)
    {
        Interlocked.Add(ref _unitsTotal, count);
        ReportIfDue();
    }

    /// <summary>The last report: everything is done or dropped. Called once, when no other thread is left in the run.</summary>
    /// <returns>What the receiver has thrown.</returns>
    public ExceptionDispatchInfo? End()
    {
        if (_fault is null)
            Report(new RunProgress(nodesTotal, nodesTotal, _unitsTotal, _unitsTotal));
        return _fault;
    }

    private void ReportIfDue()
    {
        if (!IsDue || Interlocked.Exchange(ref _isBusy, 1) != 0)
            return;
        if (IsDue)
        {
            // Done before announced: no report may show more units done than there are.
            var (nodes, units) = (Volatile.Read(ref _nodesDone), Volatile.Read(ref _unitsDone));
            Report(new RunProgress(nodes, nodesTotal, units, Volatile.Read(ref _unitsTotal)));
            Volatile.Write(ref _due, Environment.TickCount64 + MillisecondsBetweenReports);
        }

        Volatile.Write(ref _isBusy, _fault is null ? 0 : 1);
    }

    private void Report(RunProgress progress)
    {
        try
        {
            receiver.Report(progress);
        }
        catch (Exception exception)
        {
            _fault = ExceptionDispatchInfo.Capture(exception);
        }
    }
}
