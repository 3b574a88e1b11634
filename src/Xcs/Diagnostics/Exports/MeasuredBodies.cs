using Xcs.Planning;

namespace Xcs.Diagnostics.Exports;

/// <summary>What the nodes of bodies cost in the events of a trace, for pictures of a run.</summary>
internal static class MeasuredBodies
{
    /// <returns>For each body that was run node by node the mean time of its nodes; 0 and not known where a node has not run.</returns>
    public static Dictionary<DataflowGraph, CostTable> Of(IEnumerable<TraceEvent> events)
    {
        var bodies = new Dictionary<DataflowGraph, CostTable>();
        var runs = events.Where(static e => e is { Kind: TraceEventKind.Node, Activation: > 0, Outcome: not TraceOutcome.Dropped });
        foreach (var node in runs.GroupBy(static e => (e.Graph, e.Node!.Value)))
        {
            var (graph, id) = (node.Key.Graph, node.Key.Value.Value);
            if (!bodies.TryGetValue(graph, out var costs))
                bodies.Add(graph, costs = new CostTable(new double[graph.NodeCount], new bool[graph.NodeCount]));
            costs.ByNode[id] = Ticks.ToNanoseconds(node.Average(static e => (double)(e.Ended - e.Started)));
            costs.IsKnown[id] = true;
        }

        return bodies;
    }
}
