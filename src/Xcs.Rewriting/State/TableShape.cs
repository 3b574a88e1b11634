namespace Xcs.Rewriting;

/// <summary>What the pages of a table look like; the same in all warps. Owns their memory.</summary>
internal sealed class TableShape : IDisposable
{
    public TableShape(TableKind kind, int table, Attachment? attachment)
    {
        Kind = kind;
        Table = table;
        Attachment = attachment;
        RowSize = kind switch
        {
            TableKind.Nodes => NodePage.RowSize,
            TableKind.Edges => EdgePage.RowSize,
            _ => attachment!.Size,
        };
        StoredSize = IsBytes ? 2 * sizeof(long) : RowSize;
        HashedSize = Page.ColumnsAt + (64 * StoredSize);
        WritersAt = kind switch
        {
            TableKind.Nodes => NodePage.End,
            TableKind.Edges => EdgePage.End,
            _ => Page.HeadSize + HashedSize,
        };
        Pages = new Arena(WritersAt + (64 * sizeof(uint)));
        Copies = new Arena(HashedSize);
        Tag = 1UL | ((ulong)kind << 8) | ((ulong)RowSize << 32);
    }

    public TableKind Kind { get; }

    public int Table { get; }

    public Attachment? Attachment { get; set; }

    public bool IsBytes => Kind is TableKind.NodeBytes or TableKind.EdgeBytes;

    public bool IsOfEdges => Kind is TableKind.Edges or TableKind.EdgeStructs or TableKind.EdgeBytes;

    /// <summary>Bytes of a row in hashes and patches; 0 where they vary.</summary>
    public int RowSize { get; }

    /// <summary>Bytes of a row in a page.</summary>
    public int StoredSize { get; }

    /// <summary>Bytes from the tag to the end of the columns.</summary>
    public int HashedSize { get; }

    /// <summary>Where the rows' last writers are.</summary>
    public int WritersAt { get; }

    public ulong Tag { get; }

    public Arena Pages { get; }

    public Arena Copies { get; }

    public string Name => Attachment?.Name ?? (Kind == TableKind.Nodes ? "node" : "edge");

    public void Dispose()
    {
        Pages.Dispose();
        Copies.Dispose();
    }
}
