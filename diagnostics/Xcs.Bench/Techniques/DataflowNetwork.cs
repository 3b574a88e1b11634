using System.Threading.Tasks.Dataflow;

namespace Xcs.Bench;

/// <summary>
/// TPL Dataflow, a block per node: a long-lived network of ActionBlocks in which the last predecessor to finish posts to the node.
/// Prebuilt: blocks, counters. Per run: one message per node. Faster than JoinBlock + TransformBlock + BroadcastBlock per node, which
/// cost 3 blocks and 5 messages for the same thing. Only one predecessor ever posts to a block, and never two at a time, so that
/// SingleProducerConstrained, the cheap path, is allowed.
/// </summary>
internal sealed class DataflowNetwork<TNodes> : Technique<TNodes>
    where TNodes : struct, INodes
{
    private readonly Countdowns _countdowns;
    private readonly ActionBlock<int>[] _blocks;

    public DataflowNetwork(TNodes nodes)
        : base(nodes)
    {
        _countdowns = new Countdowns(Topology);
        Action<int> fire = Fire;
        var options = new ExecutionDataflowBlockOptions { SingleProducerConstrained = true };
        _blocks = [.. Enumerable.Range(0, Topology.Count).Select(_ => new ActionBlock<int>(fire, options))];
    }

    public override string Name => "Dataflow, a block per node";

    public override void Dispose()
    {
        foreach (var block in _blocks)
            block.Complete();
        _countdowns.Dispose();
        base.Dispose();
    }

    protected override void Run()
    {
        foreach (var root in Topology.Roots)
            _blocks[root].Post(root);
        _countdowns.Wait();
    }

    private void Fire(int node)
    {
        Execute(node);
        var successors = Topology.Successors(node);
        if (successors.IsEmpty)
            _countdowns.SinkDone();
        foreach (var successor in successors)
        {
            if (_countdowns.Arrive(successor))
                _blocks[successor].Post(successor);
        }
    }
}
