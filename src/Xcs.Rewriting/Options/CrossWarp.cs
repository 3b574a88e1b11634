namespace Xcs.Rewriting;

/// <summary>Whether units of different warps run at the same time. Makes no difference to any result.</summary>
public enum CrossWarp
{
    /// <summary>All units of a step are claimed from one queue.</summary>
    Parallel,

    /// <summary>One warp after the other; the shards of one warp run at the same time.</summary>
    Serial,
}
