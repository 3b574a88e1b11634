using Xcs.Planning;

namespace Xcs.Diagnostics;

/// <summary>The tasks of a run, of which the costs may change.</summary>
/// <param name="Graph">The tasks with the costs of the run, scheduling left out.</param>
/// <param name="Nodes">By task, the node that it belongs to; -1 for a barrier.</param>
/// <param name="IsScheduled">By task, whether scheduling it takes time.</param>
internal sealed record RunTasks(TaskGraph Graph, int[] Nodes, bool[] IsScheduled)
{
    /// <summary>The same with scheduling, and with one node at half its cost.</summary>
    public TaskGraph With(double overhead, int halved)
    {
        var costs = new double[Nodes.Length];
        for (var task = 0; task < costs.Length; task++)
            costs[task] = (Graph.Costs[task] * (Nodes[task] == halved ? 0.5 : 1)) + (IsScheduled[task] ? overhead : 0);
        return Graph with { Costs = costs };
    }
}
