namespace Xcs.Bench;

/// <summary>
/// Parallel.For by wave, an iteration per chunk: the competent way. With a cut-off, waves that are too narrow to pay run on the caller;
/// then a chain is a sequential loop, so that this form is a reference and not a parallel peer.
/// </summary>
internal sealed class ParallelForChunks : WaveChunks
{
    private readonly Action<int> body;
    private readonly int cutOff;

    public ParallelForChunks(Pattern pattern, int cutOff = 0)
        : base(pattern)
    {
        this.cutOff = cutOff;
        body = ExecuteChunk;
    }

    public override string Name => cutOff == 0 ? "Parallel.For by wave, per chunk" : $"Parallel.For by wave, from {cutOff} nodes";

    public override ContenderKind Kind => cutOff == 0 ? base.Kind : ContenderKind.Reference;

    protected override void Run()
    {
        for (var wave = 0; wave < Pattern.Topology.Waves; wave++)
        {
            Enter(wave);
            if (Pattern.Topology.Wave(wave).Length >= cutOff)
                Parallel.For(0, Chunks, body);
            else
                ExecuteWave(wave);
        }
    }

    private void ExecuteWave(int wave)
    {
        foreach (var node in Pattern.Topology.Wave(wave))
            Execute(node);
    }
}
