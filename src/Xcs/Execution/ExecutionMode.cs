namespace Xcs;

/// <summary>How a run uses its workers. The result, and the exception, are the same in every mode.</summary>
public enum ExecutionMode
{
    /// <summary>Picks by the measured costs of the nodes; never slower than <see cref="Sequential"/> once it knows them.</summary>
    Auto,

    /// <summary>
    /// One node after the other in program order, on the calling thread where it waits for the result. Long stretches of one operator that does
    /// nothing but compute may take another order, which only a trace shows.
    /// </summary>
    Sequential,

    /// <summary>Wave by wave, with a barrier between two waves.</summary>
    Waves,

    /// <summary>Each unit as soon as its inputs are there.</summary>
    Eager,
}
