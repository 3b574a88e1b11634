namespace Xcs.Bench;

/// <summary>Where the rewrites of a tick are.</summary>
internal enum Places
{
    /// <summary>At every node.</summary>
    All,

    /// <summary>In a row.</summary>
    Row,

    /// <summary>Eight nodes side by side, the groups far from each other: as many pages whatever the size is.</summary>
    Groups,

    /// <summary>Far from each other.</summary>
    Single,
}
