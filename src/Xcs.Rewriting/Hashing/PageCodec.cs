using System.Numerics;
using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>A page as bytes: in patches, and as a leaf of the hash tree. The formats are those of README.md and never change.</summary>
internal static unsafe class PageCodec
{
    /// <summary>Bytes before the rows of a page in a patch: table, 0, page, changed, live.</summary>
    public const int HeadSize = 24;

    /// <summary>Appends what has changed since the tick began; gives the rows.</summary>
    public static ulong Encode(Table table, Page* page, NativeList<byte> patch)
    {
        var changed = Changed(table, page);
        if (changed == 0)
            return 0;
        var live = *Page.Live(page);
        var head = patch.Append(HeadSize);
        *(ushort*)head = (ushort)table.Shape.Table;
        *(ushort*)(head + 2) = 0;
        *(uint*)(head + 4) = page->Number;
        *(ulong*)(head + 8) = changed;
        *(ulong*)(head + 16) = live;
        EncodeRows(table, page, changed & live, patch);
        return changed;
    }

    /// <summary>The digest of a page; zero where no row lives or there is no page.</summary>
    public static void Hash(Table table, Page* page, byte* digest)
    {
        if (page == null || *Page.Live(page) == 0)
            new Span<byte>(digest, Digest.Size).Clear();
        else if (table.Shape.IsBytes)
            HashStrings(table, page, digest);
        else
            Sha.Hash(Page.Hashed(page), table.Shape.HashedSize, digest);
    }

    /// <summary>Appends rows the way patches have them.</summary>
    public static void EncodeRows(Table table, Page* page, ulong rows, NativeList<byte> patch)
    {
        var size = table.Shape.RowSize;
        switch (table.Shape.Kind)
        {
            case TableKind.Nodes:
                var types = (ushort*)patch.Append(BitOperations.PopCount(rows) * size);
                for (; rows != 0; rows &= rows - 1)
                    *types++ = NodePage.Types(page)[BitOperations.TrailingZeroCount(rows)];
                break;
            case TableKind.Edges:
                var target = patch.Append(BitOperations.PopCount(rows) * size);
                for (; rows != 0; rows &= rows - 1, target += size)
                {
                    var slot = BitOperations.TrailingZeroCount(rows);
                    Unsafe.WriteUnaligned(target, EdgePage.Types(page)[slot]);
                    Unsafe.WriteUnaligned(target + 2, EdgePage.From(page)[slot]);
                    Unsafe.WriteUnaligned(target + 6, EdgePage.To(page)[slot]);
                }

                break;
            case TableKind.NodeBytes or TableKind.EdgeBytes:
                for (; rows != 0; rows &= rows - 1)
                    AppendString(((BytesRow*)Page.Columns(page))[BitOperations.TrailingZeroCount(rows)].Span, patch);
                break;
            default:
                var row = patch.Append(BitOperations.PopCount(rows) * size);
                for (; rows != 0; rows &= rows - 1, row += size)
                    Unsafe.CopyBlockUnaligned(row, Page.Columns(page) + (BitOperations.TrailingZeroCount(rows) * size), (uint)size);
                break;
        }
    }

    private static void AppendString(ReadOnlySpan<byte> bytes, NativeList<byte> patch)
    {
        Unsafe.WriteUnaligned(patch.Append(sizeof(uint)), (uint)bytes.Length);
        patch.Append(bytes);
    }

    private static void HashStrings(Table table, Page* page, byte* digest)
    {
        var bytes = new NativeList<byte>();
        bytes.Append(new ReadOnlySpan<byte>(Page.Hashed(page), Page.ColumnsAt));
        EncodeRows(table, page, *Page.Live(page), bytes);
        Sha.Hash(bytes.Data, bytes.Count, digest);
    }

    // Rows that differ from what they were: alive and dead, or alive both times with other bytes.
    private static ulong Changed(Table table, Page* page)
    {
        var (before, now) = (((ulong*)page->Before)[1], *Page.Live(page));
        var changed = (before ^ now) & page->Touched;
        var old = page->Before + Page.ColumnsAt;
        for (var both = before & now & page->Touched; both != 0; both &= both - 1)
        {
            var slot = BitOperations.TrailingZeroCount(both);
            if (!IsSame(table, old, Page.Columns(page), slot))
                changed |= 1UL << slot;
        }

        return changed;
    }

    private static bool IsSame(Table table, byte* old, byte* now, int slot)
    {
        switch (table.Shape.Kind)
        {
            case TableKind.Nodes:
                return ((ushort*)old)[slot] == ((ushort*)now)[slot];
            case TableKind.Edges:
                return true; // an edge never changes while it lives
            case TableKind.NodeBytes or TableKind.EdgeBytes:
                return ((BytesRow*)old)[slot].Start == ((BytesRow*)now)[slot].Start || ((BytesRow*)old)[slot].Span.SequenceEqual(((BytesRow*)now)[slot].Span);
            default:
                var size = table.Shape.RowSize;
                if (size == sizeof(ulong))
                    return ((ulong*)old)[slot] == ((ulong*)now)[slot];
                if (size == sizeof(uint))
                    return ((uint*)old)[slot] == ((uint*)now)[slot];
                return new ReadOnlySpan<byte>(old + (slot * size), size).SequenceEqual(new ReadOnlySpan<byte>(now + (slot * size), size));
        }
    }
}
