namespace Xcs.Bench;

/// <summary>Task.WhenAll by wave, a task per chunk: the competent way. Prebuilt: waves and delegates. Per run: the tasks.</summary>
internal sealed class WhenAllChunks<TNodes> : WaveChunks<TNodes>
    where TNodes : struct, INodes
{
    private readonly Action[] _actions;
    private readonly Task[] _tasks = new Task[Environment.ProcessorCount];

    public WhenAllChunks(TNodes nodes)
        : base(nodes) =>
        _actions = [.. Enumerable.Range(0, Environment.ProcessorCount).Select<int, Action>(chunk => () => ExecuteChunk(chunk))];

    public override string Name => "Task.WhenAll by wave, per chunk";

    protected override void Run() => RunAsync().GetAwaiter().GetResult();

    private async Task RunAsync()
    {
        for (var wave = 0; wave < Topology.Waves; wave++)
        {
            Enter(wave);
            for (var chunk = 0; chunk < Chunks; chunk++)
                _tasks[chunk] = Task.Run(_actions[chunk]);
            await Task.WhenAll(_tasks.AsSpan(0, Chunks));
        }
    }
}
