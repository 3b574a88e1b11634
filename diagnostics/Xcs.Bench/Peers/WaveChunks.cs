namespace Xcs.Bench;

/// <summary>The current wave, cut into one even chunk per processor: what a competent author schedules instead of tiny nodes.</summary>
internal abstract class WaveChunks(Pattern pattern) : PatternContender(pattern)
{
    private int wave;

    public override ContenderKind Kind => ContenderKind.ChunkedPeer;

    /// <summary>Chunks of the current wave.</summary>
    protected int Chunks { get; private set; }

    protected void Enter(int next)
    {
        wave = next;
        Chunks = Math.Min(Environment.ProcessorCount, Pattern.Topology.Wave(next).Length);
    }

    protected void ExecuteChunk(int chunk)
    {
        var nodes = Pattern.Topology.Wave(wave);
        var from = (int)((long)nodes.Length * chunk / Chunks);
        var to = (int)((long)nodes.Length * (chunk + 1) / Chunks);
        foreach (var node in nodes[from..to])
            Execute(node);
    }
}
