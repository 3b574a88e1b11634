using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// An edge: type and ends, of which the ends stay when it dies, in case the tick is undone; and its neighbours in the rings of both ends, which belong to the worker
/// that has the shard of that end.
/// </summary>
internal unsafe struct EdgeRow
{
    public uint From;
    public uint To;
    public uint NextOut;
    public uint PreviousOut;
    public uint NextIn;
    public uint PreviousIn;

    /// <summary>The rank of the last writer in the round that the page names.</summary>
    public uint Writer;

    /// <summary>0 where the edge does not live.</summary>
    public ushort Type;

    /// <summary>The type before the tick, of rows that the tick has touched.</summary>
    public ushort TypeBefore;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EdgeRow* At(Page* page, uint index) => (EdgeRow*)Page.Rows(page) + (index & 63);
}
