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

/// <summary>What is known about an element: who wrote it last, and who has read it or changed it by an atomic since.</summary>
internal sealed class ShadowElement
{
    private readonly List<ShadowAccess> _since = [];

    public ShadowAccess? Writer { get; private set; }

    /// <summary>Accesses that are not the writer's. Of two that stand in the same order to everything that comes, the later one is enough.</summary>
    public IReadOnlyList<ShadowAccess> Since => _since;

    /// <summary>Whether anybody has written it in this block.</summary>
    public bool IsInitialized { get; private set; }

    public void Write(ShadowAccess access)
    {
        _since.Clear();
        Writer = access;
        IsInitialized = true;
    }

    public void Touch(ShadowAccess access)
    {
        IsInitialized |= access.IsAtomic;
        // Blocks run one after the other: whoever comes races with all accesses of an earlier block, so that one of them is enough.
        _since.RemoveAll(known => known.IsAtomic == access.IsAtomic && known.Block == access.Block && (known.Thread == access.Thread || known.Phase != access.Phase));
        if (_since.Count > 0 && _since[^1].Block != access.Block)
        {
            var kept = _since.GroupBy(known => known.IsAtomic).Select(group => group.First()).ToList();
            _since.Clear();
            _since.AddRange(kept);
        }
        _since.Add(access);
    }
}
