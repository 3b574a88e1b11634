namespace Xcs;

/// <summary>What a <see cref="TraceEvent"/> is about.</summary>
public enum TraceEventKind
{
    /// <summary>A whole run, from the call to the result.</summary>
    Run,

    /// <summary>A node from its start to its end. There is exactly one for each node that a run has, those that are dropped included.</summary>
    Node,

    /// <summary>Units of an expanding node, such as items of a map, that one thread ran without a break.</summary>
    Units,

    /// <summary>A part of a node that does not hold its thread all the time: from its start to where it was left waiting, and from where it went on to its end.</summary>
    Part,
}
