using System.Threading.Tasks.Dataflow;

namespace Xcs.Bench;

/// <summary>
/// TPL Dataflow, a block per node: a long-lived network of ActionBlocks in which the last predecessor to finish posts to the node.
/// Prebuilt: blocks, counters. Per run: one message per node. Faster than JoinBlock + TransformBlock + BroadcastBlock per node, which
/// cost 3 blocks and 5 messages for the same thing. Only one predecessor ever posts to a block, and never two at a time, so that
/// SingleProducerConstrained, the cheap path, is allowed.
/// </summary>
internal sealed class DataflowNetwork : PatternContender
{
    private readonly Countdowns countdowns;
    private readonly ActionBlock<int>[] blocks;

    public DataflowNetwork(Pattern pattern)
        : base(pattern)
    {
        countdowns = new Countdowns(pattern.Topology);
        Action<int> fire = Fire;
        var options = new ExecutionDataflowBlockOptions { SingleProducerConstrained = true };
        blocks = [.. Enumerable.Range(0, pattern.Count).Select(_ => new ActionBlock<int>(fire, options))];
    }

    public override string Name => "Dataflow, a block per node";

    public override void Dispose()
    {
        foreach (var block in blocks)
            block.Complete();
        countdowns.Dispose();
        base.Dispose();
    }

    protected override void Run()
    {
        foreach (var root in Pattern.Topology.Roots)
            blocks[root].Post(root);
        countdowns.Wait();
    }

    private void Fire(int node)
    {
        Execute(node);
        var successors = Pattern.Topology.Successors(node);
        if (successors.IsEmpty)
            countdowns.SinkDone();
        foreach (var successor in successors)
        {
            if (countdowns.Arrive(successor))
                blocks[successor].Post(successor);
        }
    }
}
