namespace Xcs.Bench;

/// <summary>Parallel.For by wave, a node per iteration: the literal way. Prebuilt: waves and the delegate.</summary>
internal sealed class ParallelForNodes<TNodes> : Technique<TNodes>
    where TNodes : struct, INodes
{
    private readonly Action<int> _body;
    private int _wave;

    public ParallelForNodes(TNodes nodes)
        : base(nodes) =>
        _body = i => Execute(Topology.Wave(_wave)[i]);

    public override string Name => "Parallel.For by wave, per node";

    protected override void Run()
    {
        for (_wave = 0; _wave < Topology.Waves; _wave++)
            Parallel.For(0, Topology.Wave(_wave).Length, _body);
    }
}
