using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>The kinds of claims on a row, as bits, and which of them conflict.</summary>
internal static class Claims
{
    public const uint Read = 1 << 0;
    public const uint Write = 1 << 1;
    public const uint ReadOut = 1 << 2;
    public const uint LinkOut = 1 << 3;
    public const uint ReadIn = 1 << 4;
    public const uint LinkIn = 1 << 5;
    public const uint Join = 1 << 6;

    /// <summary>Two bits for each of eight ports: read, write.</summary>
    public const int FirstPort = 8;
    public const int Ports = 8;

    /// <summary>Set on a row by workers that found a conflict.</summary>
    public const uint Contested = 1U << 31;

    /// <summary>All kinds but those of ports.</summary>
    public const uint OfRow = 0x7F;

    /// <summary>Reading any port.</summary>
    public const uint PortReads = 0x555500;

    private const uint PortWrites = 0xAAAA00;

    private static readonly byte[] Table = MakeTable();

    /// <summary>All claims that any of the given ones conflicts with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ConflictsOf(uint claims)
    {
        uint conflicts = Table[claims & OfRow];
        if (claims > OfRow)
            conflicts |= ((claims & PortReads) << 1) | (claims & PortWrites) | ((claims & PortWrites) >> 1);
        return conflicts;
    }

    private static byte[] MakeTable()
    {
        var table = new byte[OfRow + 1];
        for (uint claims = 0; claims < table.Length; claims++)
        {
            var conflicts = 0U;
            conflicts |= (claims & Read) != 0 ? Write | Join : 0;
            conflicts |= (claims & Write) != 0 ? OfRow : 0;
            conflicts |= (claims & Join) != 0 ? Read | Write : 0;
            conflicts |= (claims & ReadOut) != 0 ? LinkOut | Write : 0;
            conflicts |= (claims & LinkOut) != 0 ? ReadOut | Write : 0;
            conflicts |= (claims & ReadIn) != 0 ? LinkIn | Write : 0;
            conflicts |= (claims & LinkIn) != 0 ? ReadIn | Write : 0;
            table[claims] = (byte)conflicts;
        }

        return table;
    }
}
