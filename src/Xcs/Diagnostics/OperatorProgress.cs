namespace Xcs;

/// <summary>How far the nodes with one operator are.</summary>
/// <param name="Operator">The name of the operator.</param>
/// <param name="NodesDone">Nodes of the graph that are done or dropped.</param>
/// <param name="NodesTotal">Nodes of the graph with the operator; 0 where only bodies of control nodes have it.</param>
/// <param name="UnitsDone">Units that they have finished, where they expand.</param>
/// <param name="UnitsTotal">Units that they have announced so far.</param>
public readonly record struct OperatorProgress(string Operator, int NodesDone, int NodesTotal, int UnitsDone, int UnitsTotal);
