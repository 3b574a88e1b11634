namespace Xcs.Execution;

/// <summary>What a tier is there to find out.</summary>
internal enum TierStage
{
    /// <summary>What each node costs.</summary>
    Nodes,

    /// <summary>What each unit costs, in a mode that the user picked.</summary>
    Units,

    /// <summary>What the whole graph costs node after node.</summary>
    SequentialTrial,

    /// <summary>What the whole graph costs in parallel.</summary>
    ParallelTrial,

    /// <summary>Nothing any more.</summary>
    Settled,
}
