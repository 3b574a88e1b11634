namespace Xcs.Rewriting;

/// <summary>What the pages of a table look like; the same in all warps. Owns their memory.</summary>
internal sealed unsafe class TableShape : IDisposable
{
    private const int EdgeSize = sizeof(ushort) + (2 * sizeof(uint));

    public TableShape(TableKind kind, int table, Attachment? attachment)
    {
        Kind = kind;
        Table = table;
        Attachment = attachment;
        (RowSize, StoredSize) = kind switch
        {
            TableKind.Nodes => (sizeof(ushort), sizeof(NodeRow)),
            TableKind.Edges => (EdgeSize, sizeof(EdgeRow)),
            TableKind.NodeBytes or TableKind.EdgeBytes => (0, sizeof(BytesRow)),
            _ => (attachment!.Size, attachment.Size),
        };
        BeforeAt = Page.HeadSize + (64 * StoredSize);
        WritersAt = BeforeAt + (attachment is null ? 0 : 64 * StoredSize);
        PageSize = WritersAt + (attachment is null ? 0 : 64 * sizeof(uint));
        Pages = new Arena(PageSize);
        Copies = new Arena(2 * 64 * StoredSize);
        IsOfEdges = kind is TableKind.Edges or TableKind.EdgeStructs or TableKind.EdgeBytes;
        Tag = 1UL | ((ulong)kind << 8) | ((ulong)RowSize << 32);
    }

    public TableKind Kind { get; }

    public int Table { get; }

    public Attachment? Attachment { get; set; }

    public bool IsBytes => Kind is TableKind.NodeBytes or TableKind.EdgeBytes;

    public bool IsOfEdges { get; }

    /// <summary>Bytes of a row in hashes and patches; 0 where they vary.</summary>
    public int RowSize { get; }

    /// <summary>Bytes of a row in a page.</summary>
    public int StoredSize { get; }

    /// <summary>In pages of attachments: where the values before the tick are, of rows that the tick has touched.</summary>
    public int BeforeAt { get; }

    /// <summary>In pages of attachments: where the rows' last writers are.</summary>
    public int WritersAt { get; }

    public int PageSize { get; }

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
