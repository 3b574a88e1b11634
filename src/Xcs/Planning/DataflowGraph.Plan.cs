using Xcs.Optimization;

namespace Xcs;

public sealed partial class DataflowGraph
{
    /// <summary>
    /// Finds what can run at the same time. Linear in nodes and edges; what only people read (critical path, text) is worked out on first use.
    /// </summary>
    /// <param name="options">How; the defaults where it is null.</param>
    /// <remarks>Constant folding calls pure operators on this thread. An operator that throws there stays in the graph.</remarks>
    public ExecutionPlan Plan(PlanOptions? options = null) =>
        new(Optimizer.Run(this, (options ?? PlanOptions.Default).Passes));
}
