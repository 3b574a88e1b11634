namespace Xcs.Rewriting;

/// <summary>Columns of a page of edges. Links belong to the worker that has the shard of the end whose ring it is.</summary>
internal static unsafe class EdgePage
{
    public const int RowSize = sizeof(ushort) + (2 * sizeof(uint));

    private const int TypesAt = Page.HeadSize + Page.ColumnsAt;
    private const int FromAt = TypesAt + (64 * sizeof(ushort));
    private const int ToAt = FromAt + (64 * sizeof(uint));
    private const int LinksAt = ToAt + (64 * sizeof(uint));

    public const int End = LinksAt + (4 * 64 * sizeof(uint));

    public static ushort* Types(Page* page) => (ushort*)((byte*)page + TypesAt);

    public static uint* From(Page* page) => (uint*)((byte*)page + FromAt);

    public static uint* To(Page* page) => (uint*)((byte*)page + ToAt);

    public static uint* NextOut(Page* page) => (uint*)((byte*)page + LinksAt);

    public static uint* PreviousOut(Page* page) => (uint*)((byte*)page + LinksAt + (64 * sizeof(uint)));

    public static uint* NextIn(Page* page) => (uint*)((byte*)page + LinksAt + (2 * 64 * sizeof(uint)));

    public static uint* PreviousIn(Page* page) => (uint*)((byte*)page + LinksAt + (3 * 64 * sizeof(uint)));
}
