namespace Xcs.Bench;

/// <summary>
/// What a hand-written technique schedules: the nodes of a graph, each to be executed once a run after its predecessors. Implemented by
/// structs, so that a technique is compiled anew for each of them and calls <see cref="Execute"/> as if it were written there.
/// </summary>
internal interface INodes
{
    Topology Topology { get; }

    /// <summary>The value of every slot, where the nodes are checked one by one; empty otherwise.</summary>
    Span<ulong> Slots { get; }

    /// <summary>What a run returns. Every node must have been executed.</summary>
    ulong Result { get; }

    /// <summary>Takes the argument of the next run.</summary>
    void Begin(ulong argument);

    void Execute(int node);
}
