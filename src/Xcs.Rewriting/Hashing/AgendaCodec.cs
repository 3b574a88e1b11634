using System.Numerics;

namespace Xcs.Rewriting;

/// <summary>What has been asked for and is still to be done, as ledgers keep it. Active rules find their matches again.</summary>
internal static class AgendaCodec
{
    public static void Write(World world, ByteWriter bytes)
    {
        var at = bytes.Count;
        var count = 0U;
        bytes.Write(count);
        foreach (var warp in world.WarpList)
        {
            for (var rule = 0; rule < warp.Agenda.Count; rule++)
            {
                if (!warp.Agenda.IsActive(rule) && warp.Agenda.SetAt(rule) is { } set)
                    count += Write(world.RuleList[rule].Name, warp, set, bytes);
            }
        }

        bytes.Patch(at, count);
    }

    private static uint Write(string rule, Warp warp, CandidateSet set, ByteWriter bytes)
    {
        var count = 0U;
        for (var shard = 0; shard < Sharding.Shards; shard++)
        {
            for (var summary = 0; set.HasShard(shard) && summary < set.SummaryLength; summary++)
            {
                for (var pages = set.Summary(shard, summary); pages != 0; pages &= pages - 1)
                {
                    var local = (64 * summary) + BitOperations.TrailingZeroCount(pages);
                    bytes.Write(rule);
                    bytes.Write(warp.Id.Value);
                    bytes.Write(((uint)local << 8) | (uint)shard);
                    bytes.Write(set.Word(shard, local));
                    count++;
                }
            }
        }

        return count;
    }
}
