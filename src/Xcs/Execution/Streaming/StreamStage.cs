using Xcs.Compilation;

namespace Xcs.Execution.Streaming;

/// <summary>A part of the graph that one block of a stream runs.</summary>
/// <param name="Nodes">Its nodes in program order.</param>
/// <param name="IsOrdered">Whether items pass one after the other, in the order of the stream; otherwise several at a time.</param>
/// <param name="FirstUnit">The first of its units in the stream's unit graph.</param>
/// <param name="EndUnit">The end of its units there.</param>
/// <param name="Waiting">Its nodes as a unit graph of their own, for a run that holds no worker while it waits; null where no node waits.</param>
internal sealed record StreamStage(IReadOnlyList<int> Nodes, bool IsOrdered, int FirstUnit, int EndUnit, UnitGraph? Waiting);
