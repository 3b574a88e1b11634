using System.Threading.Tasks.Dataflow;

namespace Xcs.Bench;

/// <summary>
/// The diamond as TPL Dataflow is taught: a TransformBlock per node, a BroadcastBlock for each value with two readers, a JoinBlock for
/// each node with two inputs. The network is linked once and lives on (a block that completes cannot run again); a run posts one
/// message and receives one. The argument travels with the values, as it would in a pipeline.
/// </summary>
internal sealed class LinkedBlocksDiamond : IContender
{
    private readonly TransformBlock<ulong, (ulong Argument, ulong A)> _a = new(x => (x, Operators.Mix(x, x)), Options);
    private readonly TransformBlock<Tuple<ulong, ulong>, ulong> _d = new(pair => Operators.Mix(pair.Item1, pair.Item2), Options);

    public LinkedBlocksDiamond()
    {
        var fork = new BroadcastBlock<(ulong Argument, ulong A)>(cloningFunction: null);
        var b = new TransformBlock<(ulong Argument, ulong A), ulong>(pair => Operators.Mix(pair.A, pair.Argument), Options);
        var c = new TransformBlock<(ulong Argument, ulong A), ulong>(pair => Operators.Mix(pair.Argument, pair.A), Options);
        var join = new JoinBlock<ulong, ulong>();
        _a.LinkTo(fork);
        fork.LinkTo(b);
        fork.LinkTo(c);
        b.LinkTo(join.Target1);
        c.LinkTo(join.Target2);
        join.LinkTo(_d);
    }

    public string Name => "Dataflow, linked blocks";

    public ContenderKind Kind => ContenderKind.Peer;

    private static ExecutionDataflowBlockOptions Options => new() { SingleProducerConstrained = true };

    public ulong Run(ulong argument)
    {
        _a.Post(argument);
        return _d.Receive();
    }

    public void Dispose() => _a.Complete();
}
