namespace Xcs.Rewriting.Tests;

/// <summary>The state root, from nothing each time, by the README's definitions.</summary>
internal static class NaiveHash
{
    public static readonly byte[] Zero = new byte[32];

    public static byte[] State(NaiveWorld world)
    {
        var warps = world.Warps.Select(warp => Warp(world, warp)).ToList();
        return new NaiveBytes().Tag(4).Raw(Schema(world)).U32((uint)warps.Count).Raw(Tree(warps)).Hash();
    }

    public static byte[] Commit(NaiveWorld world, byte[] parent, byte[] root, byte[] patch)
    {
        var bytes = new NaiveBytes().Tag(7, (byte)world.Policy).U64(world.Tick + 1).U32(world.Tick == 0 ? 0U : 1U);
        if (world.Tick > 0)
            bytes.Raw(parent);
        return bytes.Raw(root).Raw(patch).Hash();
    }

    public static int Shard(uint index) => (int)(index / 64 % 256);

    private static byte[] Schema(NaiveWorld world)
    {
        var bytes = new NaiveBytes().Tag(5);
        Names(bytes, world.NodeTypes);
        Names(bytes, world.EdgeTypes);
        bytes.U32((uint)world.Payloads.Count);
        foreach (var payload in world.Payloads)
            Attachment(bytes, payload);
        return bytes.Hash();
    }

    public static void Attachment(NaiveBytes bytes, Payload payload) =>
        bytes.U8(Kind(payload)).U32((uint)payload.Size).Text(payload.Name).Text(payload.Layout);

    private static void Names(NaiveBytes bytes, List<string> names)
    {
        bytes.U32((uint)names.Count);
        foreach (var name in names)
            bytes.Text(name);
    }

    private static int Kind(Payload payload) => (payload.Size == 0 ? 4 : 2) + (payload.OfEdges ? 1 : 0);

    private static byte[] Warp(NaiveWorld world, NaiveWarp warp)
    {
        var bytes = new NaiveBytes().Tag(3).U32(warp.Id).U32(warp.Portal?.Warp ?? 0xFFFFFFFF).U32(warp.Portal?.Index ?? 0xFFFFFFFF).Text(warp.Name)
            .U64(warp.NextNode).U64(warp.NextEdge).U32((uint)(2 + world.Payloads.Count));
        bytes.Raw(Table(warp.NextNode, warp.Nodes, NodePage));
        bytes.Raw(Table(warp.NextEdge, warp.Edges, EdgePage));
        for (var k = 0; k < world.Payloads.Count; k++)
        {
            var payload = world.Payloads[k];
            bytes.Raw(Table(payload.OfEdges ? warp.NextEdge : warp.NextNode, warp.Values[k], rows => ValuePage(payload, rows)));
        }

        return bytes.Hash();
    }

    private static byte[] Table<T>(ulong next, SortedDictionary<uint, T> rows, Func<List<(int Slot, T Row)>, byte[]> hash)
    {
        var live = new Dictionary<uint, List<(int, T)>>();
        if (rows.Count == 0)
            return Zero; // nothing but zero digests
        foreach (var (index, row) in rows)
        {
            if (!live.TryGetValue(index / 64, out var list))
                live.Add(index / 64, list = []);
            list.Add(((int)(index % 64), row));
        }

        var shards = new List<byte[]>();
        for (uint shard = 0; shard < 256; shard++)
        {
            var pages = new List<byte[]>(64UL * shard < next ? 4 : 0);
            for (var page = shard; 64UL * page < next; page += 256)
                pages.Add(live.TryGetValue(page, out var list) ? hash(list) : Zero);
            shards.Add(Tree(pages));
        }

        return Tree(shards);
    }

    private static byte[] Tree(List<byte[]> digests)
    {
        while (digests.Count > 1)
        {
            var above = new List<byte[]>();
            for (var at = 0; at < digests.Count; at += 16)
                above.Add(Node(digests, at, Math.Min(at + 16, digests.Count)));
            digests = above;
        }

        return digests.Count == 0 ? Zero : digests[0];
    }

    private static byte[] Node(List<byte[]> digests, int from, int to)
    {
        var isZero = true;
        for (var k = from; isZero && k < to; k++)
            isZero = digests[k].AsSpan().IndexOfAnyExcept((byte)0) < 0;
        if (isZero)
            return Zero;
        var bytes = new NaiveBytes().Tag(2);
        for (var k = from; k < from + 16; k++)
            bytes.Raw(k < to ? digests[k] : Zero);
        return bytes.Hash();
    }

    private static NaiveBytes PageHead<T>(int kind, int size, List<(int Slot, T Row)> rows)
    {
        var live = 0UL;
        foreach (var (slot, _) in rows)
            live |= 1UL << slot;
        return new NaiveBytes().Tag(1, (byte)kind, (uint)size).U64(live);
    }

    private static byte[] NodePage(List<(int Slot, int Row)> rows)
    {
        var types = new int[64];
        foreach (var (slot, type) in rows)
            types[slot] = type;
        var bytes = PageHead(0, 2, rows);
        foreach (var type in types)
            bytes.U16(type);
        return bytes.Hash();
    }

    private static byte[] EdgePage(List<(int Slot, NaiveEdge Row)> rows)
    {
        var edges = new NaiveEdge[64];
        foreach (var (slot, edge) in rows)
            edges[slot] = edge;
        var bytes = PageHead(1, 10, rows);
        foreach (var edge in edges)
            bytes.U16(edge.Type);
        foreach (var edge in edges)
            bytes.U32(edge.From);
        foreach (var edge in edges)
            bytes.U32(edge.To);
        return bytes.Hash();
    }

    private static byte[] ValuePage(Payload payload, List<(int Slot, byte[] Row)> rows)
    {
        var bytes = PageHead(Kind(payload), payload.Size, rows);
        if (payload.Size == 0)
        {
            foreach (var (_, value) in rows)
                bytes.U32((uint)value.Length).Raw(value);
            return bytes.Hash();
        }

        var columns = new byte[64 * payload.Size];
        foreach (var (slot, value) in rows)
            value.CopyTo(columns, slot * payload.Size);
        return bytes.Raw(columns).Hash();
    }
}
