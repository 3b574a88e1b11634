using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>
/// The rows of one kind in one warp, found by index. The directory grows only between steps; pages come and go under the worker that has
/// their shard.
/// </summary>
internal sealed unsafe class Table(TableShape shape)
{
    private readonly ShardPages?[] _shards = new ShardPages?[Sharding.Shards];
    private uint _capacity;

    ~Table() => NativeMemory.Free(Pages);

    public TableShape Shape { get; } = shape;

    /// <summary>The pages by number; null where no row lives.</summary>
    public Page** Pages { get; private set; }

    /// <summary>Claims on the rows in this round.</summary>
    public ClaimPages Claims { get; } = new();

    /// <summary>The digest over all shards.</summary>
    public Digest Root { get; set; }

    /// <summary>The tree over the shards' digests.</summary>
    public HashTree Shards { get; } = new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Page* PageOf(uint index) => index >> 6 < _capacity ? Pages[index >> 6] : null;

    public bool IsLive(uint index) => Page.IsLive(PageOf(index), index);

    public byte* Row(Page* page, uint index) => Page.Columns(page) + ((int)(index & 63) * Shape.StoredSize);

    public uint* Writers(Page* page) => (uint*)((byte*)page + Shape.WritersAt);

    public ShardPages? ShardAt(int shard) => _shards[shard];

    /// <summary>Makes room for rows. Not while units run.</summary>
    public void EnsureRows(uint rows)
    {
        var pages = Sharding.PagesFor(rows);
        if (pages > _capacity)
        {
            var capacity = Math.Max(pages, Math.Min(_capacity * 2, uint.MaxValue >> 6));
            Pages = (Page**)NativeMemory.Realloc(Pages, (nuint)capacity * (nuint)sizeof(Page*));
            NativeMemory.Clear(Pages + _capacity, (nuint)(capacity - _capacity) * (nuint)sizeof(Page*));
            _capacity = capacity;
        }

        Claims.EnsurePages(pages);
    }

    /// <summary>The page of a row, ready to be written in this tick.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Page* Touch(uint index)
    {
        var page = Pages[index >> 6];
        return page != null && page->Before != null ? page : TouchFirst(index >> 6);
    }

    /// <summary>The shard's pages, made on first use by the worker that has the shard.</summary>
    public ShardPages ShardOf(uint page) => _shards[Sharding.OfPage(page)] ??= new ShardPages();

    /// <summary>Lets go of what a page was before the tick; of the page, where nothing lives on it.</summary>
    public void Settle(uint number)
    {
        var page = Pages[number];
        if (Shape.IsBytes)
            FreeReplaced(Page.Hashed(page), page->Before, page->Touched);
        Rest(number, page);
    }

    /// <summary>Puts a page back to what it was before the tick.</summary>
    public void Restore(uint number)
    {
        var page = Pages[number];
        if (Shape.IsBytes)
            FreeReplaced(page->Before, Page.Hashed(page), page->Touched);
        Buffer.MemoryCopy(page->Before, Page.Hashed(page), Shape.HashedSize, Shape.HashedSize);
        Rest(number, page);
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
            for (var live = *Page.Live(page); live != 0; live &= live - 1)
                BytesRow.Free(((BytesRow*)Page.Columns(page))[System.Numerics.BitOperations.TrailingZeroCount(live)]);
        }

        if (page->Before != null)
            Shape.Copies.Return(page->Before);
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
            NativeMemory.Clear(page, (nuint)Shape.WritersAt);
            *(ulong*)Page.Hashed(page) = Shape.Tag;
            page->Number = number;
            if (Shape.Kind == TableKind.Nodes)
                NativeMemory.Fill(NodePage.Out(page), 2 * 64 * sizeof(uint), 0xFF);
            else if (Shape.Kind == TableKind.Edges)
                NativeMemory.Fill(EdgePage.NextOut(page), 4 * 64 * sizeof(uint), 0xFF);
            Pages[number] = page;
        }

        page->Before = Shape.Copies.Rent();
        Buffer.MemoryCopy(Page.Hashed(page), page->Before, Shape.HashedSize, Shape.HashedSize);
        ShardOf(number).Dirty.Add(number);
        return page;
    }

    private void Rest(uint number, Page* page)
    {
        Shape.Copies.Return(page->Before);
        page->Before = null;
        page->Touched = page->Written = page->Joined = page->Changed = 0;
        page->Round = 0;
        if (*Page.Live(page) == 0)
            FreePage(number);
    }

    // Strings that one of two versions of a page has and the other has not.
    private static void FreeReplaced(byte* kept, byte* gone, ulong touched)
    {
        for (var rows = touched; rows != 0; rows &= rows - 1)
        {
            var slot = System.Numerics.BitOperations.TrailingZeroCount(rows);
            var old = ((BytesRow*)(gone + Page.ColumnsAt))[slot];
            if ((((ulong*)gone)[1] >> slot & 1) != 0 && old.Start != ((BytesRow*)(kept + Page.ColumnsAt))[slot].Start)
                BytesRow.Free(old);
        }
    }
}
