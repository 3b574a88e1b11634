using System.Numerics;

namespace Xcs.Kernels.Programs;

/// <summary>What the lowering of groups computes with masks of lanes.</summary>
internal static class LaneMath
{
    /// <summary>The lane of the group with a rank; the lane itself where there is none.</summary>
    public static int Source(ulong members, int rank, int lane)
    {
        if ((uint)rank >= (uint)BitOperations.PopCount(members))
            return lane;
        for (; rank > 0; rank--)
            members &= members - 1;
        return BitOperations.TrailingZeroCount(members);
    }

    /// <summary>The bits of some lanes by the ranks of the lanes among the members.</summary>
    public static ulong Compress(ulong lanes, ulong members)
    {
        var ranks = 0UL;
        for (var rank = 0; members != 0; rank++, members &= members - 1)
            if ((lanes & members & (0 - members)) != 0)
                ranks |= 1UL << rank;
        return ranks;
    }
}
