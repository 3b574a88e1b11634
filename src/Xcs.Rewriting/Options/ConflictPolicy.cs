namespace Xcs.Rewriting;

/// <summary>What happens to a rewrite whose footprint conflicts with one before it in canonical order. The numbers are part of the commit hash.</summary>
public enum ConflictPolicy : byte
{
    /// <summary>It is dropped, unless its rule is active in the warp.</summary>
    Reject = 0,

    /// <summary>It is a candidate again in the next round.</summary>
    Retry = 1,

    /// <summary>Like <see cref="Retry"/>, except that writes of attachments with a join function do not conflict: they are joined.</summary>
    Join = 2,
}
