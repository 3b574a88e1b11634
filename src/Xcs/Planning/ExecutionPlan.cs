using Xcs.Dataflow;
using Xcs.Diagnostics.Display;
using Xcs.Planning;

namespace Xcs;

/// <summary>
/// What can run at the same time in a graph, and what that is worth. Immutable and safe for use by many threads. All times are in
/// nanoseconds; node ids are those of <see cref="Graph"/>, which the passes may have renumbered.
/// </summary>
[TypeFormatterSource(typeof(PlanDisplay))]
public sealed partial class ExecutionPlan
{
    private WaveList? _groups;
    private Adjacency? _successors;

    internal ExecutionPlan(DataflowGraph graph)
        : this(graph, WaveTable.Of(graph), costs: null)
    {
    }

    private ExecutionPlan(DataflowGraph graph, WaveTable table, CostTable? costs)
    {
        Graph = graph;
        Table = table;
        Waves = new WaveList(table);
        _costs = costs;
    }

    /// <summary>The graph after the passes.</summary>
    public DataflowGraph Graph { get; }

    /// <summary>
    /// The nodes by level: a node is in the wave after the last of those that it waits for, so the nodes of one wave never wait for each
    /// other. Arguments and constants are in no wave. Each list is made when it is asked for.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<NodeId>> Waves { get; }

    /// <summary>The waves of more than one node: nodes of one group may overlap.</summary>
    public IReadOnlyList<IReadOnlyList<NodeId>> ParallelGroups => _groups ??= WaveList.Groups(Table);

    /// <summary>Levels and waves as arrays, for the schedulers.</summary>
    internal WaveTable Table { get; }

    /// <summary>For each node those that wait for it, by input or by effect; a node that is read twice by one reader stands there twice.</summary>
    internal Adjacency Successors => _successors ??= Dependents.Of(Graph);

    /// <summary>Whether neither node waits for the other, over any number of nodes in between: they may overlap in a run. A node is not independent of itself.</summary>
    /// <remarks>Exact. Searches backwards from the later node, at most over the nodes between the two: O(V+E) in the worst case.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The graph has no such node.</exception>
    public bool Independent(NodeId a, NodeId b)
    {
        _ = Graph[a];
        _ = Graph[b];
        return !Reachability.Leads(Graph, Table.Levels, Math.Min(a.Value, b.Value), Math.Max(a.Value, b.Value));
    }

    /// <summary>
    /// The plan as text: costs and bounds, what the passes did, the waves with their nodes, and the critical path. The same program and costs
    /// give the same text.
    /// </summary>
    public string ToText() => PlanText.Write(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Graph.Name}: {Table.Order.Length} nodes in {Waves.Count} waves";
}
