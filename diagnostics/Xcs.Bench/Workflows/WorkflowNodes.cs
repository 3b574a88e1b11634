namespace Xcs.Bench;

/// <summary>The computing tasks of a workflow for the hand-written techniques.</summary>
internal readonly struct WorkflowNodes(ScaledWorkflow workflow) : INodes
{
    private readonly WorkflowSite[] _sites = workflow.Sites;
    private readonly ulong[] _values = new ulong[workflow.Sites.Length + 1];

    public Topology Topology => workflow.Workflow.Topology;

    // The value of every task, the argument first.
    public Span<ulong> Slots => _values;

    public ulong Result
    {
        get
        {
            var sinks = Topology.Sinks;
            Span<ulong> results = sinks.Length <= 1024 ? stackalloc ulong[sinks.Length] : new ulong[sinks.Length];
            for (var k = 0; k < sinks.Length; k++)
                results[k] = _values[sinks[k] + 1];
            return WorkflowSite.Combine(results);
        }
    }

    public void Begin(ulong argument) => _values[0] = argument;

    public void Execute(int node)
    {
        var parents = Topology.Predecessors(node);
        Span<ulong> inputs = parents.Length <= 256 ? stackalloc ulong[Math.Max(1, parents.Length)] : new ulong[parents.Length];
        inputs[0] = _values[0];
        for (var k = 0; k < parents.Length; k++)
            inputs[k] = _values[parents[k] + 1];
        _values[node + 1] = _sites[node].Compute(inputs);
    }
}
