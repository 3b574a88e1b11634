namespace Xcs.Bench;

/// <summary>Which points of the step before a task reads. The names and definitions of Task Bench.</summary>
internal enum DependencePattern
{
    /// <summary>None.</summary>
    Trivial,

    /// <summary>Its own.</summary>
    NoComm,

    /// <summary>Its own and both neighbours.</summary>
    Stencil1D,

    /// <summary>The same on a ring.</summary>
    Stencil1DPeriodic,

    /// <summary>Its own and the left neighbour, in steps that widen to the full width and narrow again: a sweep.</summary>
    Dom,

    /// <summary>Its parent: steps double until they have the full width.</summary>
    Tree,

    /// <summary>Its own and two partners whose distance doubles with each step.</summary>
    Fft,

    /// <summary>All.</summary>
    AllToAll,

    /// <summary>The nearest points, as many as the radix.</summary>
    Nearest,

    /// <summary>Points spread over the whole width, as many as the radix, others in each step of a period.</summary>
    Spread,

    /// <summary>Its own, and each other of the nearest points with a fixed chance.</summary>
    RandomNearest,
}
