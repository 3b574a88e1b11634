using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>A node: its type, and the first edges of the rings of those that leave and enter it, ascending by index.</summary>
internal unsafe struct NodeRow
{
    public const uint None = uint.MaxValue;

    public uint Out;
    public uint In;

    /// <summary>The rank of the last writer in the round that the page names.</summary>
    public uint Writer;

    /// <summary>0 where the node does not live.</summary>
    public ushort Type;

    /// <summary>The type before the tick, of rows that the tick has touched.</summary>
    public ushort TypeBefore;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NodeRow* At(Page* page, uint index) => (NodeRow*)Page.Rows(page) + (index & 63);
}
