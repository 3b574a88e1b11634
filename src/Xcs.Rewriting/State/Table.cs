using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>
/// The rows of one kind in one warp, found by index. The directory grows only between steps; pages come and go under the worker that has
/// their shard.
/// </summary>
internal sealed unsafe class Table(TableShape shape, WarpId warp, uint number)
{
    private readonly ShardPages?[] _shards = new ShardPages?[Sharding.Shards];
    private uint _capacity;

    ~Table() => NativeMemory.Free(Pages);

    public TableShape Shape { get; } = shape;

    public WarpId Warp { get; } = warp;

    /// <summary>The pages by number; null where no row lives.</summary>
    public Page** Pages { get; private set; }

    /// <summary>For how many pages there is room.</summary>
    public uint PageCount => _capacity;

    /// <summary>The high word of the keys of this table's rows, for claims.</summary>
    public ulong Key { get; } = (ulong)number << 32;

    /// <summary>Claims on the rows in this round.</summary>
    public TableClaims Claims { get; } = new();

    /// <summary>The tree over the shards' digests.</summary>
    public HashTree Shards { get; } = new();

    /// <summary>The key of a row, for claims.</summary>
    public ulong KeyOf(uint index) => Key | index;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Page* PageOf(uint index) => index >> 6 < _capacity ? Pages[index >> 6] : null;

    public bool IsLive(uint index) => Page.IsLive(PageOf(index), index);

    /// <summary>Whether a node lives; looks at its row alone, which is used soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasNode(uint index)
    {
        var page = PageOf(index);
        return page != null && NodeRow.At(page, index)->Type != 0;
    }

    /// <summary>Whether an edge lives; looks at its row alone, which is used soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasEdge(uint index)
    {
        var page = PageOf(index);
        return page != null && EdgeRow.At(page, index)->Type != 0;
    }

    /// <summary>The node of an index whose page exists.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NodeRow* Node(uint index) => NodeRow.At(Pages[index >> 6], index);

    /// <summary>The edge of an index whose page exists.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EdgeRow* Edge(uint index) => EdgeRow.At(Pages[index >> 6], index);

    /// <summary>The value of an attachment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Value(Page* page, uint index) => Page.Rows(page) + ((int)(index & 63) * Shape.StoredSize);

    /// <summary>The value before the tick, where the row lived and is touched.</summary>
    public byte* Before(Page* page, uint index) => (byte*)page + Shape.BeforeAt + ((int)(index & 63) * Shape.StoredSize);

    public uint* Writers(Page* page) => (uint*)((byte*)page + Shape.WritersAt);

    public ShardPages? ShardAt(int shard) => _shards[shard];

    /// <summary>Makes room for rows. Not while units run.</summary>
    public void EnsureRows(uint rows)
    {
        var pages = Sharding.PagesFor(rows);
        if (pages <= _capacity)
            return;
        var capacity = Math.Max(pages, Math.Min(_capacity * 2, uint.MaxValue >> 6));
        Pages = (Page**)NativeMemory.Realloc(Pages, (nuint)capacity * (nuint)sizeof(Page*));
        NativeMemory.Clear(Pages + _capacity, (nuint)(capacity - _capacity) * (nuint)sizeof(Page*));
        _capacity = capacity;
    }

    /// <summary>The page of a row, ready to be written in this tick.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Page* Touch(uint index)
    {
        var page = Pages[index >> 6];
        return page != null && page->IsDirty != 0 ? page : TouchFirst(index >> 6);
    }

    /// <summary>The shard's pages, made on first use by the worker that has the shard.</summary>
    public ShardPages ShardOf(uint page) => _shards[Sharding.OfPage(page)] ??= new ShardPages();

    /// <summary>Keeps what a row is before the tick writes it for the first time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Keep(Page* page, uint index)
    {
        if (Shape.Kind == TableKind.Nodes)
        {
            var row = NodeRow.At(page, index);
            row->TypeBefore = row->Type;
        }
        else if (Shape.Kind == TableKind.Edges)
        {
            var row = EdgeRow.At(page, index);
            row->TypeBefore = row->Type;
        }
        else
        {
            Unsafe.CopyBlockUnaligned(Before(page, index), Value(page, index), (uint)Shape.StoredSize);
        }
    }

    /// <summary>Lets go of what a page was before the tick; of the page, where nothing lives on it.</summary>
    public void Settle(uint number)
    {
        var page = Pages[number];
        if (page == null)
            return;
        if (Shape.IsBytes)
            FreeReplaced(page, kept: Page.Rows(page), gone: (byte*)page + Shape.BeforeAt, page->LiveBefore);
        Rest(number, page);
    }

    /// <summary>Puts a page back to what it was before the tick.</summary>
    public void Restore(uint number)
    {
        var page = Pages[number];
        if (page == null)
            return;
        if (Shape.IsBytes)
            FreeReplaced(page, kept: (byte*)page + Shape.BeforeAt, gone: Page.Rows(page), page->Live);
        for (var rows = page->Touched; rows != 0; rows &= rows - 1)
        {
            var index = (uint)BitOperations.TrailingZeroCount(rows);
            if (Shape.Kind == TableKind.Nodes)
                NodeRow.At(page, index)->Type = NodeRow.At(page, index)->TypeBefore;
            else if (Shape.Kind == TableKind.Edges)
                EdgeRow.At(page, index)->Type = EdgeRow.At(page, index)->TypeBefore;
            else if ((page->LiveBefore >> (int)index & 1) != 0)
                Unsafe.CopyBlockUnaligned(Value(page, index), Before(page, index), (uint)Shape.StoredSize);
        }

        page->Live = page->LiveBefore;
        ClearDead(page);
        Rest(number, page);
    }

    /// <summary>Lets go of a page in the middle of a tick, if no row lives there or did before.</summary>
    public void FreeIfEmpty(uint number)
    {
        if (Pages[number] != null && (Pages[number]->Live | Pages[number]->LiveBefore) == 0)
            FreePage(number);
    }

    public void Free()
    {
        for (uint k = 0; k < _capacity; k++)
        {
            if (Pages[k] != null)
                FreePage(k);
        }
    }

    private void FreePage(uint number)
    {
        var page = Pages[number];
        if (Shape.IsBytes)
        {
            for (var live = page->Live; live != 0; live &= live - 1)
                BytesRow.Free(((BytesRow*)Page.Rows(page))[BitOperations.TrailingZeroCount(live)]);
        }

        if (page->RoundBefore != null)
            Shape.Copies.Return(page->RoundBefore);
        Shape.Pages.Return((byte*)page);
        Pages[number] = null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Page* TouchFirst(uint number)
    {
        var page = Pages[number];
        if (page == null)
        {
            page = (Page*)Shape.Pages.Rent();
            NativeMemory.Clear(page, (nuint)Shape.BeforeAt);
            if (Shape.Attachment is null)
                ClearRows(page);
            Pages[number] = page;
        }

        page->IsDirty = 1;
        page->LiveBefore = page->Live;
        ShardOf(number).Dirty.Add(number);
        return page;
    }

    // In no ring, and of no type.
    private void ClearRows(Page* page)
    {
        new Span<byte>(Page.Rows(page), 64 * Shape.StoredSize).Fill(0xFF);
        for (uint index = 0; index < 64; index++)
        {
            if (Shape.Kind == TableKind.Nodes)
                NodeRow.At(page, index)->Type = 0;
            else
                EdgeRow.At(page, index)->Type = 0;
        }
    }

    // Values that are gone are zero: pages of values are hashed as they lie.
    private void ClearDead(Page* page)
    {
        for (var rows = page->Touched & ~page->Live; rows != 0 && Shape.Attachment is not null; rows &= rows - 1)
            new Span<byte>(Value(page, (uint)BitOperations.TrailingZeroCount(rows)), Shape.StoredSize).Clear();
    }

    private void Rest(uint number, Page* page)
    {
        page->IsDirty = 0;
        page->Touched = page->Written = page->Joined = 0;
        page->Round = 0;
        if (page->Live == 0)
            FreePage(number);
    }

    // Strings that one of two versions of a page has and the other has not.
    private static void FreeReplaced(Page* page, byte* kept, byte* gone, ulong live)
    {
        for (var rows = page->Touched & live; rows != 0; rows &= rows - 1)
        {
            var slot = BitOperations.TrailingZeroCount(rows);
            if (((BytesRow*)gone)[slot].Start != ((BytesRow*)kept)[slot].Start)
                BytesRow.Free(((BytesRow*)gone)[slot]);
        }
    }
}
