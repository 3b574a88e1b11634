namespace Xcs.Bench;

/// <summary>A workflow as a user of the product writes it: a node for each task, named after its program, and an edge for each edge.</summary>
internal sealed class WorkflowProgram : IContender
{
    private readonly CompiledGraph _graph;

    public WorkflowProgram(ScaledWorkflow workflow, ExecutionMode mode)
    {
        Name = $"Xcs {mode}";
        _graph = Build(workflow).Plan().Compile(new JitOptions { Mode = mode });
    }

    public string Name { get; }

    public ContenderKind Kind => ContenderKind.Xcs;

    public ulong Run(ulong argument) => (ulong)_graph.Invoke(argument)!;

    private static DataflowGraph Build(ScaledWorkflow workflow)
    {
        var builder = new GraphBuilder(workflow.Workflow.Name);
        var argument = builder.Argument<ulong>("argument");
        var nodes = new NodeId[workflow.Sites.Length];
        foreach (var site in workflow.Sites)
        {
            var task = workflow.Workflow.Tasks[site.Number];
            Delegate operation = workflow.IsTimed ? site.WaitAsync : (ulong[] inputs) => site.Compute(inputs);
            nodes[site.Number] = builder.Add(operation, task.Program);
            NodeId[] inputs = task.Parents.Length == 0 ? [argument] : Array.ConvertAll(task.Parents, parent => nodes[parent]);
            builder.Connect(builder.Gather<ulong>(inputs), nodes[site.Number], 0);
        }

        var result = builder.Add((ulong[] values) => WorkflowSite.Combine(values), "combine");
        builder.Connect(builder.Gather<ulong>(Array.ConvertAll(workflow.Workflow.Topology.Sinks, sink => nodes[sink])), result, 0);
        return builder.Build(result);
    }
}
