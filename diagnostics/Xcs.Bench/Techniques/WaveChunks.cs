namespace Xcs.Bench;

/// <summary>The current wave, cut into one even chunk per processor: what a competent author schedules instead of tiny nodes.</summary>
internal abstract class WaveChunks<TNodes>(TNodes nodes) : Technique<TNodes>(nodes)
    where TNodes : struct, INodes
{
    private int _wave;

    public override ContenderKind Kind => ContenderKind.ChunkedPeer;

    /// <summary>Chunks of the current wave.</summary>
    protected int Chunks { get; private set; }

    protected void Enter(int next)
    {
        _wave = next;
        Chunks = Math.Min(Environment.ProcessorCount, Topology.Wave(next).Length);
    }

    protected void ExecuteChunk(int chunk)
    {
        var nodes = Topology.Wave(_wave);
        var from = (int)((long)nodes.Length * chunk / Chunks);
        var to = (int)((long)nodes.Length * (chunk + 1) / Chunks);
        foreach (var node in nodes[from..to])
            Execute(node);
    }
}
