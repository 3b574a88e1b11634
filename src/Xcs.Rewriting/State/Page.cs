using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>
/// The head of a page: 64 rows of a table in one block of native memory; the rows follow. Written by the worker that has the page's shard. Nothing is copied when a
/// tick begins: the bits that lived are kept here, and each row keeps what it was when it is first written.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = HeadSize)]
internal unsafe struct Page
{
    public const int HeadSize = 64;

    /// <summary>Rows that live, and those that lived before the tick.</summary>
    public ulong Live;
    public ulong LiveBefore;

    /// <summary>Rows written in this tick.</summary>
    public ulong Touched;

    /// <summary>Rows written in the round <see cref="Round"/>, and those of them that are joins.</summary>
    public ulong Written;
    public ulong Joined;

    /// <summary>In pages of nodes: rows that active rules have to look at again. Set by any worker.</summary>
    public ulong Changed;

    /// <summary>For joins: the values before the round, and behind them those before the last join; null until a joinable row is written. Kept for use again.</summary>
    public byte* RoundBefore;

    public uint Round;

    /// <summary>Whether the tick has touched the page.</summary>
    public uint IsDirty;

    public static byte* Rows(Page* page) => (byte*)page + HeadSize;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLive(Page* page, uint index) => page != null && ((page->Live >> (int)(index & 63)) & 1) != 0;
}
