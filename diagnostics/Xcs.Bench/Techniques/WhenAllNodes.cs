namespace Xcs.Bench;

/// <summary>Task.WhenAll by wave, a task per node: the literal way. Prebuilt: waves and delegates. Per run: a task per node.</summary>
internal sealed class WhenAllNodes<TNodes> : Technique<TNodes>
    where TNodes : struct, INodes
{
    private readonly Action[] _actions;
    private readonly Task[] _tasks;

    public WhenAllNodes(TNodes nodes)
        : base(nodes)
    {
        _actions = [.. Enumerable.Range(0, Topology.Count).Select<int, Action>(node => () => Execute(node))];
        _tasks = new Task[Topology.WidestWave];
    }

    public override string Name => "Task.WhenAll by wave, per node";

    protected override void Run() => RunAsync().GetAwaiter().GetResult();

    private async Task RunAsync()
    {
        for (var wave = 0; wave < Topology.Waves; wave++)
            await StartWave(Topology.Wave(wave));
    }

    private Task StartWave(ReadOnlySpan<int> nodes)
    {
        for (var i = 0; i < nodes.Length; i++)
            _tasks[i] = Task.Run(_actions[nodes[i]]);
        return Task.WhenAll(_tasks.AsSpan(0, nodes.Length));
    }
}
