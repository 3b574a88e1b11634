namespace Xcs.Rewriting;

/// <summary>
/// The claims on the rows of one table in the round that an epoch stands for. As long as all of them agree with each other, nobody has to know on which rows
/// they are: rows are marked from the first claim on that conflicts with one on any row.
/// </summary>
internal sealed class TableClaims
{
    // The epoch in the high word.
    private ulong _seen;
    private uint _marked;
    private uint _chained;

    /// <summary>Kinds of claims admitted on rows, where the rows are marked.</summary>
    public PagedCells Masks { get; } = new();

    /// <summary>Which claim of the list of those admitted is the last one on a row, counted from 1, where rows are chained.</summary>
    public PagedCells Lasts { get; } = new();

    /// <summary>Takes note of some kinds of claims, unless any seen before conflicts with them.</summary>
    public bool TrySee(uint kinds, uint epoch, out uint seen)
    {
        seen = (uint)(_seen >> 32) == epoch ? (uint)_seen : 0;
        if ((seen & Claims.ConflictsOf(kinds)) != 0)
            return false;
        seen |= kinds;
        _seen = ((ulong)epoch << 32) | seen;
        return true;
    }

    public bool IsMarked(uint epoch) => _marked == epoch;

    public void BeginMarking(uint epoch, uint pages)
    {
        Masks.EnsurePages(pages);
        _marked = epoch;
    }

    public bool IsChained(uint epoch) => _chained == epoch;

    public void BeginChaining(uint epoch, uint pages)
    {
        Lasts.EnsurePages(pages);
        _chained = epoch;
    }

    /// <summary>Epochs are counted from 1 again.</summary>
    public void Clear()
    {
        Masks.Clear();
        Lasts.Clear();
        _seen = 0;
        _marked = _chained = 0;
    }
}
