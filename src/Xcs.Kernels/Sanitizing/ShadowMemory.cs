using System.Linq.Expressions;

namespace Xcs.Kernels.Sanitizing;

/// <summary>An access that the sanitizer remembers.</summary>
/// <param name="Node">The statement or expression.</param>
/// <param name="Block">The number of the block.</param>
/// <param name="Thread">The number of the thread in its block.</param>
/// <param name="Phase">How many barriers the block had passed.</param>
/// <param name="WarpPhase">How many fences the lane had passed.</param>
/// <param name="IsAtomic">Whether it was one step with others of its kind.</param>
internal sealed record ShadowAccess(Expression Node, int Block, int Thread, int Phase, int WarpPhase, bool IsAtomic);

/// <summary>What is known about an element: who wrote it last, and who has read it since.</summary>
internal sealed class ShadowElement
{
    public ShadowAccess? Writer { get; set; }

    public List<ShadowAccess> Readers { get; } = [];

    /// <summary>Whether anybody has written it in this block.</summary>
    public bool IsInitialized { get; set; }
}
