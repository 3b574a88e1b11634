namespace Xcs.Rewriting;

/// <summary>Columns of a page of nodes. The heads are those of the rings of edges, ascending by index.</summary>
internal static unsafe class NodePage
{
    public const uint None = uint.MaxValue;
    public const int RowSize = sizeof(ushort);

    private const int TypesAt = Page.HeadSize + Page.ColumnsAt;
    private const int OutAt = TypesAt + (64 * RowSize);
    private const int InAt = OutAt + (64 * sizeof(uint));

    public const int End = InAt + (64 * sizeof(uint));

    public static ushort* Types(Page* page) => (ushort*)((byte*)page + TypesAt);

    public static uint* Out(Page* page) => (uint*)((byte*)page + OutAt);

    public static uint* In(Page* page) => (uint*)((byte*)page + InAt);
}
