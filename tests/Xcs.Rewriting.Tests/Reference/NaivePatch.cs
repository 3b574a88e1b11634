namespace Xcs.Rewriting.Tests;

/// <summary>What a tick changed, found by comparing two whole states.</summary>
internal static class NaivePatch
{
    public static byte[] Digest(NaiveWorld world, NaiveCommit before)
    {
        var segments = new List<(uint Warp, uint Shard, byte[] Bytes)> { (0xFFFFFFFF, 0, Head(world, before)) };
        foreach (var warp in world.Warps)
        {
            var old = warp.Id < before.Warps.Count ? before.Warps[(int)warp.Id] : new NaiveWarp(warp.Id, warp.Name, warp.Portal);
            var pages = new SortedDictionary<(int Shard, int Table, uint Page), byte[]>();
            Compare(pages, 0, old.Nodes, warp.Nodes, static (a, b) => a == b, static (target, type) => target.U16(type));
            Compare(pages, 1, old.Edges, warp.Edges, static (a, b) => a == b, static (target, edge) => target.U16(edge.Type).U32(edge.From).U32(edge.To));
            for (var k = 0; k < world.Payloads.Count; k++)
            {
                var isBytes = world.Payloads[k].Size == 0;
                Compare(
                    pages,
                    2 + k,
                    k < old.Values.Count ? old.Values[k] : [],
                    warp.Values[k],
                    static (a, b) => a.AsSpan().SequenceEqual(b),
                    (target, value) => (isBytes ? target.U32((uint)value.Length) : target).Raw(value));
            }

            foreach (var shard in pages.GroupBy(static page => page.Key.Shard))
                segments.Add((warp.Id, (uint)shard.Key, [.. shard.SelectMany(static page => page.Value)]));
        }

        var all = new NaiveBytes().Tag(6).U32((uint)segments.Count);
        foreach (var (warp, shard, bytes) in segments)
            all.U32(warp).U32(shard).U64((ulong)bytes.Length).Raw(System.Security.Cryptography.SHA256.HashData(bytes));
        return all.Hash();
    }

    private static byte[] Head(NaiveWorld world, NaiveCommit before)
    {
        var bytes = new NaiveBytes();
        Names(bytes, world.NodeTypes, before.NodeTypes);
        Names(bytes, world.EdgeTypes, before.EdgeTypes);
        bytes.U32((uint)before.Payloads).U32((uint)(world.Payloads.Count - before.Payloads));
        foreach (var payload in world.Payloads.Skip(before.Payloads))
            NaiveHash.Attachment(bytes, payload);
        bytes.U32((uint)before.Warps.Count).U32((uint)(world.Warps.Count - before.Warps.Count));
        foreach (var warp in world.Warps.Skip(before.Warps.Count))
            bytes.U32(warp.Portal?.Warp ?? 0xFFFFFFFF).U32(warp.Portal?.Index ?? 0xFFFFFFFF).Text(warp.Name);
        var counted = world.Warps.Where(warp => HasCounted(warp, before)).ToList();
        bytes.U32((uint)counted.Count);
        foreach (var warp in counted)
            bytes.U32(warp.Id).U64(warp.NextNode).U64(warp.NextEdge);
        return bytes.ToArray();
    }

    private static bool HasCounted(NaiveWarp warp, NaiveCommit before) => warp.Id < before.Warps.Count
        ? (warp.NextNode, warp.NextEdge) != (before.Warps[(int)warp.Id].NextNode, before.Warps[(int)warp.Id].NextEdge)
        : (warp.NextNode, warp.NextEdge) != (0, 0);

    private static void Names(NaiveBytes bytes, List<string> names, int first)
    {
        bytes.U32((uint)first).U32((uint)(names.Count - first));
        foreach (var name in names.Skip(first))
            bytes.Text(name);
    }

    private static void Compare<T>(
        SortedDictionary<(int Shard, int Table, uint Page), byte[]> pages,
        int table,
        SortedDictionary<uint, T> before,
        SortedDictionary<uint, T> now,
        Func<T, T, bool> same,
        Action<NaiveBytes, T> write)
    {
        var changed = new SortedSet<uint>(before.Keys.Where(index => !now.ContainsKey(index)));
        foreach (var (index, value) in now)
        {
            if (!before.TryGetValue(index, out var old) || !same(old, value))
                changed.Add(index);
        }

        foreach (var page in changed.GroupBy(static index => index / 64))
        {
            var rows = page.Aggregate(0UL, static (bits, index) => bits | (1UL << (int)(index % 64)));
            var live = 0UL;
            for (uint slot = 0; slot < 64; slot++)
                live |= now.ContainsKey((64 * page.Key) + slot) ? 1UL << (int)slot : 0;
            var bytes = new NaiveBytes().U16(table).U16(0).U32(page.Key).U64(rows).U64(live);
            foreach (var index in page)
            {
                if (now.TryGetValue(index, out var value))
                    write(bytes, value);
            }

            pages.Add((NaiveHash.Shard(64 * page.Key), table, page.Key), bytes.ToArray());
        }
    }
}
