namespace Xcs;

/// <summary>In which order ready nodes start when there are fewer workers than nodes.</summary>
public enum SchedulingOrder
{
    /// <summary>By id: as a run takes them.</summary>
    Program,

    /// <summary>Those first that the longest path to the end of the graph starts with; among equals by id.</summary>
    LongestPathFirst,
}
