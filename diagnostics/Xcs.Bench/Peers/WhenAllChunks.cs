namespace Xcs.Bench;

/// <summary>Task.WhenAll by wave, a task per chunk: the competent way. Prebuilt: waves and delegates. Per run: the tasks.</summary>
internal sealed class WhenAllChunks : WaveChunks
{
    private readonly Action[] actions;
    private readonly Task[] tasks = new Task[Environment.ProcessorCount];

    public WhenAllChunks(Pattern pattern)
        : base(pattern) =>
        actions = [.. Enumerable.Range(0, Environment.ProcessorCount).Select<int, Action>(chunk => () => ExecuteChunk(chunk))];

    public override string Name => "Task.WhenAll by wave, per chunk";

    protected override void Run() => RunAsync().GetAwaiter().GetResult();

    private async Task RunAsync()
    {
        for (var wave = 0; wave < Pattern.Topology.Waves; wave++)
        {
            Enter(wave);
            for (var chunk = 0; chunk < Chunks; chunk++)
                tasks[chunk] = Task.Run(actions[chunk]);
            await Task.WhenAll(tasks.AsSpan(0, Chunks));
        }
    }
}
