using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Xcs.Rewriting;

/// <summary>Asks the caches for what is read soon, while there is other work to do. Changes nothing.</summary>
internal static unsafe class Prefetch
{
    /// <summary>The first edges of a node, which its rule looks at in the next round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Edges(Warp warp, uint node)
    {
        if (!Sse.IsSupported)
            return;
        var row = warp.Nodes0.Node(node);
        if (row->Out != NodeRow.None)
            Sse.Prefetch0(warp.Edges0.Edge(row->Out));
        if (row->In != NodeRow.None)
            Sse.Prefetch0(warp.Edges0.Edge(row->In));
    }

    /// <summary>The head of a row's page, which the merge writes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Page(Table table, uint index)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(table.PageOf(index));
    }
}
