namespace Xcs.Rewriting;

/// <summary>Whether every access of a rule is compared with its footprint.</summary>
public enum GuardMode
{
    /// <summary>Not. Divergent writes and dangling edges are found all the same.</summary>
    Off,

    /// <summary>Every read and write outside the footprint is an error that names rule, node and access.</summary>
    On,
}
