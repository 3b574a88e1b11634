namespace Xcs;

/// <summary>What an <see cref="Advice"/> is about.</summary>
public enum AdviceKind
{
    /// <summary>One node is a large part of the longest path through the graph.</summary>
    Straggler,

    /// <summary>Nodes that pass no value to each other run one after the other because of their effects or because <c>After</c> asks for it.</summary>
    FalseDependency,

    /// <summary>Nodes are so short that scheduling them takes as long as running them.</summary>
    Fuse,

    /// <summary>Workers wait at the end of waves while nodes of the next one could run.</summary>
    WaveWait,

    /// <summary>More nodes could run side by side than there are workers.</summary>
    MoreWorkers,

    /// <summary>Nodes that were ready waited although a worker was free.</summary>
    Scheduling,
}
