using System.Threading.Tasks.Dataflow;

namespace Xcs.Bench;

/// <summary>
/// TPL Dataflow as a ready queue: one long-lived ActionBlock with a worker per processor; a message is a ready node. A worker runs one
/// ready successor itself and posts the others. Prebuilt: block, counters. Per run: a message for each root and for each fork.
/// </summary>
internal sealed class DataflowReadyQueue<TNodes> : Technique<TNodes>
    where TNodes : struct, INodes
{
    private readonly Countdowns _countdowns;
    private readonly ActionBlock<int> _ready;

    public DataflowReadyQueue(TNodes nodes)
        : base(nodes)
    {
        _countdowns = new Countdowns(Topology);
        _ready = new ActionBlock<int>(RunFrom, new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = Environment.ProcessorCount });
    }

    public override string Name => "Dataflow, ready queue";

    public override void Dispose()
    {
        _ready.Complete();
        _countdowns.Dispose();
        base.Dispose();
    }

    protected override void Run()
    {
        foreach (var root in Topology.Roots)
            _ready.Post(root);
        _countdowns.Wait();
    }

    private void RunFrom(int first)
    {
        for (int? current = first; current is { } node;)
        {
            Execute(node);
            var successors = Topology.Successors(node);
            if (successors.IsEmpty)
                _countdowns.SinkDone();

            current = null;
            foreach (var successor in successors)
            {
                if (!_countdowns.Arrive(successor))
                    continue;
                if (current is null)
                    current = successor;
                else
                    _ready.Post(successor);
            }
        }
    }
}
