using System.Numerics;
using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>A page as bytes: in patches, and as a leaf of the hash tree. The formats are those of README.md and never change.</summary>
internal static unsafe class PageCodec
{
    private const int PatchHead = 24;
    private const int LeafHead = 16;

    /// <summary>Appends what has changed since the tick began; gives the rows.</summary>
    public static ulong Encode(Table table, uint number, NativeList<byte> patch)
    {
        var page = table.Pages[number];
        var changed = page == null ? 0 : Changed(table, page);
        if (changed == 0)
            return 0;
        var head = patch.Append(PatchHead);
        *(ushort*)head = (ushort)table.Shape.Table;
        *(ushort*)(head + 2) = 0;
        *(uint*)(head + 4) = number;
        *(ulong*)(head + 8) = changed;
        *(ulong*)(head + 16) = page->Live;
        EncodeRows(table, page, changed & page->Live, patch);
        return changed;
    }

    /// <summary>The digest of a page, when the batch is flushed; zero where no row lives or there is no page.</summary>
    public static void Hash(Table table, Page* page, ShaBatch batch, byte* digest)
    {
        if (page == null || page->Live == 0)
        {
            new Span<byte>(digest, Digest.Size).Clear();
            return;
        }

        if (table.Shape.IsBytes)
        {
            HashStrings(table, page, batch.Scratch, digest);
            return;
        }

        var columns = 64 * table.Shape.RowSize;
        var head = (ulong*)batch.Add(LeafHead + columns, digest);
        head[0] = table.Shape.Tag;
        head[1] = page->Live;
        if (table.Shape.Kind == TableKind.Nodes)
            GatherNodes(page, (ushort*)(head + 2));
        else if (table.Shape.Kind == TableKind.Edges)
            GatherEdges(page, (byte*)(head + 2));
        else
            Unsafe.CopyBlockUnaligned(head + 2, Page.Rows(page), (uint)columns);
    }

    private static void HashStrings(Table table, Page* page, NativeList<byte> bytes, byte* digest)
    {
        bytes.Clear();
        var head = (ulong*)bytes.Append(LeafHead);
        head[0] = table.Shape.Tag;
        head[1] = page->Live;
        EncodeRows(table, page, page->Live, bytes);
        Sha.Hash(bytes.Data, bytes.Count, digest);
        GC.KeepAlive(bytes);
    }

    /// <summary>Appends rows the way patches have them.</summary>
    private static void EncodeRows(Table table, Page* page, ulong rows, NativeList<byte> patch)
    {
        var size = table.Shape.RowSize;
        switch (table.Shape.Kind)
        {
            case TableKind.Nodes:
                var types = (ushort*)patch.Append(BitOperations.PopCount(rows) * size);
                for (; rows != 0; rows &= rows - 1)
                    *types++ = NodeRow.At(page, (uint)BitOperations.TrailingZeroCount(rows))->Type;
                break;
            case TableKind.Edges:
                var target = patch.Append(BitOperations.PopCount(rows) * size);
                for (; rows != 0; rows &= rows - 1, target += size)
                {
                    var row = EdgeRow.At(page, (uint)BitOperations.TrailingZeroCount(rows));
                    Unsafe.WriteUnaligned(target, row->Type);
                    Unsafe.WriteUnaligned(target + 2, row->From);
                    Unsafe.WriteUnaligned(target + 6, row->To);
                }

                break;
            case TableKind.NodeBytes or TableKind.EdgeBytes:
                for (; rows != 0; rows &= rows - 1)
                    AppendString(((BytesRow*)Page.Rows(page))[BitOperations.TrailingZeroCount(rows)].Span, patch);
                break;
            default:
                var value = patch.Append(BitOperations.PopCount(rows) * size);
                for (; rows != 0; rows &= rows - 1, value += size)
                    Unsafe.CopyBlockUnaligned(value, Page.Rows(page) + (BitOperations.TrailingZeroCount(rows) * size), (uint)size);
                break;
        }
    }

    private static void AppendString(ReadOnlySpan<byte> bytes, NativeList<byte> patch)
    {
        Unsafe.WriteUnaligned(patch.Append(sizeof(uint)), (uint)bytes.Length);
        patch.Append(bytes);
    }

    private static void GatherNodes(Page* page, ushort* types)
    {
        var row = (NodeRow*)Page.Rows(page);
        for (var slot = 0; slot < 64; slot++)
            types[slot] = (page->Live >> slot & 1) != 0 ? row[slot].Type : (ushort)0;
    }

    private static void GatherEdges(Page* page, byte* columns)
    {
        var types = (ushort*)columns;
        var from = (uint*)(columns + (64 * sizeof(ushort)));
        var to = from + 64;
        var row = (EdgeRow*)Page.Rows(page);
        for (var slot = 0; slot < 64; slot++)
        {
            var mask = 0U - (uint)(page->Live >> slot & 1);
            types[slot] = (ushort)(row[slot].Type & mask);
            from[slot] = row[slot].From & mask;
            to[slot] = row[slot].To & mask;
        }
    }

    // Rows that differ from what they were: alive and dead, or alive both times with other bytes.
    private static ulong Changed(Table table, Page* page)
    {
        var changed = page->LiveBefore ^ page->Live;
        if (table.Shape.Kind == TableKind.Edges)
            return changed; // an edge never changes while it lives
        for (var both = page->LiveBefore & page->Live & page->Touched; both != 0; both &= both - 1)
        {
            var slot = BitOperations.TrailingZeroCount(both);
            if (!IsSame(table, page, (uint)slot))
                changed |= 1UL << slot;
        }

        return changed;
    }

    private static bool IsSame(Table table, Page* page, uint index)
    {
        if (table.Shape.Kind == TableKind.Nodes)
            return NodeRow.At(page, index)->Type == NodeRow.At(page, index)->TypeBefore;
        var before = table.Before(page, index);
        var now = table.Value(page, index);
        if (table.Shape.IsBytes)
            return ((BytesRow*)before)->Start == ((BytesRow*)now)->Start || ((BytesRow*)before)->Span.SequenceEqual(((BytesRow*)now)->Span);
        var size = table.Shape.RowSize;
        if (size == sizeof(ulong))
            return *(ulong*)before == *(ulong*)now;
        if (size == sizeof(uint))
            return *(uint*)before == *(uint*)now;
        return new ReadOnlySpan<byte>(before, size).SequenceEqual(new ReadOnlySpan<byte>(now, size));
    }
}
