namespace Xcs.Bench;

/// <summary>
/// Parallel.For by wave, an iteration per chunk: the competent way. With a cut-off, waves that are too narrow to pay run on the caller;
/// then a chain is a sequential loop, so that this form is a reference and not a parallel peer.
/// </summary>
internal sealed class ParallelForChunks<TNodes> : WaveChunks<TNodes>
    where TNodes : struct, INodes
{
    private readonly Action<int> _body;
    private readonly int _cutOff;

    public ParallelForChunks(TNodes nodes, int cutOff = 0)
        : base(nodes)
    {
        _cutOff = cutOff;
        _body = ExecuteChunk;
    }

    public override string Name => _cutOff == 0 ? "Parallel.For by wave, per chunk" : $"Parallel.For by wave, from {_cutOff} nodes";

    public override ContenderKind Kind => _cutOff == 0 ? base.Kind : ContenderKind.Reference;

    protected override void Run()
    {
        for (var wave = 0; wave < Topology.Waves; wave++)
        {
            Enter(wave);
            if (Topology.Wave(wave).Length >= _cutOff)
                Parallel.For(0, Chunks, _body);
            else
                ExecuteWave(wave);
        }
    }

    private void ExecuteWave(int wave)
    {
        foreach (var node in Topology.Wave(wave))
            Execute(node);
    }
}
