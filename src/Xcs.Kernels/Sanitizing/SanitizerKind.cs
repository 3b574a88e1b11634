namespace Xcs.Kernels;

/// <summary>What the sanitizer finds.</summary>
public enum SanitizerKind
{
    /// <summary>Two threads access an element, at least one writes, and no barrier stands between; or two blocks do.</summary>
    Race,

    /// <summary>An index is outside its array.</summary>
    OutOfBounds,

    /// <summary>Shared memory is read that no thread of the block has written.</summary>
    Uninitialized,

    /// <summary>A barrier is reached by some lanes of a warp and not by others.</summary>
    DivergentBarrier,

    /// <summary>A barrier is not reached by all warps of the block, or they wait at different ones.</summary>
    MissedBarrier,

    /// <summary>A warp operation names lanes that are not there, or is called by a lane that it does not name.</summary>
    AbsentLane,
}
