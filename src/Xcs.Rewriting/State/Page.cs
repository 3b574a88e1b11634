using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>
/// The head of a page: 64 rows of a table in one block of native memory. Behind it lies what is hashed (a tag, the live bits, the columns),
/// then what follows from that or is of this tick only. Written by the worker that has the page's shard.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = HeadSize)]
internal unsafe struct Page
{
    public const int HeadSize = 64;
    public const int ColumnsAt = 16;

    /// <summary>What is hashed, as it was before the tick; null where the tick has not touched the page.</summary>
    public byte* Before;

    /// <summary>For joins: the columns before the round; null until a joinable row is written. Kept for use again.</summary>
    public byte* RoundBefore;

    /// <summary>Rows written in the round <see cref="Round"/>, and those of them that are joins.</summary>
    public ulong Written;
    public ulong Joined;

    /// <summary>Rows written in this tick.</summary>
    public ulong Touched;

    /// <summary>In pages of nodes: rows that active rules have to look at again. Set by any worker.</summary>
    public ulong Changed;

    public uint Round;

    public uint Number;

    /// <summary>What is hashed.</summary>
    public static byte* Hashed(Page* page) => (byte*)page + HeadSize;

    public static ulong* Live(Page* page) => (ulong*)((byte*)page + HeadSize + sizeof(ulong));

    public static byte* Columns(Page* page) => (byte*)page + HeadSize + ColumnsAt;

    public static bool IsLive(Page* page, uint index) => page != null && ((*Live(page) >> (int)(index & 63)) & 1) != 0;
}
