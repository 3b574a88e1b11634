using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// An edge: type and ends, which stay when it dies until the tick is committed; and its neighbours in the rings of both ends, which belong to the worker
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

    public ushort Type;
    public ushort Reserved;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EdgeRow* At(Page* page, uint index) => (EdgeRow*)Page.Rows(page) + (index & 63);
}
