using System.Threading.Tasks.Dataflow;

namespace Xcs.Bench;

/// <summary>
/// TPL Dataflow as a ready queue: one long-lived ActionBlock with a worker per processor; a message is a ready node. A worker runs one
/// ready successor itself and posts the others. Prebuilt: block, counters. Per run: a message for each root and for each fork.
/// </summary>
internal sealed class DataflowReadyQueue : PatternContender
{
    private readonly Countdowns countdowns;
    private readonly ActionBlock<int> ready;

    public DataflowReadyQueue(Pattern pattern)
        : base(pattern)
    {
        countdowns = new Countdowns(pattern.Topology);
        ready = new ActionBlock<int>(RunFrom, new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = Environment.ProcessorCount });
    }

    public override string Name => "Dataflow, ready queue";

    public override void Dispose()
    {
        ready.Complete();
        countdowns.Dispose();
        base.Dispose();
    }

    protected override void Run()
    {
        foreach (var root in Pattern.Topology.Roots)
            ready.Post(root);
        countdowns.Wait();
    }

    private void RunFrom(int first)
    {
        for (int? current = first; current is { } node;)
        {
            Execute(node);
            var successors = Pattern.Topology.Successors(node);
            if (successors.IsEmpty)
                countdowns.SinkDone();

            current = null;
            foreach (var successor in successors)
            {
                if (!countdowns.Arrive(successor))
                    continue;
                if (current is null)
                    current = successor;
                else
                    ready.Post(successor);
            }
        }
    }
}
