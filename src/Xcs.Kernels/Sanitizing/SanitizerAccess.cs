namespace Xcs.Kernels;

/// <summary>An access to memory that took part in a race.</summary>
/// <param name="Source">Its source line.</param>
/// <param name="Block">The block.</param>
/// <param name="Thread">The thread of the block.</param>
/// <param name="IsWrite">Whether it wrote.</param>
public sealed record SanitizerAccess(SourceLocation Source, Dim3 Block, Dim3 Thread, bool IsWrite);
