using System.Numerics;
using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// The rings of edges around nodes: doubly linked, ascending by index, the node holds the first. An edge that is in no ring has no next one,
/// so taking it out twice does no harm.
/// </summary>
internal static unsafe class Adjacency
{
    private const uint None = NodeRow.None;

    /// <summary>Hangs an edge behind the last one that leaves a node; false where it would not be the greatest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LinkOut(Table edges, NodeRow* node, uint edge)
    {
        var row = edges.Edge(edge);
        if (node->Out == None)
        {
            row->NextOut = row->PreviousOut = node->Out = edge;
            return true;
        }

        var first = edges.Edge(node->Out);
        var last = first->PreviousOut;
        if (last >= edge)
            return false;
        edges.Edge(last)->NextOut = edge;
        row->NextOut = node->Out;
        row->PreviousOut = last;
        first->PreviousOut = edge;
        return true;
    }

    /// <summary>Hangs an edge behind the last one that enters a node; false where it would not be the greatest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LinkIn(Table edges, NodeRow* node, uint edge)
    {
        var row = edges.Edge(edge);
        if (node->In == None)
        {
            row->NextIn = row->PreviousIn = node->In = edge;
            return true;
        }

        var first = edges.Edge(node->In);
        var last = first->PreviousIn;
        if (last >= edge)
            return false;
        edges.Edge(last)->NextIn = edge;
        row->NextIn = node->In;
        row->PreviousIn = last;
        first->PreviousIn = edge;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void UnlinkOut(Table edges, NodeRow* node, uint edge)
    {
        var row = edges.Edge(edge);
        var (next, previous) = (row->NextOut, row->PreviousOut);
        if (next == None)
            return;
        row->NextOut = None;
        if (next == edge)
        {
            node->Out = None;
            return;
        }

        edges.Edge(previous)->NextOut = next;
        edges.Edge(next)->PreviousOut = previous;
        if (node->Out == edge)
            node->Out = next;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void UnlinkIn(Table edges, NodeRow* node, uint edge)
    {
        var row = edges.Edge(edge);
        var (next, previous) = (row->NextIn, row->PreviousIn);
        if (next == None)
            return;
        row->NextIn = None;
        if (next == edge)
        {
            node->In = None;
            return;
        }

        edges.Edge(previous)->NextIn = next;
        edges.Edge(next)->PreviousIn = previous;
        if (node->In == edge)
            node->In = next;
    }

    /// <summary>Makes all rings anew from the edges that live. Not while units run.</summary>
    public static void Rebuild(Table nodes, Table edges, uint nodeCount, uint edgeCount)
    {
        // All rows of a page, also those that are not in use any more: they will be.
        for (uint k = 0; k < 64 * Sharding.PagesFor(nodeCount); k++)
        {
            if (nodes.PageOf(k) != null)
                nodes.Node(k)->Out = nodes.Node(k)->In = None;
        }

        for (uint k = 0; k < Sharding.PagesFor(edgeCount); k++)
        {
            var page = edges.PageOf(k << 6);
            for (var live = page == null ? 0 : page->Live; live != 0; live &= live - 1)
            {
                var edge = (k << 6) + (uint)BitOperations.TrailingZeroCount(live);
                LinkOut(edges, nodes.Node(edges.Edge(edge)->From), edge);
                LinkIn(edges, nodes.Node(edges.Edge(edge)->To), edge);
            }
        }
    }
}
