namespace Xcs.Kernels;

/// <summary>One thing that the sanitizer has found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Kernel">The kernel.</param>
/// <param name="Description">What happened, in a sentence that names both accesses where there are two.</param>
/// <param name="Mend">What to do about it.</param>
/// <param name="Source">The source line of the access that was noticed.</param>
/// <param name="Block">The block.</param>
/// <param name="Thread">The thread of the block.</param>
/// <param name="Other">The earlier access of a race; null for the other kinds.</param>
public sealed record SanitizerFinding(
    SanitizerKind Kind, string Kernel, string Description, string Mend, SourceLocation Source, Dim3 Block, Dim3 Thread, SanitizerAccess? Other = null)
{
    /// <summary>The finding as a line of text.</summary>
    public override string ToString() => $"{Kind} at {(Source.IsKnown ? Source : Kernel)}: block {Block}, thread {Thread}: {Description}";
}
