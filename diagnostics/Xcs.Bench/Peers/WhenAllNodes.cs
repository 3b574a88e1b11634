namespace Xcs.Bench;

/// <summary>Task.WhenAll by wave, a task per node: the literal way. Prebuilt: waves and delegates. Per run: a task per node.</summary>
internal sealed class WhenAllNodes : PatternContender
{
    private readonly Action[] actions;
    private readonly Task[] tasks;

    public WhenAllNodes(Pattern pattern)
        : base(pattern)
    {
        actions = [.. Enumerable.Range(0, pattern.Count).Select<int, Action>(node => () => Execute(node))];
        tasks = new Task[pattern.Topology.WidestWave];
    }

    public override string Name => "Task.WhenAll by wave, per node";

    protected override void Run() => RunAsync().GetAwaiter().GetResult();

    private async Task RunAsync()
    {
        for (var wave = 0; wave < Pattern.Topology.Waves; wave++)
            await StartWave(Pattern.Topology.Wave(wave));
    }

    private Task StartWave(ReadOnlySpan<int> nodes)
    {
        for (var i = 0; i < nodes.Length; i++)
            tasks[i] = Task.Run(actions[nodes[i]]);
        return Task.WhenAll(tasks.AsSpan(0, nodes.Length));
    }
}
