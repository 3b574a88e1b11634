using System.Numerics;

namespace Xcs.Rewriting;

/// <summary>Applies the patch of a ledger's entry to a world that has the state before it.</summary>
internal sealed unsafe class PatchReader(World world)
{
    private readonly NativeList<ulong> _newEdges = new();

    public void Apply(ReadOnlySpan<byte> payload, int at)
    {
        var reader = new ByteReader(payload[at..]);
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            var (warp, shard) = (reader.Read<uint>(), reader.Read<uint>());
            var length = (int)reader.Read<ulong>();
            var segment = new ByteReader(reader.Take(length));
            if (warp == uint.MaxValue)
            {
                ReadHead(ref segment);
                continue;
            }

            if (warp >= world.WarpList.Count || shard >= Sharding.Shards)
                throw Unfit($"it changes warp {warp}, shard {shard}");
            while (segment.Position < length)
                ReadPage(world.WarpList[(int)warp], ref segment);
        }

        Link();
    }

    /// <summary>Puts what the entry says is still to be done on the agendas.</summary>
    public void RestoreAgenda(ReadOnlySpan<byte> payload, int at)
    {
        var reader = new ByteReader(payload[at..]);
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            reader.Take(2 * sizeof(uint));
            reader.Take((int)reader.Read<ulong>());
        }

        for (var left = reader.ReadCount(); left > 0; left--)
            world.Restore(reader.ReadName(), reader.Read<uint>(), reader.Read<uint>(), reader.Read<ulong>());
    }

    private static LedgerException Unfit(string rule) => new(rule + ", which the world does not have", "Replay the ledger from its beginning.");

    private void ReadHead(ref ByteReader head)
    {
        world.SeeTypes(ReadNames(ref head, world.Schema.NodeTypeNames, static (world, name) => world.Schema.NodeType(name)), ReadNames(ref head, world.Schema.EdgeTypeNames, static (world, name) => world.Schema.EdgeType(name)));
        ReadAttachments(ref head);
        ReadWarps(ref head);
        for (var left = head.ReadCount(); left > 0; left--)
        {
            var number = head.ReadCount();
            if (number >= world.WarpList.Count)
                throw Unfit($"it counts rows of warp {number}");
            var warp = world.WarpList[number];
            warp.NextNode = (uint)head.Read<ulong>();
            warp.NextEdge = (uint)head.Read<ulong>();
            warp.IsTouched = true;
            warp.EnsureRows();
        }
    }

    // Definitions that the program has made meanwhile must be the same.
    private int ReadNames(ref ByteReader head, List<string> names, Action<World, string> define)
    {
        var first = head.ReadCount();
        var count = head.ReadCount();
        for (var k = first; k < first + count; k++)
        {
            var name = head.ReadName();
            if (k == names.Count)
                define(world, name);
            if (k >= names.Count || names[k] != name)
                throw Unfit($"its type {k + 1} is {name}");
        }

        return first + count;
    }

    private void ReadAttachments(ref ByteReader head)
    {
        var first = head.ReadCount();
        var count = head.ReadCount();
        for (var k = first; k < first + count; k++)
        {
            var (kind, size) = ((TableKind)head.Read<byte>(), (int)head.Read<uint>());
            var (name, layout) = (head.ReadName(), head.ReadName());
            if (k == world.Schema.Attachments.Count)
                world.AddUntyped(name, kind, size, layout);
            var known = k < world.Schema.Attachments.Count ? world.Schema.Attachments[k] : null;
            if (known is null || known.Name != name || known.Kind != kind || known.Layout != layout)
                throw Unfit($"its attachment {k} is {name}");
        }

        world.SeeAttachments(first + count);
    }

    private void ReadWarps(ref ByteReader head)
    {
        var first = head.ReadCount();
        var count = head.ReadCount();
        if (first != world.WarpList.Count)
            throw Unfit($"it makes warp {first}");
        for (var k = 0; k < count; k++)
        {
            var (parent, portal) = (head.Read<uint>(), head.Read<uint>());
            if (parent != uint.MaxValue && parent >= world.WarpList.Count)
                throw Unfit($"it hangs a warp below warp {parent}");
            var name = head.ReadName();
            world.AddReplayedWarp(name, parent == uint.MaxValue ? null : new NodeId(new WarpId(parent), portal));
        }
    }

    private void ReadPage(Warp warp, ref ByteReader segment)
    {
        var number = segment.Read<ushort>();
        segment.Take(sizeof(ushort));
        var page = segment.Read<uint>();
        var (changed, live) = (segment.Read<ulong>(), segment.Read<ulong>());
        if (number >= warp.Tables.Length)
            throw Unfit($"it changes table {number} of warp {warp.Name}");
        var table = warp.TableAt(number);
        if (page >= Sharding.PagesFor(table.Shape.IsOfEdges ? warp.NextEdge : warp.NextNode))
            throw Unfit($"it changes page {page} of table {number} of warp {warp.Name}");
        warp.IsTouched = true;
        var target = table.Touch(page << 6);
        for (var rows = changed; rows != 0; rows &= rows - 1)
        {
            var slot = BitOperations.TrailingZeroCount(rows);
            var wasLive = (target->Live >> slot & 1) != 0;
            var isLive = (live >> slot & 1) != 0;
            if (table.Shape.Kind == TableKind.Edges && wasLive)
                Unlink(warp, (page << 6) + (uint)slot);
            target->Touched |= 1UL << slot;
            table.Keep(target, (uint)slot);
            WriteRow(table, target, slot, isLive, ref segment);
            if (table.Shape.Kind == TableKind.Edges && isLive)
                _newEdges.Add(((ulong)warp.Id.Value << 32) | ((page << 6) + (uint)slot));
        }

        target->Live = (target->Live & ~changed) | (live & changed);
    }

    private static void WriteRow(Table table, Page* page, int slot, bool isLive, ref ByteReader segment)
    {
        switch (table.Shape.Kind)
        {
            case TableKind.Nodes when isLive:
                NodeRow.At(page, (uint)slot)->Type = segment.Read<ushort>();
                break;
            case TableKind.Edges when isLive:
                var edge = EdgeRow.At(page, (uint)slot);
                (edge->Type, edge->From, edge->To) = (segment.Read<ushort>(), segment.Read<uint>(), segment.Read<uint>());
                break;
            case TableKind.Nodes:
                NodeRow.At(page, (uint)slot)->Type = 0;
                break;
            case TableKind.Edges:
                EdgeRow.At(page, (uint)slot)->Type = 0;
                break;
            case TableKind.NodeBytes or TableKind.EdgeBytes:
                ((BytesRow*)Page.Rows(page))[slot] = isLive ? BytesRow.Copy(segment.Take(segment.ReadCount())) : default;
                break;
            default:
                var row = new Span<byte>(Page.Rows(page) + (slot * table.Shape.RowSize), table.Shape.RowSize);
                if (isLive)
                    segment.Take(row.Length).CopyTo(row);
                else
                    row.Clear();
                break;
        }
    }

    private static void Unlink(Warp warp, uint edge)
    {
        var ends = warp.EdgeAt(edge);
        Adjacency.UnlinkOut(warp.Edges0, warp.Nodes0.Node(ends.From.Index), edge);
        Adjacency.UnlinkIn(warp.Edges0, warp.Nodes0.Node(ends.To.Index), edge);
    }

    // Ascending, as rings are; patches go shard by shard.
    private void Link()
    {
        _newEdges.Span.Sort();
        foreach (var key in _newEdges.Span)
        {
            var warp = world.WarpList[(int)(key >> 32)];
            var edge = warp.EdgeAt((uint)key);
            if (!warp.Nodes0.HasNode(edge.From.Index) || !warp.Nodes0.HasNode(edge.To.Index))
                throw Unfit($"{edge.Id} has an end");
            if (!Adjacency.LinkOut(warp.Edges0, warp.Nodes0.Node(edge.From.Index), edge.Id.Index)
                || !Adjacency.LinkIn(warp.Edges0, warp.Nodes0.Node(edge.To.Index), edge.Id.Index))
            {
                throw Unfit($"{edge.Id} comes after a later edge");
            }
        }

        _newEdges.Clear();
    }
}
