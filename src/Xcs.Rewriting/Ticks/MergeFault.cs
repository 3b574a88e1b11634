namespace Xcs.Rewriting;

/// <summary>Something that does not fit when deltas are merged: what, on which row, found at whose entry.</summary>
internal readonly record struct MergeFault(Fault Kind, uint Warp, int Table, uint Index, uint Rank, Exception? Inner = null)
{
    /// <summary>The order in which faults count: the same however the entries were divided among workers.</summary>
    public static int Compare(MergeFault left, MergeFault right) =>
        (left.Rank, left.Table, left.Index).CompareTo((right.Rank, right.Table, right.Index));
}
