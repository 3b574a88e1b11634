namespace Xcs.Rewriting;

/// <summary>What kind of mistake an exception of this namespace reports.</summary>
public enum Fault
{
    /// <summary>The warp is not one of this world's.</summary>
    UnknownWarp,

    /// <summary>The node does not exist: it was never made, or is deleted.</summary>
    UnknownNode,

    /// <summary>The edge does not exist: it was never made, or is deleted.</summary>
    UnknownEdge,

    /// <summary>The node or edge type is not one of this world's.</summary>
    UnknownType,

    /// <summary>The rule is not registered in this world.</summary>
    UnknownRule,

    /// <summary>The attachment is not one of this world's, or not of this kind of owner, or of another payload type.</summary>
    WrongAttachment,

    /// <summary>The owner has no value of the attachment.</summary>
    NoValue,

    /// <summary>A name or rule is registered twice.</summary>
    Duplicate,

    /// <summary>The payload type cannot be hashed.</summary>
    UnfitPayload,

    /// <summary>An id of another warp, where only the rule's own is allowed.</summary>
    ForeignWarp,

    /// <summary>A write to a warp that was created in the same tick.</summary>
    NewWarp,

    /// <summary>The world is in the middle of a tick or an edit.</summary>
    Busy,

    /// <summary>A view, footprint or delta is used after the call that it was given to.</summary>
    Detached,

    /// <summary>More rows are created than the footprint announced.</summary>
    NotAnnounced,

    /// <summary>A warp has used up its ids.</summary>
    Exhausted,

    /// <summary>A rule read or wrote outside its footprint.</summary>
    OutsideFootprint,

    /// <summary>Rewrites of one round wrote different values to one row.</summary>
    Divergence,

    /// <summary>An edge would hang on a node that is gone.</summary>
    Dangling,

    /// <summary>Deltas were merged out of canonical order.</summary>
    MergeOrder,

    /// <summary>A rule threw.</summary>
    RuleThrew,

    /// <summary>A join function threw.</summary>
    JoinThrew,

    /// <summary>The ledger is missing, damaged or does not fit the world.</summary>
    Ledger,

    /// <summary>The tick number is none of the ledger's.</summary>
    UnknownTick,

    /// <summary>The argument is null, empty or out of range.</summary>
    BadArgument,
}
