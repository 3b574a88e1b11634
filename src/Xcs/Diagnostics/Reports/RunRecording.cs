using Xcs.Compilation;

namespace Xcs.Diagnostics;

/// <summary>What a report is made of.</summary>
/// <param name="Summary">The run as a whole.</param>
/// <param name="Units">Which nodes were scheduled together.</param>
/// <param name="Costs">What each node of the graph took, by id, in nanoseconds.</param>
/// <param name="Events">All events of the run, that of the run itself among them.</param>
internal sealed record RunRecording(RunSummary Summary, UnitGraph Units, NodeCost[] Costs, IReadOnlyList<TraceEvent> Events)
{
    public DataflowGraph Graph => Units.Graph;
}
