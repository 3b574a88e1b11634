using System.Threading.Tasks.Dataflow;

namespace Xcs.Bench;

/// <summary>Hand-written ways to run the waiting tasks of a workflow.</summary>
internal sealed class TimerContender(string name, ContenderKind kind, ScaledWorkflow workflow, Func<TimerContender, Task> run) : IContender
{
    private readonly ulong[] _values = new ulong[workflow.Sites.Length];
    private ulong _argument;

    public string Name => name;

    public ContenderKind Kind => kind;

    public static IEnumerable<IContender> Create(ScaledWorkflow workflow) =>
    [
        new TimerContender("await, one by one", ContenderKind.Baseline, workflow, static own => own.OneByOneAsync()),
        new TimerContender("async method per node", ContenderKind.Peer, workflow, static own => own.TaskPerNodeAsync()),
        new TimerContender("Dataflow, a block per node", ContenderKind.Peer, workflow, static own => own.BlockPerNodeAsync()),
    ];

    public ulong Run(ulong argument)
    {
        _argument = argument;
        run(this).GetAwaiter().GetResult();
        return WorkflowSite.Combine(Array.ConvertAll(workflow.Workflow.Topology.Sinks, sink => _values[sink]));
    }

    private async Task OneByOneAsync()
    {
        for (var node = 0; node < _values.Length; node++)
            await ExecuteAsync(node);
    }

    private Task TaskPerNodeAsync()
    {
        var tasks = new Task[_values.Length];
        for (var node = 0; node < tasks.Length; node++)
            tasks[node] = AfterParentsAsync(node, tasks);
        return Task.WhenAll(tasks);
    }

    private async Task AfterParentsAsync(int node, Task[] tasks)
    {
        foreach (var parent in workflow.Workflow.Tasks[node].Parents)
            await tasks[parent];
        await ExecuteAsync(node);
    }

    // A fresh network for each run: the last parent to finish posts to the block of its child.
    private async Task BlockPerNodeAsync()
    {
        var topology = workflow.Workflow.Topology;
        var waits = topology.InDegrees.ToArray();
        var left = topology.Count;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ActionBlock<int>[] blocks = [];
        blocks = [.. Enumerable.Range(0, topology.Count).Select(_ => new ActionBlock<int>(FireAsync, new ExecutionDataflowBlockOptions { SingleProducerConstrained = true }))];
        foreach (var root in topology.Roots)
            blocks[root].Post(root);
        await done.Task;

        async Task FireAsync(int node)
        {
            await ExecuteAsync(node);
            foreach (var child in topology.Successors(node).ToArray())
            {
                if (Interlocked.Decrement(ref waits[child]) == 0)
                    blocks[child].Post(child);
            }

            if (Interlocked.Decrement(ref left) == 0)
                done.SetResult();
        }
    }

    private async Task ExecuteAsync(int node)
    {
        var parents = workflow.Workflow.Tasks[node].Parents;
        ulong[] inputs = parents.Length == 0 ? [_argument] : Array.ConvertAll(parents, parent => _values[parent]);
        _values[node] = await workflow.Sites[node].WaitAsync(inputs);
    }
}
