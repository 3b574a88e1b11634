namespace Xcs;

/// <summary>
/// How far a run is. Counts of one run never go back, nor does <see cref="Fraction"/>; they reach their totals when the run ends, also when it
/// fails or is cancelled.
/// </summary>
public sealed class RunProgress
{
    internal RunProgress(OperatorProgress[] operators, TimeSpan elapsed, double fractionBefore)
    {
        Operators = operators;
        Elapsed = elapsed;
        foreach (var row in operators)
        {
            NodesDone += row.NodesDone;
            NodesTotal += row.NodesTotal;
            UnitsDone += row.UnitsDone;
            UnitsTotal += row.UnitsTotal;
        }

        var (done, total) = ((double)NodesDone + UnitsDone, (double)NodesTotal + UnitsTotal);
        var fraction = total > 0 ? done / total : 1;
        Fraction = Math.Max(fraction, fractionBefore);
        Left = fraction > 0 ? elapsed * ((1 - fraction) / fraction) : null;
    }

    /// <summary>Nodes of the graph that are done or dropped.</summary>
    public int NodesDone { get; }

    /// <summary>Nodes of the graph that run.</summary>
    public int NodesTotal { get; }

    /// <summary>Units that expanding nodes, such as maps, have finished or dropped.</summary>
    public int UnitsDone { get; }

    /// <summary>Units that expanding nodes have announced so far.</summary>
    public int UnitsTotal { get; }

    /// <summary>The same counts operator by operator, in program order.</summary>
    public IReadOnlyList<OperatorProgress> Operators { get; }

    /// <summary>The time since the run began.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The part of the nodes and units known so far that is done, 0 to 1. Where units are announced late it stands still until it has caught up.</summary>
    public double Fraction { get; }

    /// <summary>
    /// An estimate of the time that is left, as if what is left took as long as what is done; null before anything is done. It follows what
    /// is known and may grow.
    /// </summary>
    public TimeSpan? Left { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{NodesDone} of {NodesTotal} nodes, {UnitsDone} of {UnitsTotal} units";
}
