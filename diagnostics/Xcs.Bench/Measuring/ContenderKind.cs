namespace Xcs.Bench;

/// <summary>What a contender is compared as.</summary>
internal enum ContenderKind
{
    /// <summary>Plain sequential C#: the first contender of every workload, and the 1.00 of its ratios.</summary>
    Baseline,

    /// <summary>Shown for orientation: no parallel technique, or one that falls back to a sequential loop where it does not pay.</summary>
    Reference,

    /// <summary>A hand-written parallel technique that schedules each node: the same service as the product's.</summary>
    Peer,

    /// <summary>
    /// A hand-written parallel technique that schedules chunks of a wave. The author uses what a general graph does not offer: all nodes
    /// run the same operator, so that a chunk is a loop.
    /// </summary>
    ChunkedPeer,

    /// <summary>The product.</summary>
    Xcs,
}
