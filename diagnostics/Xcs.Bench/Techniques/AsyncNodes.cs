namespace Xcs.Bench;

/// <summary>
/// An async method per node that awaits its inputs: how most people write continuations today. Per run: a task per node. A node whose
/// inputs are already there runs at once on the thread that creates it.
/// </summary>
internal sealed class AsyncNodes<TNodes> : Technique<TNodes>
    where TNodes : struct, INodes
{
    private readonly Action[] _starts;
    private readonly Task[] _tasks;
    private readonly Task[] _sinks;

    public AsyncNodes(TNodes nodes)
        : base(nodes)
    {
        _starts = [.. Enumerable.Range(0, Topology.Count).Select<int, Action>(node => () => Execute(node))];
        _tasks = new Task[Topology.Count];
        _sinks = new Task[Topology.Sinks.Length];
    }

    public override string Name => "async method per node";

    protected override void Run()
    {
        for (var node = 0; node < _tasks.Length; node++)
            _tasks[node] = Topology.InDegrees[node] == 0 ? Task.Run(_starts[node]) : NodeAsync(node);
        for (var i = 0; i < _sinks.Length; i++)
            _sinks[i] = _tasks[Topology.Sinks[i]];
        Task.WaitAll(_sinks);
    }

    // Program order: the predecessors' tasks are there.
    private async Task NodeAsync(int node)
    {
        for (var k = 0; k < Topology.InDegrees[node]; k++)
            await _tasks[Topology.Predecessors(node)[k]];
        Execute(node);
    }
}
