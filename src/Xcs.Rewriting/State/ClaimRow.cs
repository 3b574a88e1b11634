namespace Xcs.Rewriting;

/// <summary>Who claims a row in the round that an epoch stands for. Older epochs mean nobody.</summary>
internal struct ClaimRow
{
    /// <summary>Epoch in the high word; in the low one all claims, and whether they conflict: what workers set at the same time.</summary>
    public ulong Claimed;

    /// <summary>Claims of those admitted, and the last of them in the list of claims; in canonical order, by one thread.</summary>
    public uint Admitted;
    public int Last;
}
