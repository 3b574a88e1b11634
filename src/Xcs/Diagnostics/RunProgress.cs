namespace Xcs;

/// <summary>How far a run is. Counts of one run never go back; they reach their totals when the run ends, also when it fails.</summary>
/// <param name="NodesDone">Nodes of the graph that are done or dropped.</param>
/// <param name="NodesTotal">Nodes of the graph that run.</param>
/// <param name="UnitsDone">Units that expanding nodes, such as maps, have finished.</param>
/// <param name="UnitsTotal">Units that expanding nodes have announced so far.</param>
public readonly record struct RunProgress(int NodesDone, int NodesTotal, int UnitsDone, int UnitsTotal);
