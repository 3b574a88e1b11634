using Xcs.Dataflow;

namespace Xcs.Planning;

/// <summary>What the <see cref="Simulator"/> runs: tasks that wait for each other.</summary>
/// <param name="Costs">By task, in nanoseconds.</param>
/// <param name="HoldsWorker">By task: whether it needs a worker. The others start when they are ready.</param>
/// <param name="Waits">For how many tasks each task waits; below 0 for one that does not run.</param>
/// <param name="Successors">The tasks that wait for a task, each as often as it waits for it. Ids need not lead forward unless the longest path is to come first.</param>
internal sealed record TaskGraph(double[] Costs, bool[] HoldsWorker, int[] Waits, Adjacency Successors)
{
    /// <summary>A task for each node.</summary>
    public static TaskGraph Of(ExecutionPlan plan)
    {
        var operators = plan.Graph.Operators;
        var waits = new int[operators.Length];
        for (var node = 0; node < waits.Length; node++)
            waits[node] = operators[node].IsGiven ? -1 : RunningBefore(plan.Graph, node);
        return new TaskGraph(plan.CostTable.ByNode, Array.ConvertAll(operators, CriticalPath.HoldsWorker), waits, plan.Successors);
    }

    private static int RunningBefore(DataflowGraph graph, int node)
    {
        var count = 0;
        foreach (var earlier in graph.Inputs[node])
            count += graph.Operators[earlier].IsGiven ? 0 : 1;
        foreach (var earlier in graph.Ordering[node])
            count += graph.Operators[earlier].IsGiven ? 0 : 1;
        return count;
    }
}
