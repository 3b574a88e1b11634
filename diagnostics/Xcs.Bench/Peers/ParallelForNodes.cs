namespace Xcs.Bench;

/// <summary>Parallel.For by wave, a node per iteration: the literal way. Prebuilt: waves and the delegate.</summary>
internal sealed class ParallelForNodes : PatternContender
{
    private readonly Action<int> body;
    private int wave;

    public ParallelForNodes(Pattern pattern)
        : base(pattern) =>
        body = i => Execute(Pattern.Topology.Wave(wave)[i]);

    public override string Name => "Parallel.For by wave, per node";

    protected override void Run()
    {
        for (wave = 0; wave < Pattern.Topology.Waves; wave++)
            Parallel.For(0, Pattern.Topology.Wave(wave).Length, body);
    }
}
